const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** The longest wait between two tries of a delivery, in ms. A due time further ahead comes from a clock that jumped. */
export const RETRY_MAX_MS = 15 * MINUTE;

/** The wait between two tries of a held delivery, in ms: codes that say "for good" also hide full mailboxes and quotas. */
export const HELD_MS = 6 * 60 * MINUTE;

/** The longest that what is to be checked waits for the others of its hour, in ms. */
export const CHECK_MS = 60 * MINUTE;

/**
 * How long to wait after the `attempt`th failure in a row (from 1), in ms: 30 s, doubled each time, 15 min at most, for
 * ever. A quarter is chance (`random` gives 0 to 1), so that what failed together does not come back together.
 */
export function computeBackoff(attempt: number, random: () => number = Math.random): number {
  const doubled = 30 * SECOND * 2 ** Math.min(Math.max(attempt, 1) - 1, 20);
  return Math.round(Math.min(doubled, RETRY_MAX_MS / 1.25) * (1 + random() / 4));
}
