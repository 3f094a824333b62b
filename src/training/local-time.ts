/** The only time zone of courses, so that a time in a file means what the clock on the wall shows that day. */
export const timeZone = 'Europe/London';

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** What the clock on the wall shows at a moment: `YYYY-MM-DDTHH:mm`. */
export function localTimeOf(at: Date): string {
  const of = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${of['year']}-${of['month']}-${of['day']}T${of['hour']}:${of['minute']}`;
}

/**
 * The moment of a local time `YYYY-MM-DDTHH:mm`; of the hour that comes twice in October the first. Null where the clock
 * never shows it: the hour left out in March, or no such day.
 */
export function momentOf(local: string): Date | null {
  const asUtc = Date.parse(`${local}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  // One hour ahead of UTC in summer, none in winter; the earlier moment first.
  const found = [1, 0].map((hours) => new Date(asUtc - hours * 3_600_000)).find((at) => localTimeOf(at) === local);
  return found ?? null;
}

/** The day some days before (or, below zero, after) a day, both `YYYY-MM-DD`: by the calendar, whatever the clocks do. */
export function dayBefore(day: string, days: number): string {
  const at = new Date(`${day}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() - days);
  return at.toISOString().slice(0, 10);
}
