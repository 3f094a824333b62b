import * as z from 'zod';
import { BoundaryError } from './fault.ts';

/** East and north: degrees, or metres of the national grid. */
export type Position = readonly [number, number, ...number[]];

/** Rings of a polygon: the outer one, then its holes (RFC 7946, 3.1.6). */
export type Polygon = readonly (readonly Position[])[];

const position = z.tuple([z.number(), z.number()]).rest(z.number());
const polygon = z.array(z.array(position).min(4)).min(1);
const geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: polygon }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon).min(1) }),
]);
const feature = z.object({ properties: z.record(z.string(), z.unknown()).nullable(), geometry: z.unknown() });
const collection = z.object({ type: z.literal('FeatureCollection'), features: z.array(feature) });

/** Forms in which the same boundaries are offered for download, told by what stands at their top. */
const others: { found: (top: Record<string, unknown>) => boolean; name: string }[] = [
  { found: (top) => top['type'] === 'Topology', name: 'TopoJSON' },
  { found: (top) => 'geometryType' in top || 'spatialReference' in top, name: 'Esri JSON' },
  { found: (top) => top['type'] === 'Feature', name: 'one feature alone' },
];

/**
 * The polygons of each wanted code in a parsed GeoJSON file. A feature belongs to a code when any of its properties has it
 * for a value, since their names change with the year (LAD23CD, LAD24CD); several features of one code, such as wards
 * with the code of their district, make one shape. Codes that no feature has are not in the answer.
 * Throws `BoundaryError`: `not-geojson`, `no-features`, `bad-shape`.
 */
export function readOutlines(parsed: unknown, codes: readonly string[]): Map<string, Polygon[]> {
  const result = collection.safeParse(parsed);
  if (!result.success) throw new BoundaryError('not-geojson', sayWhatItIs(parsed));
  const { features } = result.data;
  if (features.length === 0) throw new BoundaryError('no-features', 'The file is GeoJSON but holds no features.');
  const wanted = new Set(codes);
  const outlines = new Map<string, Polygon[]>();
  for (const { properties, geometry: shape } of features) {
    const code = Object.values(properties ?? {}).find((value) => typeof value === 'string' && wanted.has(value));
    if (typeof code !== 'string') continue;
    outlines.set(code, [...(outlines.get(code) ?? []), ...readShape(code, shape)]);
  }
  return outlines;
}

function readShape(code: string, shape: unknown): Polygon[] {
  const result = geometry.safeParse(shape);
  if (!result.success) {
    throw new BoundaryError('bad-shape', `${code} has no outline: its feature needs a Polygon or MultiPolygon.`);
  }
  const { data } = result;
  return data.type === 'Polygon' ? [data.coordinates] : data.coordinates;
}

function sayWhatItIs(parsed: unknown): string {
  const top = typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  const other = others.find(({ found }) => found(top));
  return other
    ? `The file is ${other.name}. Choose "GeoJSON" where you download it.`
    : 'The file is JSON but no GeoJSON: a FeatureCollection is expected.';
}
