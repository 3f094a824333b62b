import { describe, expect, test } from 'vitest';
import type { Layout } from './shape.ts';
import { countTouching, drawSketch } from './sketch.ts';

/** Areas from a drawing: each letter lies where it stands, a row 0.7 of a column high, as the map's tiles are. */
function read(...rows: string[]): Layout {
  const spots = rows.flatMap((row, down) =>
    [...row].flatMap((code, across) => (code === ' ' ? [] : [{ code, centre: [across * 10, -down * 7] as const }])),
  );
  const borders = spots.flatMap((one, index) =>
    spots.slice(index + 1).flatMap((other) => {
      const [x, y] = [0, 1].map((axis) => Math.abs((one.centre[axis] ?? 0) - (other.centre[axis] ?? 0)));
      return (x ?? 0) / 10 + (y ?? 0) / 7 === 1 ? [[one.code, other.code] as const] : [];
    }),
  );
  return { spots, borders };
}

/** The sketch as a drawing. */
function draw(layout: Layout): string[] {
  const rows: string[][] = [];
  for (const [code, [row, column]] of drawSketch(layout)) {
    rows[row] ??= [];
    (rows[row] ?? [])[column] = code;
  }
  return Array.from(rows, (row = []) => Array.from(row, (code) => code ?? ' ').join(''));
}

describe('the sketch', () => {
  test.each([[['ab', 'cd']], [['abcd']], [['a', 'b', 'c']], [['  a ', 'bcde', ' f  ']], [['ab  ', 'cdef', '  gh']]])(
    'of a county that is a grid already is that grid: %s',
    (rows) => {
      expect(draw(read(...rows))).toEqual(rows.map((row) => row.trimEnd()));
    },
  );

  test('is the same whichever order the file has', () => {
    const layout = read('ab ', 'cde', ' fg');
    const turned = { spots: layout.spots.toReversed(), borders: layout.borders.toReversed() };
    expect(new Map(drawSketch(turned))).toEqual(new Map(drawSketch(layout)));
  });

  test('gives each area a cell of its own, though two lie in one spot', () => {
    const spots = ['a', 'b', 'c', 'd', 'e'].map((code) => ({ code, centre: [5, 5] as const }));
    const cells = [...drawSketch({ spots, borders: [] }).values()].map(String);
    expect(new Set(cells).size).toBe(5);
  });

  test('begins at row 0 and column 0, and takes one area or none', () => {
    expect(drawSketch({ spots: [{ code: 'a', centre: [600_000, 100_000] }], borders: [] })).toEqual(
      new Map([['a', [0, 0]]]),
    );
    expect(drawSketch({ spots: [], borders: [] }).size).toBe(0);
  });

  test('keeps together what touches and on its side what does not', () => {
    // Two large areas in the west, four small ones crowded in the east: true distances would leave a gap.
    const spots = [
      { code: 'west', centre: [0, 0] as const },
      { code: 'middle', centre: [50, 2] as const },
      { code: 'north', centre: [80, 12] as const },
      { code: 'south', centre: [80, -10] as const },
      { code: 'east', centre: [90, 1] as const },
      { code: 'far', centre: [97, 2] as const },
    ];
    const borders = [
      ['middle', 'west'],
      ['middle', 'north'],
      ['middle', 'south'],
      ['east', 'north'],
      ['east', 'south'],
      ['east', 'far'],
    ] as const;
    const cells = drawSketch({ spots, borders });
    const columnOf = (code: string) => cells.get(code)?.[1] ?? Number.NaN;
    const rowOf = (code: string) => cells.get(code)?.[0] ?? Number.NaN;
    expect(countTouching(borders, cells)).toBe(6);
    expect(columnOf('west')).toBeLessThan(columnOf('middle'));
    expect(columnOf('middle')).toBeLessThan(columnOf('far'));
    expect(rowOf('north')).toBeLessThan(rowOf('south'));
  });

  test('takes more areas than any county has', () => {
    const layout = read('abcdefgh', 'klmnopqr', 'uvwxyzAB', 'EFGHIJKL', 'OPQRSTUV');
    expect(countTouching(layout.borders, drawSketch(layout))).toBe(layout.borders.length);
  });
});

test('areas that are not on a sketch touch nothing', () => {
  const cells = new Map([
    ['a', [0, 0] as const],
    ['b', [1, 1] as const],
    ['c', [0, 2] as const],
  ]);
  const borders = [
    ['a', 'b'],
    ['a', 'c'],
    ['a', 'x'],
  ] as const;
  expect(countTouching(borders, cells)).toBe(1);
});
