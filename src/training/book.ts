import type { Kysely } from 'kysely';
import { reachDatabase } from '#database/faults.ts';
import { insertDelivery } from '#delivery/accept.ts';
import type { NewDelivery } from '#delivery/delivery.ts';
import { sealAttendee } from './attendee.ts';
import { bookableOn, momentIn } from './course.ts';
import { asDeliveries, type Engine, type Held, type Work } from './engine.ts';
import { mayBook, mayWrite } from './limits.ts';
import { localTimeOf } from './local-time.ts';
import { sendLetter } from './post.ts';
import { lockSession, takeNumber, takeSeat } from './seats.ts';
import { hashToken } from './secret.ts';
import type { BookingRow, TrainingTables } from './tables.ts';
import type { Attendee } from './view.ts';

/** A booking that somebody sent. `delivery` is the whole of it sealed to the organiser; its id is the booking's. */
export type NewBooking = { session: string; attendee: Attendee; delivery: NewDelivery };

/**
 * What became of it: a place, a place on the waiting list, or nothing since the session can no longer be booked or the
 * address has had too many mails or bookings. `known`: the same person had booked this session before.
 */
export type Booked =
  | { kind: 'booked' | 'waiting'; reference: string; known: boolean }
  | { kind: 'closed' }
  | { kind: 'limit' };

/**
 * Books a place, or one on the waiting list. The place, the booking, what the organiser reads and the person's letter are
 * committed together or not at all. The same id or the same person is the same booking: no second place, no second mail.
 * Throws `DatabaseFault`.
 */
export function book(engine: Engine, booking: NewBooking): Promise<Booked> {
  const held = engine.sessions.get(booking.session);
  if (!held) return Promise.resolve({ kind: 'closed' });
  const person = engine.secret.personOf(booking.session, booking.attendee.email);
  return reachDatabase(async () => {
    // Without a transaction first: a second press of the button should not wait for others' places.
    const known = await findKnown(engine.db, booking.delivery.id, person);
    if (known) return answerKnown(known);
    return engine.db.transaction().execute((work) => bookIn(engine, work, held, booking, person));
  });
}

async function bookIn(
  engine: Engine,
  work: Work,
  held: Held,
  { attendee, delivery, session }: NewBooking,
  person: string,
): Promise<Booked> {
  const now = engine.clock();
  const seats = await lockSession(work, session);
  const known = await findKnown(work, delivery.id, person);
  if (known) return answerKnown(known);
  const open = bookableOn(held.session, localTimeOf(now).slice(0, 10)) === 'open' && momentIn(held.session.start) > now;
  if (seats?.called_off !== 0 || !open) return { kind: 'closed' };
  const address = engine.secret.addressOf(attendee.email);
  if (!(await mayBook(work, address)) || !(await mayWrite(work, address, now))) return { kind: 'limit' };
  const seated = await takeSeat(work, session);
  const row: BookingRow = {
    id: delivery.id,
    reference: delivery.reference,
    session,
    number: await takeNumber(work, session),
    person,
    address,
    token: hashToken(engine.secret.tokenOf(delivery.id, 0)),
    generation: 0,
    details: sealAttendee(engine.ring, attendee),
    booked_at: now.getTime(),
    seat_at: seated ? now.getTime() : null,
    offered_until: null,
    ended_at: null,
    ended: null,
    reminded: null,
    attendance: null,
  };
  await work.insertInto('bookings').values(row).execute();
  await insertDelivery(asDeliveries(work), now, delivery);
  await sendLetter(engine, work, held, row, seated ? 'confirmed' : 'waiting', 'booked');
  return { kind: seated ? 'booked' : 'waiting', reference: row.reference, known: false };
}

type Known = Pick<BookingRow, 'reference' | 'seat_at' | 'ended_at'>;

function findKnown(db: Kysely<TrainingTables>, id: string, person: string): Promise<Known | undefined> {
  return db
    .selectFrom('bookings')
    .select(['reference', 'seat_at', 'ended_at'])
    .where((eb) => eb.or([eb('id', '=', id), eb('person', '=', person)]))
    .executeTakeFirst();
}

function answerKnown({ reference, seat_at, ended_at }: Known): Booked {
  // Only the id can still be that of a booking that ended: the form was sent once more from a page left open.
  if (ended_at !== null) return { kind: 'closed' };
  return { kind: seat_at === null ? 'waiting' : 'booked', reference, known: true };
}
