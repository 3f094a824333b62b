import type { Engine, Held, Work } from './engine.ts';
import { sendLetter } from './post.ts';
import { offerUntil } from './status.ts';
import type { SeatsTable } from './tables.ts';

/**
 * Locks a session until the transaction ends. Everything that changes its bookings does this first, so that two of them
 * never wait for each other. Null for a session that is not known yet.
 */
export async function lockSession(work: Work, session: string): Promise<SeatsTable | null> {
  const row = await work
    .updateTable('session_seats')
    .set((eb) => ({ seats: eb.ref('seats') }))
    .where('session', '=', session)
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

/** Takes a place where there is one: a single conditional update, so that no session is ever oversold. */
export async function takeSeat(work: Work, session: string): Promise<boolean> {
  const taken = await work
    .updateTable('session_seats')
    .set((eb) => ({ taken: eb('taken', '+', 1) }))
    .where('session', '=', session)
    .where('called_off', '=', 0)
    .whereRef('taken', '<', 'seats')
    .returning('taken')
    .executeTakeFirst();
  return taken !== undefined;
}

/** Takes the next number of arrival in a session. */
export async function takeNumber(work: Work, session: string): Promise<number> {
  const { bookings } = await work
    .updateTable('session_seats')
    .set((eb) => ({ bookings: eb('bookings', '+', 1) }))
    .where('session', '=', session)
    .returning('bookings')
    .executeTakeFirstOrThrow();
  return bookings;
}

/** Gives a place back, be it somebody's own or one that was kept for them, and offers it to who waits longest. */
export async function releaseSeat(engine: Engine, work: Work, held: Held): Promise<void> {
  await work
    .updateTable('session_seats')
    .set((eb) => ({ taken: eb('taken', '-', 1) }))
    .where('session', '=', held.session.id)
    .execute();
  await offerFree(engine, work, held);
}

/** Offers every free place to those who wait, in the order they came; a place stays taken while an offer is open. */
export async function offerFree(engine: Engine, work: Work, held: Held): Promise<void> {
  const until = offerUntil(held.session, engine.settings, engine.clock());
  if (until === null) return;
  for (;;) {
    const next = await work
      .selectFrom('bookings')
      .selectAll()
      .where('session', '=', held.session.id)
      .where('seat_at', 'is', null)
      .where('offered_until', 'is', null)
      .where('ended_at', 'is', null)
      .orderBy('number')
      .limit(1)
      .executeTakeFirst();
    if (!next || !(await takeSeat(work, held.session.id))) return;
    const offered = { ...next, offered_until: until.getTime() };
    await work.updateTable('bookings').set({ offered_until: until.getTime() }).where('id', '=', next.id).execute();
    await sendLetter(engine, work, held, offered, 'offered', String(until.getTime()));
  }
}
