import type { Queue } from '#delivery/queue.ts';
import type { County } from '#directory/county.ts';
import { nextReading, type Reading } from '#directory/hours.ts';

/** What a person can be told about when their message is read. */
export type Promised = { reading: Reading; stuck: boolean };

/** Waiting longer than this, mail is stuck, and no time is promised any more. */
const stuckAfterSeconds = 15 * 60;

/** Works out the promise at a moment: the contact's hours, and whether mail leaves at all. */
export function createPromise(county: County, queue: Queue, clock: () => Date): () => Promise<Promised> {
  return async () => {
    const health = await queue.health();
    const stuck = health.held > 0 || (health.oldestWaitingSeconds ?? 0) > stuckAfterSeconds;
    return { reading: nextReading(county.contacts.referrals.hours, clock()), stuck };
  };
}
