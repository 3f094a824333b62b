import { createHash } from 'node:crypto';
import { momentIn, type Session } from './course.ts';
import type { Engine, Held, Work } from './engine.ts';
import type { LetterKind } from './letters.ts';
import { sendLetter } from './post.ts';
import { lockSession, offerFree } from './seats.ts';
import type { BookingRow, SeatsTable, StatesTable } from './tables.ts';

/** What people of a session have to be told, as it is in the content now. */
function stateOf({ id, start, end, where, exact }: Session, calledOff: boolean, sequence: number): StatesTable {
  const place = createHash('sha256')
    .update(JSON.stringify([where, exact]))
    .digest('hex');
  return { session: id, starts: start, ends: end, place, called_off: calledOff ? 1 : 0, sequence };
}

/** A session that is new here gets its row; the number of seats follows the content, taken places stay. */
async function syncSeats(work: Work, { id, seats }: Session): Promise<SeatsTable> {
  return work
    .insertInto('session_seats')
    .values({ session: id, seats, taken: 0, bookings: 0, called_off: 0 })
    .onConflict((conflict) => conflict.column('session').doUpdateSet({ seats }))
    .returningAll()
    .executeTakeFirstOrThrow();
}

/**
 * Brings one session's rows to what its file says now. Where it moved or is called off, everybody who booked is told, once,
 * under a higher sequence. More seats than before go to those who wait.
 */
export async function followContent(engine: Engine, held: Held): Promise<void> {
  const { session } = held;
  if (await isSettled(engine, session)) return;
  return engine.db.transaction().execute(async (work) => {
    const seats = await syncSeats(work, session);
    const told = await work
      .selectFrom('session_states')
      .selectAll()
      .where('session', '=', session.id)
      .executeTakeFirst();
    // Called off in the file, or by the organiser's command, which wins over a file that does not know of it.
    const next = stateOf(session, session.calledOff || seats.called_off === 1, told?.sequence ?? 0);
    if (!told) await work.insertInto('session_states').values(next).execute();
    else if (isDifferent(told, next)) await change(engine, work, held, told, { ...next, sequence: told.sequence + 1 });
    if (next.called_off === 0) await offerFree(engine, work, held);
  });
}

/** Whether there is nothing to do, asked without a transaction: this is so in nearly every round. */
async function isSettled({ db }: Engine, session: Session): Promise<boolean> {
  const seats = await db.selectFrom('session_seats').selectAll().where('session', '=', session.id).executeTakeFirst();
  const told = await db.selectFrom('session_states').selectAll().where('session', '=', session.id).executeTakeFirst();
  if (!seats || !told || seats.seats !== session.seats) return false;
  if (isDifferent(told, stateOf(session, session.calledOff || seats.called_off === 1, told.sequence))) return false;
  if (seats.taken >= seats.seats) return true;
  const waiting = await db
    .selectFrom('bookings')
    .select('id')
    .where('session', '=', session.id)
    .where('seat_at', 'is', null)
    .where('ended_at', 'is', null)
    .where('offered_until', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return waiting === undefined;
}

const isDifferent = (told: StatesTable, next: StatesTable) =>
  told.starts !== next.starts ||
  told.ends !== next.ends ||
  told.place !== next.place ||
  told.called_off !== next.called_off;

async function change(engine: Engine, work: Work, held: Held, told: StatesTable, next: StatesTable): Promise<void> {
  await work.updateTable('session_states').set(next).where('session', '=', next.session).execute();
  if (next.called_off === 1)
    await work.updateTable('session_seats').set({ called_off: 1 }).where('session', '=', next.session).execute();
  // Of what is over nobody needs to hear.
  const now = engine.clock();
  if (momentIn(told.starts) <= now && momentIn(next.starts) <= now) return;
  const bookings = await work
    .selectFrom('bookings')
    .selectAll()
    .where('session', '=', next.session)
    .where('ended_at', 'is', null)
    .orderBy('number')
    .execute();
  for (const booking of bookings) {
    await sendLetter(engine, work, held, booking, kindFor(booking, next), String(next.sequence));
  }
  if (next.called_off === 1) await endAll(work, next.session, now);
}

function kindFor(booking: BookingRow, next: StatesTable): LetterKind {
  if (next.called_off === 1) return 'calledOff';
  if (booking.seat_at !== null) return 'moved';
  return booking.offered_until === null ? 'movedWaiting' : 'movedOffered';
}

async function endAll(work: Work, session: string, now: Date): Promise<void> {
  await work
    .updateTable('bookings')
    .set({ ended_at: now.getTime(), ended: 'called-off', person: null, offered_until: null })
    .where('session', '=', session)
    .where('ended_at', 'is', null)
    .execute();
  await work.updateTable('session_seats').set({ taken: 0 }).where('session', '=', session).execute();
}

/** Calls a session off for the organiser, whatever its file says, and tells everybody. False for a session nobody knows. */
export async function callOff(engine: Engine, held: Held): Promise<boolean> {
  const known = await engine.db.transaction().execute(async (work) => {
    const seats = await lockSession(work, held.session.id);
    await work.updateTable('session_seats').set({ called_off: 1 }).where('session', '=', held.session.id).execute();
    return seats !== null;
  });
  if (known) await followContent(engine, held);
  return known;
}
