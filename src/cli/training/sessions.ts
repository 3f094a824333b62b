import { momentIn, publicCourse } from '#training/course.ts';
import type { Office } from './desk.ts';

/** A line for each session, the next first; those that are over only with `all`. */
export async function listSessions({ engine, courses }: Office, all: boolean): Promise<string> {
  const seats = await engine.db.selectFrom('session_seats').selectAll().execute();
  const waiting = await engine.db
    .selectFrom('bookings')
    .select((eb) => ['session', eb.fn.countAll().as('count')])
    .where('seat_at', 'is', null)
    .where('ended_at', 'is', null)
    .groupBy('session')
    .execute();
  const now = engine.clock();
  const lines = courses
    .flatMap((course) => publicCourse(course).sessions.map((session) => ({ course, session })))
    .toSorted((one, other) => (one.session.start < other.session.start ? -1 : 1))
    .filter(({ session }) => all || momentIn(session.end) > now)
    .map(({ course, session }) => {
      const row = seats.find((one) => one.session === session.id);
      const wait = Number(waiting.find((one) => one.session === session.id)?.count ?? 0);
      const place = session.where.kind === 'online' ? 'online' : session.where.town;
      const off = session.calledOff || row?.called_off === 1 ? 'CALLED OFF' : '';
      const full = `${row?.taken ?? 0} of ${session.seats}${wait > 0 ? `, ${wait} wait` : ''}`;
      return [session.id, session.start.replace('T', ' '), full.padEnd(18), place.padEnd(16), course.title, off]
        .join('  ')
        .trimEnd();
    });
  return lines.length > 0 ? `${lines.join('\n')}\n` : 'There is no session ahead.\n';
}
