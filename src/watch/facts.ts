import { readingTimeAgo } from '#directory/reading-time.ts';
import type { Facts } from './conditions.ts';
import { findLateDigests } from './digest.ts';
import { findMissingHeartbeats } from './heartbeat.ts';
import type { Watch, WatchedContact } from './watch.ts';

/** How many messages to a contact were not opened in the time it has; 0 where it types no codes back. Throws `DatabaseFault`. */
export async function countOverdue(
  { loop, clock }: { loop: Pick<Watch['loop'], 'unread'>; clock: () => Date },
  id: string,
  { hours, unread }: Pick<WatchedContact, 'hours' | 'unread'>,
): Promise<number> {
  const before = unread && readingTimeAgo(hours, unread.hours, clock());
  return before ? loop.unread(id, before) : 0;
}

/** Looks at everything that can be wrong. Throws `DatabaseFault`. */
export async function readFacts(watch: Watch): Promise<Facts> {
  const now = watch.clock();
  const overdue: Record<string, number> = {};
  for (const [id, contact] of Object.entries(watch.contacts)) overdue[id] = await countOverdue(watch, id, contact);
  const keyDaysLeft = Object.entries(watch.contacts).map(([id, { keyDaysLeft }]) => [id, keyDaysLeft(now)]);
  return {
    health: await watch.queue.health(),
    overdue,
    keyDaysLeft: Object.fromEntries(keyDaysLeft),
    freeBytes: await watch.freeBytes(),
    leastFreeBytes: watch.leastFreeBytes,
    missingHeartbeats: await findMissingHeartbeats(watch),
    lateDigests: await findLateDigests(watch),
  };
}
