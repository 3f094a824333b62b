import { describe, expect, test } from 'vitest';
import { type CountedTable, figureOf, type GivenTable } from './figures.ts';
import { protect } from './protect.ts';
import { attack, figuresOf } from './testing/attack.ts';

/** Numbers that look random, the same each time. */
function createDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/**
 * Messages of three forms thrown by dice: by month, by form, a question all forms ask, one that the first and second ask
 * and one that only the second asks.
 */
function throwQuarter(seed: number): { total: number; tables: CountedTable[] } {
  const dice = createDice(seed);
  const sizes = [dice(20), dice(9), dice(6)];
  const [months = [], all = [], two = [], one = []] = [3, 3, 3, 2].map((rows): number[] => Array(rows).fill(0));
  const add = (counts: number[], row: number) => {
    counts[row] = (counts[row] ?? 0) + 1;
  };
  const shy = dice(4);
  for (const [form, size] of sizes.entries()) {
    for (let left = size; left > 0; left -= 1) {
      add(months, dice(3));
      add(all, dice(2) + dice(2));
      if (form < 2 && dice(4) >= shy) add(two, dice(2) + dice(2));
      if (form === 1 && dice(4) >= shy) add(one, dice(2));
    }
  }
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const table = (id: string, counts: number[], askedBy: number[] | null): CountedTable => ({
    id,
    rows: counts.map((count, index) => ({ label: String(index), count })),
    rest: total - counts.reduce((sum, count) => sum + count, 0),
    askedBy,
    overlapping: false,
  });
  const tables = [table('month', months, null), table('route', sizes, null), table('all', all, null)];
  return { total, tables: [...tables, table('two', two, [0, 1]), table('one', one, [1])] };
}

describe('a number under five', () => {
  const quarters = Array.from({ length: 150 }, (_, seed) => throwQuarter(seed + 1));

  test('is never given out', () => {
    for (const { total, tables } of quarters) {
      const given = protect(total, tables);
      tables.forEach((table, at) => {
        const counts = [...table.rows.map(({ count }) => count), table.rest];
        figuresOf(given.tables[at] as GivenTable).forEach((figure, row) => {
          const count = counts[row] ?? 0;
          if (count > 0 && count < 5) expect(figure).toBe('hidden');
          if (figure !== 'hidden') expect(Math.abs(figure - count)).toBeLessThanOrEqual(2);
        });
      });
    }
  });

  test('cannot be worked out from all tables together', () => {
    let hidden = 0;
    for (const { total, tables } of quarters) {
      const given = protect(total, tables);
      if (given.tables.every(({ withheld }) => withheld)) continue;
      const possible = attack(given);
      given.tables.forEach((table, at) => {
        if (table.withheld) return;
        const counts = [...(tables[at]?.rows.map(({ count }) => count) ?? []), tables[at]?.rest ?? 0];
        figuresOf(table).forEach((figure, row) => {
          const values = possible.get(`${table.id} ${row}`) ?? new Set();
          expect(values.has(counts[row] ?? -1)).toBe(true);
          if (figure !== 'hidden') return;
          hidden += 1;
          expect(values.size).toBeGreaterThanOrEqual(4);
        });
      });
    }
    expect(hidden).toBeGreaterThan(500);
  });

  test('could be, were the tables only rounded and the smallest hidden', () => {
    const pinned = quarters
      .filter(({ total }) => total >= 8)
      .filter(({ total, tables }) => {
        const naive = tables.map(
          (table): GivenTable => ({
            ...table,
            rows: table.rows.map(({ label, count }) => ({ label, figure: figureOf(count) })),
            rest: figureOf(table.rest),
            withheld: false,
          }),
        );
        const small = naive.flatMap((table) =>
          figuresOf(table).flatMap((figure, row) => (figure === 'hidden' ? [`${table.id} ${row}`] : [])),
        );
        const possible = attack({ total: figureOf(total), tables: naive });
        return small.some((key) => (possible.get(key)?.size ?? 9) < 3);
      });
    expect(pinned.length).toBeGreaterThan(5);
  });

  test('cannot be worked out by one who knows the method, from everything that leads to the same tables', () => {
    const outcomes = new Map<string, Map<string, Set<number>>>();
    const most = 22;
    for (let total = 10; total <= most; total += 1) {
      for (let first = 0; first <= total; first += 1) {
        for (let one = 0; one <= first; one += 1) {
          for (let two = 0; one + two <= first; two += 1) {
            const make = (id: string, counts: number[], askedBy: number[] | null): CountedTable => ({
              id,
              rows: counts.map((count, index) => ({ label: String(index), count })),
              rest: total - counts.reduce((sum, count) => sum + count, 0),
              askedBy,
              overlapping: false,
            });
            const tables = [make('route', [first, total - first], null), make('asked', [one, two], [0])];
            const given = protect(total, tables);
            const key = JSON.stringify(given);
            const values = outcomes.get(key) ?? new Map<string, Set<number>>();
            outcomes.set(key, values);
            given.tables.forEach((table, at) => {
              if (table.withheld) return;
              const counts = [...(tables[at]?.rows.map(({ count }) => count) ?? []), tables[at]?.rest ?? 0];
              figuresOf(table).forEach((figure, row) => {
                if (figure !== 'hidden') return;
                const name = `${at} ${row}`;
                values.set(name, (values.get(name) ?? new Set()).add(counts[row] ?? 0));
              });
            });
          }
        }
      }
    }
    const known = [...outcomes.values()]
      .flatMap((values) => [...values.values()])
      .filter((one) => Math.min(...one) < 5);
    expect(known.length).toBeGreaterThan(200);
    expect(Math.min(...known.map(({ size }) => size))).toBeGreaterThanOrEqual(2);
  });

  test('is hidden with as little else as it takes', () => {
    const withheld = quarters
      .filter(({ total }) => total >= 8)
      .map(({ total, tables }) => protect(total, tables).tables.filter((table) => table.withheld).length);
    expect(withheld.filter((count) => count > 0).length / withheld.length).toBeLessThan(0.1);
  });
});

describe('a quarter', () => {
  const month = (counts: number[]): CountedTable => ({
    id: 'month',
    rows: counts.map((count, index) => ({ label: String(index), count })),
    rest: 0,
    askedBy: null,
    overlapping: false,
  });

  test('withholds a table in which the place of the guard would tell its size', () => {
    // Whoever knows that the first of the smallest is hidden knows that the rest is about 5 and not about 10.
    const route = { ...month([18, 5]), id: 'route' };
    const asked: CountedTable = { ...month([4, 12]), id: 'asked', rest: 7, askedBy: [0] };
    expect(protect(23, [route, asked]).tables.map(({ withheld }) => withheld)).toEqual([false, true]);
  });

  test('of few messages tells their number alone', () => {
    expect(protect(7, [month([2, 5, 0])])).toMatchObject({ total: 5, tables: [{ withheld: true }] });
    expect(protect(3, [month([3, 0, 0])])).toMatchObject({ total: 'hidden', tables: [{ withheld: true }] });
    expect(protect(0, [month([0, 0, 0])])).toMatchObject({ total: 0 });
  });

  test('rounds, shows none as 0, and guards the one that is hidden', () => {
    const [table] = protect(71, [month([31, 37, 3])]).tables;
    expect(table?.rows.map(({ figure }) => figure)).toEqual(['hidden', 35, 'hidden']);
    const [other] = protect(61, [month([31, 30, 0])]).tables;
    expect(other?.rows.map(({ figure }) => figure)).toEqual([30, 30, 0]);
  });
});
