import { base, type Figure, type Given, type GivenTable, type Range, rangeOf, threshold } from './figures.ts';

/** The values that are possible for each row of a table, then for its rest, as ranges that may lie apart. */
export type Possible = Range[][];

/**
 * What somebody can work out who has every table, knows which forms ask what, knows how numbers are hidden, and reckons:
 * each table adds up to the same total; those who answered a question were asked it; those who were not asked did not
 * answer; and of the hidden numbers of a table one at most is no small one, which is no larger than the smallest shown. One
 * list for each table, empty for one that is withheld.
 */
export function conclude(given: Given): Possible[] {
  return given.tables.map((table, index) => {
    if (table.withheld) return [];
    const cases = guardsOf(table).flatMap((assumed) => narrow(given, index, assumed) ?? []);
    return rowsOf(table).map((_, row) => cases.flatMap((ranges) => ranges[row] ?? []));
  });
}

/** Every way in which the hidden numbers can have come to be hidden: the row that only guards the others, or none. */
function guardsOf(table: GivenTable): Range[][] {
  const figures = [...table.rows.map(({ figure }) => figure), table.rest];
  const hidden = figures.flatMap((figure, row) => (figure === 'hidden' ? [row] : []));
  if (hidden.length === 0) return [rowsOf(table)];
  // With something shown there is a guard, for else that would have been hidden.
  const hasShown = figures.some((figure) => figure !== 'hidden' && figure > 0);
  const guards = hidden
    .map((row) => [row, largestGuard(figures, row)] as const)
    .filter(([, high]) => high >= threshold);
  return [...guards, ...(hasShown ? [] : [[-1, 0] as const])].map(([at, high]) =>
    rowsOf(table).map((range, row) => {
      if (figures[row] !== 'hidden') return range;
      return row === at ? { low: threshold, high } : { low: 1, high: threshold - 1 };
    }),
  );
}

/** A guard is the first of the smallest figures: those after it are no smaller, those before it are larger. */
function largestGuard(figures: readonly Figure[], at: number): number {
  const tops = figures.flatMap((figure, row) =>
    figure === 'hidden' || figure === 0 ? [] : [rangeOf(row < at ? figure - base : figure).high],
  );
  return Math.min(...tops);
}

/** The ranges of one table when they are assumed and everything else is as given; null where that contradicts itself. */
function narrow(given: Given, at: number, assumed: Range[]): Range[][] | null {
  const total = rangeOf(given.total);
  const tables = given.tables.map((table, index) => (table.withheld ? [] : index === at ? assumed : rowsOf(table)));
  const routes = tables[given.tables.findIndex(({ id }) => id === 'route')] ?? [];
  for (;;) {
    const changes = given.tables.map((table, index) => {
      const rows = tables[index] ?? [];
      if (table.withheld) return false;
      return [addUp(rows, total, table.overlapping), link(rows, routes, table)].includes(true);
    });
    if ([total, ...tables.flat()].some(({ low, high }) => low > high)) return null;
    if (!changes.includes(true)) return [assumed];
  }
}

const rowsOf = ({ rows, rest }: GivenTable): Range[] => [...rows.map(({ figure }) => rangeOf(figure)), rangeOf(rest)];

/** The rows and the rest add up to the total, or to no less where several answers may be given. */
function addUp(rows: Range[], total: Range, overlapping: boolean): boolean {
  if (!overlapping) return equal(rows, total);
  const each = rows.map((row) => lower(row, total.high)).includes(true);
  return [atLeast(rows, total.low), raise(total, Math.max(...rows.map(({ low }) => low))), each].includes(true);
}

/** Whoever answered was asked, and whoever was not asked is in the rest. */
function link(rows: Range[], routes: Range[], { askedBy, overlapping }: GivenTable): boolean {
  if (!askedBy || routes.length === 0) return false;
  const asked = askedBy.flatMap((index) => routes[index] ?? []);
  const unasked = routes.slice(0, -1).filter((_, index) => !askedBy.includes(index));
  const answers = rows.slice(0, -1);
  const rest = rows.at(-1);
  const most = sum(asked, 'high');
  const least = overlapping ? Math.max(0, ...answers.map(({ low }) => low)) : sum(answers, 'low');
  return [
    atLeast(asked, least),
    overlapping ? answers.map((row) => lower(row, most)).includes(true) : atMost(answers, most),
    rest ? atMost(unasked, rest.high) : false,
    rest ? raise(rest, sum(unasked, 'low')) : false,
  ].includes(true);
}

/** Narrows the rows and the total by each other. */
function equal(rows: Range[], total: Range): boolean {
  return [
    atLeast(rows, total.low),
    atMost(rows, total.high),
    raise(total, sum(rows, 'low')),
    lower(total, sum(rows, 'high')),
  ].includes(true);
}

function atLeast(rows: Range[], least: number): boolean {
  return rows.map((row) => raise(row, least - sum(others(rows, row), 'high'))).includes(true);
}

function atMost(rows: Range[], most: number): boolean {
  return rows.map((row) => lower(row, most - sum(others(rows, row), 'low'))).includes(true);
}

const others = (rows: Range[], row: Range) => rows.filter((one) => one !== row);
const sum = (rows: Range[], end: keyof Range) => rows.reduce((all, row) => all + row[end], 0);

function raise(range: Range, low: number): boolean {
  if (!(low > range.low)) return false;
  range.low = low;
  return true;
}

function lower(range: Range, high: number): boolean {
  if (!(high < range.high)) return false;
  range.high = high;
  return true;
}
