import { momentIn, type Session } from './course.ts';
import type { Engine, Held } from './engine.ts';
import { dayBefore, momentOf } from './local-time.ts';
import { sendLetter } from './post.ts';
import { lockSession } from './seats.ts';

/** When in the day reminders go: when people at work read their mail. */
const hour = '08:00';

/** The reminder that is due for a session: the nearest to it whose time has come, or null. `days` are days before. */
function dueReminder({ start }: Session, days: readonly number[], now: Date): { days: number; at: Date } | null {
  if (momentIn(start) <= now) return null;
  const due = days.flatMap((count) => {
    const at = momentOf(`${dayBefore(start.slice(0, 10), count)}T${hour}`);
    return at && at <= now ? [{ days: count, at }] : [];
  });
  return due.toSorted((one, other) => one.days - other.days)[0] ?? null;
}

/**
 * Reminds people who have a place, once for each of the county's days before, also where the site was off at the time: then
 * of the nearest alone. Who got the place after the time of a reminder knows already. Returns how many letters were written.
 */
export async function remind(engine: Engine): Promise<number> {
  const now = engine.clock();
  let written = 0;
  for (const held of engine.sessions.values()) {
    const due = held.session.calledOff ? null : dueReminder(held.session, engine.settings.reminderDays, now);
    if (due) written += await remindAll(engine, held, due);
  }
  return written;
}

async function remindAll(engine: Engine, held: Held, due: { days: number; at: Date }): Promise<number> {
  const { id, start } = held.session;
  // Of a session that moves people are reminded anew.
  const mark = `${start}/${due.days}`;
  const waiting = engine.db
    .selectFrom('bookings')
    .where('session', '=', id)
    .where('seat_at', '<', due.at.getTime())
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('reminded', 'is', null), eb('reminded', '!=', mark)]));
  if (!(await waiting.select('id').limit(1).executeTakeFirst())) return 0;
  return engine.db.transaction().execute(async (work) => {
    const seats = await lockSession(work, id);
    if (seats?.called_off !== 0) return 0;
    const rows = await work
      .updateTable('bookings')
      .set({ reminded: mark })
      .where('session', '=', id)
      .where('seat_at', '<', due.at.getTime())
      .where('ended_at', 'is', null)
      .where((eb) => eb.or([eb('reminded', 'is', null), eb('reminded', '!=', mark)]))
      .returningAll()
      .execute();
    for (const row of rows) {
      await sendLetter(engine, work, held, row, 'reminder', `${start.replaceAll(':', '.')}.${due.days}`);
    }
    return rows.length;
  });
}
