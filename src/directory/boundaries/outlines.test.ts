import { describe, expect, test } from 'vitest';
import { BoundaryError } from './fault.ts';
import { readOutlines } from './outlines.ts';

const ring = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 0],
];
const feature = (properties: unknown, geometry: unknown = { type: 'Polygon', coordinates: [ring] }) => ({
  type: 'Feature',
  properties,
  geometry,
});
const file = (...features: unknown[]) => ({ type: 'FeatureCollection', features });
const codes = ['E07000105', 'E07000106'];

function codeOf(parsed: unknown): string {
  try {
    readOutlines(parsed, codes);
    return 'none';
  } catch (error) {
    if (!(error instanceof BoundaryError)) throw error;
    return `${error.code}: ${error.message}`;
  }
}

describe('a file of boundaries', () => {
  test('is read by code, whatever the property is called, and the rest of the country left out', () => {
    const found = readOutlines(
      file(
        feature({ OBJECTID: 1, LAD24CD: 'E07000105', LAD24NM: 'Ashford' }),
        feature({ code: 'E07000106' }, { type: 'MultiPolygon', coordinates: [[ring], [ring]] }),
        feature({ LAD24CD: 'S12000033' }, { type: 'Polygon', coordinates: [] }),
        feature(null),
      ),
      codes,
    );
    expect([...found].map(([code, polygons]) => [code, polygons.length])).toEqual([
      ['E07000105', 1],
      ['E07000106', 2],
    ]);
  });

  test('may have an area in several features, as wards have their district', () => {
    const wards = ['E05000001', 'E05000002'].map((ward) => feature({ WD24CD: ward, LAD24CD: 'E07000105' }));
    expect(readOutlines(file(...wards), codes).get('E07000105')).toHaveLength(2);
  });

  test.each([
    ['a list', [], 'not-geojson: The file is JSON but no GeoJSON'],
    ['a text', 'E07000105', 'not-geojson: The file is JSON but no GeoJSON'],
    ['nothing', null, 'not-geojson: The file is JSON but no GeoJSON'],
    ['TopoJSON', { type: 'Topology', objects: {} }, 'not-geojson: The file is TopoJSON.'],
    ['Esri JSON', { geometryType: 'esriGeometryPolygon', features: [] }, 'not-geojson: The file is Esri JSON.'],
    ['one feature', feature({}), 'not-geojson: The file is one feature alone.'],
    ['no features', file(), 'no-features: '],
  ])('is refused when it is %s, with what to do', (_, parsed, said) => {
    expect(codeOf(parsed)).toContain(said);
  });

  test.each([
    ['no geometry', null],
    ['a point', { type: 'Point', coordinates: [0, 0] }],
    ['no rings', { type: 'Polygon', coordinates: [] }],
    ['no parts', { type: 'MultiPolygon', coordinates: [] }],
    [
      'a ring of two corners',
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      },
    ],
    [
      'words for numbers',
      {
        type: 'Polygon',
        coordinates: [
          [
            ['0', 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      },
    ],
    ['a number too many levels up', { type: 'Polygon', coordinates: ring }],
  ])('is refused when an area has %s, naming it', (_, geometry) => {
    expect(codeOf(file(feature({ LAD24CD: 'E07000106' }, geometry)))).toMatch(/^bad-shape: E07000106 has no outline/);
  });
});
