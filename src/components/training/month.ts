/** The month of a local time or a day: `YYYY-MM`. */
export const monthOf = (local: string) => local.slice(0, 7);

/** Codes count months from here, so that each stands for one month of one year. */
const firstYear = 2026;

/** The number that stands for a month in an address: 1 is January 2026. */
export function monthCode(month: string): number {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return (year - firstYear) * 12 + number;
}

/** The month that a number stands for. */
export function monthFrom(code: number): string {
  const year = firstYear + Math.floor((code - 1) / 12);
  return `${year}-${String(((code - 1) % 12) + 1).padStart(2, '0')}`;
}

/** "December 2026". */
export function monthName(month: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return format.format(new Date(`${month}-01T12:00:00Z`));
}

/**
 * The days of a month, `YYYY-MM-DD`, and how many days of its first week belong to the month before: weeks begin on Monday.
 */
export function daysOf(month: string): { before: number; days: string[] } {
  const first = new Date(`${month}-01T12:00:00Z`);
  const count = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const days = Array.from({ length: count }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`);
  return { before: (first.getUTCDay() + 6) % 7, days };
}

/**
 * The month that a calendar shows, and those before and after it as far as there is something to see: from this month, or
 * the first with a session, to the last. Unless one of them is asked for it is the first with a session.
 * @param held months that have sessions, as numbers
 * @param asked the number that the address names, not a number where it names none
 * @param today the number of this month
 */
export function chooseMonth(
  held: number[],
  asked: number,
  today: number,
): { shown: number; earlier: number | null; later: number | null } {
  const [first, last] = [Math.min(today, ...held), Math.max(today, ...held)];
  const shown = asked >= first && asked <= last ? asked : Math.min(...(held.length > 0 ? held : [today]));
  return { shown, earlier: shown > first ? shown - 1 : null, later: shown < last ? shown + 1 : null };
}
