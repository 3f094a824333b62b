import { reachDatabase } from '#database/faults.ts';
import { insertDelivery } from '#delivery/accept.ts';
import { answersOf, openAttendee } from './attendee.ts';
import { codeOf, publicCourse } from './course.ts';
import { asDeliveries, type Engine } from './engine.ts';
import { mayWrite } from './limits.ts';
import { actOn, findRow } from './open-link.ts';
import { sendLetter } from './post.ts';
import { releaseSeat } from './seats.ts';
import { cancelBefore, computeStatus } from './status.ts';
import type { BookingView, Cancelled, Done, Needs } from './view.ts';

/** A booking by the token of its link, or null. Reads only: programs that look into mail open links too. Throws `DatabaseFault`. */
export function findBooking(engine: Engine, token: string): Promise<BookingView | null> {
  return reachDatabase(async () => {
    const row = await findRow(engine, token);
    const held = row && engine.sessions.get(row.session);
    if (!held) return null;
    const status = computeStatus(row, held.session, engine.clock());
    const { exact, ...session } = held.session;
    const seated = row.seat_at !== null && row.ended_at === null;
    return {
      reference: row.reference,
      status,
      course: publicCourse(held.course),
      session: { ...session, exact: seated ? exact : null },
      name: openAttendee(engine.ring, row.details)?.name ?? '',
      before: status === 'waiting' ? await countBefore(engine, row) : 0,
      offeredUntil: status === 'offered' ? new Date(Number(row.offered_until)) : null,
      cancelBefore: cancelBefore(held.session, engine.settings),
      terms: engine.settings.terms,
    };
  });
}

async function countBefore(engine: Engine, { session, number }: { session: string; number: number }): Promise<number> {
  const { count } = await engine.db
    .selectFrom('bookings')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('session', '=', session)
    .where('seat_at', 'is', null)
    .where('ended_at', 'is', null)
    .where('number', '<', number)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Gives a booking back. A second time is the same as the first. The promise of `Training.cancel` is kept here. */
export function cancel(engine: Engine, token: string): Promise<Cancelled> {
  return actOn<Cancelled>(engine, token, async (work, { held, row, status, now }) => {
    if (status === 'cancelled') return { kind: 'done', late: row.ended === 'late' };
    if (status === 'over' || status === 'called-off' || row.ended_at !== null) return { kind: 'over' };
    const seated = row.seat_at !== null;
    const late = seated && now > cancelBefore(held.session, engine.settings);
    await work
      .updateTable('bookings')
      .set({ ended_at: now.getTime(), ended: late ? 'late' : 'cancelled', person: null, offered_until: null })
      .where('id', '=', row.id)
      .execute();
    if (row.address === null || (await mayWrite(work, row.address, now)))
      await sendLetter(engine, work, held, row, seated ? 'cancelled' : 'left', 'link');
    if (seated || row.offered_until !== null) await releaseSeat(engine, work, held);
    return { kind: 'done', late };
  });
}

/** Takes the place that is kept; twice is once. The promise of `Training.acceptOffer` is kept here. */
export function acceptOffer(engine: Engine, token: string): Promise<Done> {
  return actOn<Done>(engine, token, async (work, { held, row, status, now }) => {
    if (status === 'booked') return { kind: 'done' };
    if (status !== 'offered') return { kind: 'over' };
    const seated = { seat_at: now.getTime(), offered_until: null };
    await work.updateTable('bookings').set(seated).where('id', '=', row.id).execute();
    await sendLetter(engine, work, held, { ...row, ...seated }, 'confirmed', 'offer');
    return { kind: 'done' };
  });
}

/** As long as the form's own fields for needs. */
const longestNeed = 500;

/** Sends a booking's needs to the organiser anew. The promise of `Training.changeNeeds` is kept here. */
export async function changeNeeds(engine: Engine, token: string, needs: Needs): Promise<Done | { kind: 'limit' }> {
  const cut = (text: string) => [...text.trim()].slice(0, longestNeed).join('');
  const row = await reachDatabase(() => findRow(engine, token));
  const held = row && engine.sessions.get(row.session);
  const attendee = row ? openAttendee(engine.ring, row.details) : null;
  if (!held || !attendee) return { kind: 'unknown' };
  const said = { access: cut(needs.access), diet: cut(needs.diet) };
  // Sealed before the session is locked: it takes longer than all the rest.
  const delivery = await engine.sealAnswers(
    row.reference,
    answersOf(codeOf(held.course, held.session), attendee, said),
  );
  return actOn<Done | { kind: 'limit' }>(engine, token, async (work, opened) => {
    if (!['booked', 'waiting', 'offered'].includes(opened.status)) return { kind: 'over' };
    if (opened.row.address !== null && !(await mayWrite(work, opened.row.address, opened.now)))
      return { kind: 'limit' };
    await insertDelivery(asDeliveries(work), opened.now, delivery);
    return { kind: 'done' };
  });
}
