import { reachDatabase } from '#database/faults.ts';
import { openAttendee } from './attendee.ts';
import { countBooking } from './counts.ts';
import type { Engine, Held } from './engine.ts';
import { lockSession } from './seats.ts';
import { computeStatus } from './status.ts';
import type { BookingRow, CountsTable } from './tables.ts';
import type { Attendee, BookingStatus } from './view.ts';

/** One booking as the organiser sees it. `attendee` is null where the name was removed or cannot be read. */
export type Listed = {
  number: number;
  reference: string;
  status: Exclude<BookingStatus, 'over'> | 'cancelled late';
  attendance: 'attended' | 'absent' | null;
  attendee: Attendee | null;
};

/** Everybody who booked a session, in the order they came. Throws `DatabaseFault`. */
export function listAttendees(engine: Engine, held: Held): Promise<Listed[]> {
  return reachDatabase(async () => (await readRows(engine, held.session.id)).map((row) => toListed(engine, held, row)));
}

const readRows = (engine: Engine, session: string) =>
  engine.db.selectFrom('bookings').selectAll().where('session', '=', session).orderBy('number').execute();

function toListed(engine: Engine, { session }: Held, row: BookingRow): Listed {
  const status = computeStatus(row, session, engine.clock());
  // What the organiser asks is who has a place, also once the session has begun.
  const held = row.seat_at === null ? 'waiting' : 'booked';
  return {
    number: row.number,
    reference: row.reference,
    status: row.ended === 'late' ? 'cancelled late' : status === 'over' ? held : status,
    attendance: row.attendance === 'attended' || row.attendance === 'absent' ? row.attendance : null,
    attendee: openAttendee(engine.ring, row.details),
  };
}

/** Whom marking found, and which of the names or numbers fit nobody, or several. Then nothing is marked. */
export type Marked = { found: Listed[]; unknown: string[]; several: string[] };

/**
 * Marks people of a session as there or not, by the number of their booking or by their name, whatever its letter case.
 * Only people who have a place. Throws `DatabaseFault`.
 */
export function markAttendance(
  engine: Engine,
  held: Held,
  who: readonly string[],
  attendance: 'attended' | 'absent',
): Promise<Marked> {
  return reachDatabase(async () => {
    const booked = (await listAttendees(engine, held)).filter(({ status }) => status === 'booked');
    const fits = who.map((text) => ({ text, people: booked.filter((one) => isMeant(one, text)) }));
    const found = [...new Set(fits.flatMap(({ people }) => people))];
    const unknown = fits.filter(({ people }) => people.length === 0).map(({ text }) => text);
    const several = fits.filter(({ people }) => people.length > 1).map(({ text }) => text);
    if (unknown.length + several.length > 0) return { found, unknown, several };
    await engine.db.transaction().execute(async (work) => {
      await lockSession(work, held.session.id);
      await work
        .updateTable('bookings')
        .set({ attendance })
        .where('session', '=', held.session.id)
        .where(
          'number',
          'in',
          found.map(({ number }) => number),
        )
        .execute();
    });
    return { found, unknown, several };
  });
}

function isMeant({ number, attendee }: Listed, text: string): boolean {
  if (/^\d+$/.test(text)) return number === Number(text);
  const plain = (name: string) => name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
  return attendee !== null && plain(attendee.name) === plain(text);
}

/** What training came to: the counts that stayed and those of bookings that still have names, a row for each booking of these. */
export function readCounts(engine: Engine): Promise<CountsTable[]> {
  return reachDatabase(async () => {
    const kept = await engine.db.selectFrom('training_counts').selectAll().execute();
    const states = await engine.db.selectFrom('session_states').select(['session', 'starts']).execute();
    const rows = await engine.db.selectFrom('bookings').selectAll().where('details', 'is not', null).execute();
    const live = rows.flatMap((row) => {
      const starts = states.find(({ session }) => session === row.session)?.starts;
      return starts ? (countBooking(row, openAttendee(engine.ring, row.details), starts) ?? []) : [];
    });
    return [...kept, ...live];
  });
}
