import { BoundaryError } from './fault.ts';
import type { Polygon, Position } from './outlines.ts';

/** East and north in one unit, so that distances may be compared. */
export type Point = readonly [number, number];

/** Where an area lies: the middle of its land. */
export type Spot = { code: string; centre: Point };

/** Codes of two areas with a common border. */
export type Border = readonly [string, string];

/** The areas of a file, and which of them share a border, each pair once. */
export type Layout = { spots: readonly Spot[]; borders: readonly Border[] };

/**
 * Works out where areas lie and which touch. Degrees (longitude, latitude) are drawn together eastwards as they are on the
 * ground; anything larger is taken for metres of the national grid, the other form the ONS publishes.
 * Throws `BoundaryError` `bad-shape` for an outline without land.
 */
export function layOut(outlines: ReadonlyMap<string, readonly Polygon[]>): Layout {
  const positions = [...outlines.values()].flatMap((polygons) => polygons.flat(2));
  const degrees = positions.every(([x, y]) => Math.abs(x) <= 180 && Math.abs(y) <= 90);
  const north = positions.reduce((sum, [, y]) => sum + y, 0) / positions.length;
  const narrow = degrees ? Math.cos((north * Math.PI) / 180) : 1;
  const spots = [...outlines].map(([code, polygons]): Spot => {
    const [x, y] = findMiddle(code, polygons);
    return { code, centre: [x * narrow, y] };
  });
  return { spots, borders: findBorders(outlines, degrees ? 1e5 : 1) };
}

/** The centroid of all parts by their area (shoelace); holes count against it. */
function findMiddle(code: string, polygons: readonly Polygon[]): Point {
  const rings = polygons.flatMap((polygon) =>
    polygon.map((ring, index) => ({ ...measure(ring), sign: index === 0 ? 1 : -1 })),
  );
  const land = rings.reduce((sum, { area, sign }) => sum + sign * area, 0);
  // Also refuses NaN.
  if (!(land > 0)) throw new BoundaryError('bad-shape', `${code} has an outline that holds no land.`);
  const along = (axis: 0 | 1) =>
    rings.reduce((sum, { area, middle, sign }) => sum + sign * area * middle[axis], 0) / land;
  return [along(0), along(1)];
}

function measure(ring: readonly Position[]): { area: number; middle: Point } {
  const [origin = [0, 0]] = ring;
  let [twice, x, y] = [0, 0, 0];
  for (let index = 1; index < ring.length; index += 1) {
    // From the first corner, since the products of grid metres are too large for their differences to stay exact.
    const [ax, ay] = minus(ring[index - 1] ?? origin, origin);
    const [bx, by] = minus(ring[index] ?? origin, origin);
    const cross = ax * by - bx * ay;
    twice += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  if (twice === 0) return { area: 0, middle: [origin[0], origin[1]] };
  return { area: Math.abs(twice) / 2, middle: [origin[0] + x / (3 * twice), origin[1] + y / (3 * twice)] };
}

const minus = (a: Position, b: Position): Point => [a[0] - b[0], a[1] - b[1]];

/** Official outlines use the same corners on both sides of a border; two in common make a border, one is a corner met. */
function findBorders(outlines: ReadonlyMap<string, readonly Polygon[]>, perUnit: number): Border[] {
  const owners = new Map<string, Set<string>>();
  for (const [code, polygons] of outlines) {
    for (const [x, y] of polygons.flat(2)) {
      const corner = `${Math.round(x * perUnit)} ${Math.round(y * perUnit)}`;
      owners.set(corner, (owners.get(corner) ?? new Set()).add(code));
    }
  }
  const common = new Map<string, number>();
  for (const codes of owners.values()) {
    const sorted = [...codes].sort();
    for (const [index, one] of sorted.entries()) {
      for (const other of sorted.slice(index + 1)) {
        common.set(`${one} ${other}`, (common.get(`${one} ${other}`) ?? 0) + 1);
      }
    }
  }
  return [...common].flatMap(([pair, corners]) => {
    const [one = '', other = ''] = pair.split(' ');
    return corners >= 2 ? [[one, other] as const] : [];
  });
}
