import type { Layout, Point } from './shape.ts';

/** A place on the schematic map: row and column from 0. */
export type Cell = [row: number, column: number];

/** A tile of the map is as high as this many of its widths (`TileMap`). */
const tileHeight = 0.7;

/** Widths of a tile that are tried, in typical distances between bordering areas; the best sketch wins. */
const widths = [0.65, 0.75, 0.85, 0.95, 1.05, 1.2, 1.4];

/** What makes a sketch worse; found by trying on the outlines of three counties. */
const weights = { moved: 0.5, apart: 1, turned: 1.5, cornered: 0.2, strangers: 0.15, crossed: 1 };

type Pair = { one: number; other: number; way: Point; borders: boolean };

/**
 * Gives every area a cell of its own so that areas lie about where they are, those with a common border touch, and none
 * stands on the wrong side of another. The same layout always gives the same sketch.
 */
export function drawSketch({ spots, borders }: Layout): Map<string, Cell> {
  const order = spots.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const index = new Map(order.map(({ code }, at) => [code, at]));
  const touching = new Set(borders.map((pair) => pairName(pair.map((code) => index.get(code) ?? -1))));
  // Rows go down where the land goes north, and are lower than columns are wide.
  const points = order.map(({ centre: [x, y] }): Point => [x, -y / tileHeight]);
  const pairs = points.flatMap((point, one) =>
    points.slice(one + 1).map((next, step): Pair => {
      const other = one + 1 + step;
      return {
        one,
        other,
        way: [next[0] - point[0], next[1] - point[1]],
        borders: touching.has(pairName([one, other])),
      };
    }),
  );
  const usual = typicalDistance(pairs);
  const tries = widths.map((width) => improve(points, pairs, usual * width));
  const [best] = tries.toSorted((a, b) => a.cost - b.cost);
  const cells = best?.cells ?? [];
  const least = (axis: 0 | 1) => Math.min(...cells.map((cell) => cell[axis]));
  const [left, top] = [least(0), least(1)];
  return new Map(order.map(({ code }, at) => [code, [(cells[at]?.[1] ?? 0) - top, (cells[at]?.[0] ?? 0) - left]]));
}

const pairName = (pair: readonly number[]) => pair.toSorted((a, b) => a - b).join(' ');

function typicalDistance(pairs: readonly Pair[]): number {
  const near = pairs.some(({ borders }) => borders) ? pairs.filter(({ borders }) => borders) : pairs;
  const distances = near.map(({ way }) => Math.hypot(...way)).sort((a, b) => a - b);
  return distances[Math.floor(distances.length / 2)] || 1;
}

/** Places the areas for one width of a tile, then moves or swaps them as long as that makes the sketch better. */
function improve(points: readonly Point[], pairs: readonly Pair[], width: number): { cells: Point[]; cost: number } {
  const aims = points.map(([x, y]): Point => [x / width, y / width]);
  const cells: Point[] = [];
  for (const aim of aims) cells.push(nearestFree(aim, cells));
  let cost = costOf(cells, aims, pairs);
  for (let better = true; better; ) {
    better = false;
    for (let at = 0; at < cells.length; at += 1) {
      for (const target of around([cells[at] ?? [0, 0]], 2)) {
        const from = cells[at] ?? [0, 0];
        const holder = cells.findIndex((cell) => cell[0] === target[0] && cell[1] === target[1]);
        if (holder === at) continue;
        cells[at] = target;
        if (holder >= 0) cells[holder] = from;
        const changed = costOf(cells, aims, pairs);
        if (changed < cost - 1e-9) {
          cost = changed;
          better = true;
          continue;
        }
        cells[at] = from;
        if (holder >= 0) cells[holder] = target;
      }
    }
  }
  return { cells, cost };
}

function costOf(cells: readonly Point[], aims: readonly Point[], pairs: readonly Pair[]): number {
  const off = cells.map((cell, at): Point => [cell[0] - (aims[at]?.[0] ?? 0), cell[1] - (aims[at]?.[1] ?? 0)]);
  const mean = (axis: 0 | 1) => off.reduce((sum, one) => sum + one[axis], 0) / off.length;
  const [x, y] = [mean(0), mean(1)];
  let cost = 0;
  for (const one of off) cost += weights.moved * ((one[0] - x) ** 2 + (one[1] - y) ** 2);
  for (const pair of pairs) cost += costOfPair(pair, cells);
  return cost;
}

function costOfPair({ one, other, way, borders }: Pair, cells: readonly Point[]): number {
  const [from = [0, 0], to = [0, 0]] = [cells[one], cells[other]];
  const [across, down] = [to[0] - from[0], to[1] - from[1]];
  const steps = Math.max(Math.abs(across), Math.abs(down));
  const straight = (way[0] * across + way[1] * down) / (Math.hypot(...way) * Math.hypot(across, down) || 1);
  if (!borders) return (straight < 0 ? weights.crossed : 0) + (steps === 1 ? weights.strangers : 0);
  const corner = Math.abs(across) + Math.abs(down) - steps;
  return weights.apart * (steps - 1) ** 2 + weights.turned * (1 - straight) + weights.cornered * corner;
}

/** Every cell of the box around these cells, and `margin` more on each side. */
function around(cells: readonly Point[], margin: number): Point[] {
  const range = (axis: 0 | 1) => {
    const values = cells.map((cell) => cell[axis]);
    const least = Math.min(...values) - margin;
    return Array.from({ length: Math.max(...values) + margin + 1 - least }, (_, step) => least + step);
  };
  return range(0).flatMap((x) => range(1).map((y): Point => [x, y]));
}

function nearestFree([x, y]: Point, taken: readonly Point[]): Point {
  const distance = (cell: Point) => Math.hypot(cell[0] - x, cell[1] - y);
  const [column, row] = [Math.round(x), Math.round(y)];
  const free = around([[column, row], ...taken], 1).filter(
    (cell) => !taken.some((one) => one[0] === cell[0] && one[1] === cell[1]),
  );
  return free.reduce((best, cell) => (distance(cell) < distance(best) ? cell : best), free[0] ?? [column, row]);
}

/** Of the pairs that share a border, how many touch on a sketch, be it at a corner. Areas that are not on it do not. */
export function countTouching(borders: Layout['borders'], cells: ReadonlyMap<string, Readonly<Cell>>): number {
  return borders.filter(([one, other]) => {
    const [from, to] = [cells.get(one), cells.get(other)];
    return from && to && Math.max(Math.abs(from[0] - to[0]), Math.abs(from[1] - to[1])) <= 1;
  }).length;
}
