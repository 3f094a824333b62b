import type { Loop } from '#delivery/loop.ts';
import type { Queue } from '#delivery/queue.ts';
import type { County } from '#directory/county.ts';
import { nextReading, type Reading } from '#directory/hours.ts';
import type { ContactId } from '#forms/define.ts';
import { stuckAfterSeconds } from '#watch/conditions.ts';
import { countOverdue } from '#watch/facts.ts';

/**
 * What a person can be told about when their message is read. `stuck`: mail does not leave, came back, or lies unopened for
 * too long, so that no time can be promised.
 */
export type Promised = { reading: Reading; stuck: boolean };

/** Tells it for a message that leaves now or, where it waits for its hour, at `from`. */
export type PromiseReading = (contact: ContactId, from?: Date | null) => Promise<Promised>;

/**
 * Works out the promise at a moment: the hours of whoever receives it, whether mail leaves and arrives at all, and whether it is
 * opened. Never rejects: what cannot be known is not promised.
 */
export function createPromise(
  county: County,
  { queue, loop }: { queue: Pick<Queue, 'health'>; loop: Pick<Loop, 'unread'> },
  clock: () => Date,
): PromiseReading {
  return async (contact, from) => {
    // Asked when a message is kept already: a store that fails in that moment must not turn the thanks into an error.
    const health = await queue.health().catch(() => null);
    const known = county.contacts[contact];
    const overdue = await countOverdue({ loop, clock }, contact, known).catch(() => null);
    const stuck =
      health === null ||
      overdue === null ||
      overdue + health.held + health.bounced > 0 ||
      (health.oldestWaitingSeconds ?? 0) > stuckAfterSeconds;
    return { reading: nextReading(known.hours, from ?? clock()), stuck };
  };
}
