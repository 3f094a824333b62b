import { createBuckets } from './buckets.ts';

/** How many may be sent in an hour before more than pressing *Send* is asked. */
export type FloodLimits = {
  /** By one network. */
  perSender: number;
  /** By all together. */
  atAll: number;
};

/** Counts sends in this process and says when there are too many. Blocks nobody: whoever asks decides what to do. */
export type Flood = {
  /**
   * Counts one send, and says whether it is within the limits.
   * @param sender a name of whoever sends (`names.ts`); null: it cannot be known, and only the limit of all counts
   */
  takes: (sender: string | null) => boolean;
};

const hour = 3_600_000;

/** Names remembered at most, about a megabyte: more senders than this an hour are above the limit of all anyway. */
const mostNames = 10_000;

/** Limits in memory. Several instances count each for itself: together they let through so much more. */
export function createFlood(limits: FloodLimits, now: () => number): Flood {
  const senders = createBuckets({ capacity: limits.perSender, windowMs: hour, names: mostNames }, now);
  const all = createBuckets({ capacity: limits.atAll, windowMs: hour, names: 2 }, now);
  return { takes: (sender) => (sender === null || senders.take(sender)) && all.take('all') };
}
