import { formatDay } from '#i18n/formats.ts';
import type { PublicSession } from '#training/course.ts';
import type { SessionNow } from '#training/view.ts';
import { countText, fill, words } from './words.ts';

type Times = Pick<PublicSession, 'start' | 'end'>;

/** The day of a local time, `YYYY-MM-DD`. */
export const dayOf = (local: string) => local.slice(0, 10);

const clockOf = (local: string) => local.slice(11);

/** "09:30 to 13:00"; with the day where a session ends on another one. Times are those of the clock on the wall. */
export function timesText({ start, end }: Times): string {
  const values = { from: clockOf(start), to: clockOf(end), day: formatDay(dayOf(end), 'en') };
  return fill(dayOf(start) === dayOf(end) ? words.times : words.timesOver, values);
}

/** "Tuesday 8 December 2026, 09:30 to 13:00". */
export const whenText = (session: Times) => `${formatDay(dayOf(session.start), 'en')}, ${timesText(session)}`;

/** The town, or that it is online: never more, since the exact place is for those who have a place. */
export const whereText = ({ where }: Pick<PublicSession, 'where'>) =>
  where.kind === 'online' ? words.online : where.town;

/** "3 hours 30 minutes". */
export function lengthText(length: number): string {
  const [hours, minutes] = [Math.floor(length / 60), length % 60];
  if (hours === 0) return countText(words, 'minutes', minutes);
  if (minutes === 0) return countText(words, 'hours', hours);
  return fill(words.both, {
    hours: countText(words, 'hours', hours),
    minutes: countText(words, 'minutes', minutes),
  });
}

/** What can be had of a session now, in words, and what its button says; null where nothing can be booked. */
export function seatsOf(session: Pick<SessionNow, 'bookable' | 'left' | 'waiting'>): {
  text: string;
  action: string | null;
} {
  const { bookable, left, waiting } = session;
  if (bookable === 'called-off') return { text: words.calledOff, action: null };
  if (bookable === 'closed') return { text: words.closed, action: null };
  if (left > 0) return { text: countText(words, 'left', left), action: words.book };
  const waits = waiting > 0 ? ` ${countText(words, 'waiting', waiting)}` : '';
  return { text: `${words.full}${waits}`, action: words.join };
}
