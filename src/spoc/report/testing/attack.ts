import { type Given, type GivenTable, rangeOf } from '../figures.ts';

/** The figures of a table, the rest last. */
export const figuresOf = ({ rows, rest }: GivenTable) => [...rows.map(({ figure }) => figure), rest];

/** Whether whole numbers within ranges can add up to `sum`. */
const canAddUp = (ranges: { low: number; high: number }[], sum: number) =>
  ranges.reduce((all, { low }) => all + low, 0) <= sum && ranges.reduce((all, { high }) => all + high, 0) >= sum;

/**
 * An attacker that shares no code with the method but what a figure means: goes through every number of messages of each form
 * that agrees with everything given out, and answers for each hidden cell the values it can have.
 */
export function attack({ total, tables }: Given): Map<string, Set<number>> {
  const possible = new Map<string, Set<number>>();
  const note = (key: string, value: number) => possible.set(key, (possible.get(key) ?? new Set()).add(value));
  const open = tables.filter(({ withheld }) => !withheld);
  const routes = tables.find(({ id }) => id === 'route');
  const { low, high } = rangeOf(total);
  for (let sum = low; sum <= high; sum += 1) {
    for (let first = 0; first <= sum; first += 1) {
      for (let second = 0; second <= sum - first; second += 1) {
        const forms = [first, second, sum - first - second];
        const agrees = routes?.withheld || routes?.rows.every(({ figure }, at) => isWithin(forms[at] ?? 0, figure));
        if (agrees && open.every((table) => canBe(table, forms, sum))) {
          for (const table of open) collect(table, forms, sum, note);
        }
      }
    }
  }
  return possible;
}

const isWithin = (count: number, figure: GivenTable['rest']) =>
  count >= rangeOf(figure).low && count <= rangeOf(figure).high;

/** The rests that agree with a table when its forms have these sizes. */
function restsOf(table: GivenTable, forms: number[], sum: number): number[] {
  const unasked = table.askedBy
    ? forms.filter((_, at) => !table.askedBy?.includes(at)).reduce((all, one) => all + one, 0)
    : 0;
  const rows = table.rows.map(({ figure }) => rangeOf(figure));
  const rests = Array.from({ length: sum - unasked + 1 }, (_, more) => unasked + more);
  return rests.filter((rest) => isWithin(rest, table.rest) && canAddUp(rows, sum - rest));
}

const canBe = (table: GivenTable, forms: number[], sum: number) =>
  table.id === 'route' ? true : restsOf(table, forms, sum).length > 0;

function collect(table: GivenTable, forms: number[], sum: number, note: (key: string, value: number) => void) {
  const key = (row: number) => `${table.id} ${row}`;
  if (table.id === 'route') {
    for (const [row, size] of [...forms, 0].entries()) note(key(row), size);
    return;
  }
  for (const rest of restsOf(table, forms, sum)) {
    note(key(table.rows.length), rest);
    table.rows.forEach(({ figure }, row) => {
      const others = table.rows.filter((_, at) => at !== row).map((one) => rangeOf(one.figure));
      for (let value = 0; value <= sum - rest; value += 1) {
        if (isWithin(value, figure) && canAddUp(others, sum - rest - value)) note(key(row), value);
      }
    });
  }
}
