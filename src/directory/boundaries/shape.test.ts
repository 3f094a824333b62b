import { describe, expect, test } from 'vitest';
import type { Polygon, Position } from './outlines.ts';
import { layOut } from './shape.ts';

/** A closed ring around a box. */
const box = (x: number, y: number, width: number, height: number): Position[] => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
  [x, y],
];
const area = (...rings: Position[][]): Polygon[] => [rings];
const lay = (areas: Record<string, Polygon[]>) => layOut(new Map(Object.entries(areas)));
const centreOf = (polygons: Polygon[]) =>
  lay({ a: polygons }).spots[0]?.centre.map((value) => Math.round(value * 100) / 100);

describe('where an area lies', () => {
  test('is the middle of its land, whichever way round it is drawn, in metres of the grid too', () => {
    expect(centreOf(area(box(600_000, 100_000, 4000, 2000)))).toEqual([602_000, 101_000]);
    expect(centreOf(area(box(600_000, 100_000, 4000, 2000).toReversed()))).toEqual([602_000, 101_000]);
  });

  test('leaves a hole out, and counts parts by their size', () => {
    expect(centreOf(area(box(1000, 0, 400, 400), box(1000, 0, 200, 400)))).toEqual([1300, 200]);
    expect(centreOf([...area(box(0, 0, 300, 100)), ...area(box(900, 0, 100, 100))])).toEqual([350, 50]);
  });

  test('is as far east in degrees as it is on the ground', () => {
    const { spots } = lay({ a: area(box(0, 59.9, 0.2, 0.2)), b: area(box(2, 59.9, 0.2, 0.2)) });
    const [one = [0, 0], other = [0, 0]] = spots.map(({ centre }) => centre);
    expect(other[0] - one[0]).toBeCloseTo(1, 2);
  });

  test.each([
    [
      'a line',
      area([
        [0, 0],
        [10, 10],
        [20, 20],
        [0, 0],
      ]),
    ],
    [
      'a point',
      area([
        [5, 5],
        [5, 5],
        [5, 5],
        [5, 5],
      ]),
    ],
    ['all hole', area(box(0, 0, 9, 9), box(0, 0, 9, 9))],
  ])('cannot be said of %s', (_, polygons) => {
    expect(() => lay({ E07000105: polygons })).toThrow(/E07000105 has an outline that holds no land/);
  });
});

describe('who shares a border', () => {
  test('is told by two corners in common; one is a corner that is met', () => {
    const { borders } = lay({
      a: area(box(1000, 0, 500, 500)),
      b: area(box(1500, 0, 500, 500)),
      c: area(box(1500, 500, 500, 500)),
      d: area(box(5000, 500, 500, 500)),
    });
    expect(borders).toEqual([
      ['a', 'b'],
      ['b', 'c'],
    ]);
  });

  test('survives the last digits of degrees', () => {
    const { borders } = lay({ a: area(box(0, 51, 0.5, 0.5)), b: area(box(0.5 + 1e-7, 51, 0.5, 0.5)) });
    expect(borders).toEqual([['a', 'b']]);
  });
});
