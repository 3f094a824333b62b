import { conclude } from './conclude.ts';
import { type CountedTable, figureOf, type Given, type GivenTable, type Range, threshold } from './figures.ts';

/** With fewer messages than this (as rounded), only their number is given out. */
const fewest = 10;

/** A hidden number is safe while at least this many values are possible for it, as many as there are below the threshold. */
const enough = 4;

/**
 * What may be given out of counts. Small numbers are hidden and the rest rounded (`figureOf`); where a table has a hidden
 * number, its smallest other number is hidden too, under the same sign, so that taking the rest from the total leaves a sum
 * of two or more. Then everything that can be concluded is concluded, and tables are withheld until no hidden number has
 * fewer than four possible values. Nothing in it looks at a count but by its figure, so that knowing the method does not help.
 */
export function protect(total: number, counted: readonly CountedTable[]): Given {
  const tables = counted.map(hide);
  const figure = figureOf(total);
  if (figure === 'hidden' || figure < fewest) return { total: figure, tables: tables.map(withhold) };
  let given: Given = { total: figure, tables };
  for (let unsafe = findUnsafe(given); unsafe.length > 0; unsafe = findUnsafe(given)) {
    given = withholdOne(given, unsafe);
  }
  return given;
}

function hide(table: CountedTable): GivenTable {
  const { id, askedBy, overlapping } = table;
  const figures = [...table.rows.map(({ count }) => figureOf(count)), figureOf(table.rest)];
  const shown = figures.filter((figure) => figure !== 'hidden' && figure > 0) as number[];
  const guard = figures.includes('hidden') && shown.length > 0 ? figures.indexOf(Math.min(...shown)) : -1;
  const given = figures.map((figure, index) => (index === guard ? 'hidden' : figure));
  const rows = table.rows.map(({ label }, index) => ({ label, figure: given[index] ?? 0 }));
  return { id, askedBy, overlapping, rows, rest: given.at(-1) ?? 0, withheld: false };
}

/** A table without its numbers: nothing of it is left that could be printed or stored by mistake. */
function withhold(table: GivenTable): GivenTable {
  const rows = table.rows.map(({ label }) => ({ label, figure: 'hidden' as const }));
  return { ...table, rows, rest: 'hidden', withheld: true };
}

/** The numbers of the tables that have a hidden number of which too much is known. */
function findUnsafe(given: Given): number[] {
  return conclude(given).flatMap((rows, index) => (rows.every(isSafe) ? [] : [index]));
}

/** Nothing under the threshold can be meant, or enough values are possible. Ranges may overlap. */
function isSafe(ranges: readonly Range[]): boolean {
  if (ranges.every(({ low, high }) => low >= threshold || high === 0)) return true;
  const values = ranges.flatMap(({ low, high }) =>
    Array.from({ length: Math.min(enough, high - low + 1) }, (_, more) => low + more),
  );
  return new Set(values).size >= enough;
}

/**
 * Withholds one table: a question that only some forms ask before a table of every message, since the first is what tells
 * the forms' numbers; of several such the one after which the fewest are unsafe, and the last of those.
 */
function withholdOne(given: Given, unsafe: readonly number[]): Given {
  const linked = given.tables.flatMap((table, index) => (table.askedBy && !table.withheld ? [index] : []));
  const candidates = linked.length > 0 ? linked : unsafe;
  const tried = candidates.map((index) => {
    const tables = given.tables.map((table, at) => (at === index ? withhold(table) : table));
    return { tables, left: findUnsafe({ ...given, tables }).length };
  });
  const least = Math.min(...tried.map(({ left }) => left));
  return { ...given, tables: tried.findLast(({ left }) => left === least)?.tables ?? given.tables };
}
