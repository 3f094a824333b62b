import type { Hours } from './county.ts';
import { localParts, momentOf } from './hours.ts';

const day = 86_400_000;

/** How far back to look: no contact that reads anything takes so long for a limit of hours. */
const mostDays = 60;

const shift = (date: string, by: number) =>
  new Date(Date.parse(`${date}T12:00:00Z`) + by * day).toISOString().slice(0, 10);

/**
 * The moment since which the contact has read for `hours` hours by now: what came then or earlier has had all that time to
 * be opened. Nights, weekends and days on which it is closed do not count. Null where there were not so many hours in
 * sixty days.
 */
export function readingTimeAgo(by: Hours, hours: number, now: Date): Date | null {
  const closed = new Set(by.closed.map(({ on }) => on));
  const today = localParts(now, by.timeZone).day;
  let left = hours * 3_600_000;
  for (let back = 0; back < mostDays; back += 1) {
    const date = shift(today, -back);
    if (closed.has(date)) continue;
    const { weekday } = localParts(new Date(`${date}T12:00:00Z`), by.timeZone);
    const spans = by.read.filter(({ days }) => days.includes(weekday)).sort((a, b) => b.from.localeCompare(a.from));
    for (const span of spans) {
      const from = momentOf(date, span.from, by.timeZone).getTime();
      // Midnight is the next day's: a local clock never shows 24:00.
      const end =
        span.to === '24:00' ? momentOf(shift(date, 1), '00:00', by.timeZone) : momentOf(date, span.to, by.timeZone);
      const to = Math.min(end.getTime(), now.getTime());
      if (to <= from) continue;
      if (to - from >= left) return new Date(to - left);
      left -= to - from;
    }
  }
  return null;
}
