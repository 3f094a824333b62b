/** Smallest count that is shown. */
export const threshold = 5;

/** What counts are rounded to. */
export const base = 5;

/** What is given out for a count: a number, or nothing but that there is somebody. */
export type Figure = number | 'hidden';

/** What may be concluded about a count, both ends included. */
export type Range = { low: number; high: number };

/**
 * The rule that the NHS in England publishes small counts by, with five in place of eight: none is 0, a few are hidden, all
 * else is rounded to the nearest five (NHS Digital, disclosure control for Hospital Episode Statistics, 2018).
 */
export function figureOf(count: number): Figure {
  if (count === 0) return 0;
  return count < threshold ? 'hidden' : Math.max(threshold, base * Math.round(count / base));
}

/** What a figure alone tells. A hidden one may be of any size: some are hidden only to guard another. */
export function rangeOf(figure: Figure): Range {
  if (figure === 'hidden') return { low: 1, high: Number.POSITIVE_INFINITY };
  return figure === 0 ? { low: 0, high: 0 } : { low: Math.max(threshold, figure - 2), high: figure + 2 };
}

/** How a table stands to the messages and to the table of the forms. */
type Shape = {
  id: string;
  /** Which rows of the table of the forms ask this question, by number; null where every message has an answer. */
  askedBy: readonly number[] | null;
  /** Several answers may be given, so that the rows add up to more than all messages. */
  overlapping: boolean;
};

/** A table as counted. `rest`: messages that give no answer, or whose form does not ask. */
export type CountedTable = Shape & { rows: { label: string; count: number }[]; rest: number };

/** A table as given out; `withheld`: not at all, because it would give away a number that is hidden in another. */
export type GivenTable = Shape & { rows: { label: string; figure: Figure }[]; rest: Figure; withheld: boolean };

/** All that is given out for one stretch of time. The table of the forms is the one called `route`. */
export type Given = { total: Figure; tables: GivenTable[] };
