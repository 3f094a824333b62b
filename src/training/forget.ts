import { openAttendee, renewAttendee } from './attendee.ts';
import { countBooking } from './counts.ts';
import { momentIn } from './course.ts';
import type { Engine, Work } from './engine.ts';
import { lockSession } from './seats.ts';
import type { CountsTable } from './tables.ts';

const day = 24 * 3_600_000;

/**
 * Removes what names anybody from bookings of sessions that ended `keepDays` ago: the sealed details, both hashes and the
 * link. What the report counts stays. By the end that people were last told, since a file may be gone by then. Returns how
 * many bookings were emptied.
 */
export async function forgetPeople(engine: Engine): Promise<number> {
  const before = engine.clock().getTime() - engine.settings.keepDays * day;
  const sessions = await engine.db
    .selectFrom('session_states')
    .select(['session', 'starts', 'ends'])
    .where('session', 'in', (eb) => eb.selectFrom('bookings').select('session').where('details', 'is not', null))
    .execute();
  let emptied = 0;
  for (const { session, starts, ends } of sessions) {
    if (momentIn(ends).getTime() > before) continue;
    emptied += await engine.db.transaction().execute(async (work) => {
      await lockSession(work, session);
      const rows = await work
        .selectFrom('bookings')
        .selectAll()
        .where('session', '=', session)
        .where('details', 'is not', null)
        .execute();
      for (const row of rows) {
        const counted = countBooking(row, openAttendee(engine.ring, row.details), starts);
        if (counted) await addCount(work, counted);
      }
      await work
        .updateTable('bookings')
        .set({ details: null, person: null, address: null, token: null })
        .where('session', '=', session)
        .execute();
      return rows.length;
    });
  }
  return emptied;
}

async function addCount(work: Work, counted: CountsTable): Promise<void> {
  await work
    .insertInto('training_counts')
    .values(counted)
    .onConflict((conflict) =>
      conflict.columns(['quarter', 'kind', 'role', 'district']).doUpdateSet((eb) => ({
        booked: eb('training_counts.booked', '+', counted.booked),
        attended: eb('training_counts.attended', '+', counted.attended),
        absent: eb('training_counts.absent', '+', counted.absent),
        unmet: eb('training_counts.unmet', '+', counted.unmet),
      })),
    )
    .execute();
}

/** Seals what older keys of the ring sealed by the newest one, so that an old key can be taken away. Returns how many. */
export async function renewDetails({ db, ring }: Pick<Engine, 'db' | 'ring'>): Promise<number> {
  const rows = await db.selectFrom('bookings').select(['id', 'details']).where('details', 'is not', null).execute();
  let renewed = 0;
  for (const { id, details } of rows) {
    const next = details === null ? null : renewAttendee(ring, details);
    if (next === null) continue;
    // Only where it is still the same: somebody may have handed the booking over meanwhile.
    await db
      .updateTable('bookings')
      .set({ details: next })
      .where('id', '=', id)
      .where('details', '=', details)
      .execute();
    renewed += 1;
  }
  return renewed;
}
