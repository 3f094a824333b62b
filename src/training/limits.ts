import type { Work } from './engine.ts';

/** Letters that people cause to one address in an hour, so that nobody's mailbox can be filled through the form or a link. */
const hourly = 12;
const hour = 3_600_000;

/** Bookings that count at one time for one address: more than anybody's year of courses. */
const most = 20;

/** Whether the address (a keyed hash) has had its letters of this hour. If not, one more is written down. */
export async function mayWrite(work: Work, address: string, now: Date): Promise<boolean> {
  const { count } = await work
    .selectFrom('training_letters')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('address', '=', address)
    .where('at', '>', now.getTime() - hour)
    .executeTakeFirstOrThrow();
  if (Number(count) >= hourly) return false;
  await work.insertInto('training_letters').values({ address, at: now.getTime() }).execute();
  return true;
}

/** Whether the address may have one more booking. */
export async function mayBook(work: Work, address: string): Promise<boolean> {
  const { count } = await work
    .selectFrom('bookings')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('address', '=', address)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count) < most;
}

/** Forgets letters that count no more, and those of a clock that was put back. */
export async function forgetLetters(work: Work, now: Date): Promise<void> {
  await work
    .deleteFrom('training_letters')
    .where((eb) => eb.or([eb('at', '<=', now.getTime() - hour), eb('at', '>', now.getTime() + hour)]))
    .execute();
}
