import type { Queue } from '#delivery/queue.ts';
import type { County } from '#directory/county.ts';
import { nextReading, type Reading } from '#directory/hours.ts';
import type { ContactId } from '#forms/define.ts';

/** What a person can be told about when their message is read. */
export type Promised = { reading: Reading; stuck: boolean };

/** Waiting longer than this, mail is stuck, and no time is promised any more. */
const stuckAfterSeconds = 15 * 60;

/**
 * Works out the promise at a moment: the hours of whoever receives it, and whether mail leaves at all. Never rejects: what
 * cannot be known is not promised.
 */
export function createPromise(
  county: County,
  queue: Queue,
  clock: () => Date,
): (contact: ContactId) => Promise<Promised> {
  return async (contact) => {
    // Asked when a message is kept already: a store that fails in that moment must not turn the thanks into an error.
    const health = await queue.health().catch(() => null);
    const stuck = health === null || health.held > 0 || (health.oldestWaitingSeconds ?? 0) > stuckAfterSeconds;
    return { reading: nextReading(county.contacts[contact].hours, clock()), stuck };
  };
}
