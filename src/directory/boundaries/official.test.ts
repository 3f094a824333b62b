import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCounty } from '../county.ts';
import { readOutlines } from './outlines.ts';
import { type Layout, layOut } from './shape.ts';
import { type Cell, countTouching, drawSketch } from './sketch.ts';

const project = path.resolve(import.meta.dirname, '..', '..', '..');
/** True outlines, where they lie beside the project; third-party files stay out of it. */
const folder = path.join(project, '..', 'shared', 'data', 'geo');

type Drawn = { districts: { code: string; d: string }[] };

/** The outlines as GeoJSON: they come as paths of whole numbers, "M" to a point and "l" by a step. */
function readLayout(county: string): Layout {
  const { districts } = JSON.parse(readFileSync(path.join(folder, `${county}-district-paths.json`), 'utf8')) as Drawn;
  const features = districts.map(({ code, d }) => ({
    properties: { LAD24CD: code },
    geometry: { type: 'MultiPolygon', coordinates: d.split(/(?=M)/).flatMap(readRing) },
  }));
  const codes = districts.map(({ code }) => code);
  return layOut(readOutlines({ type: 'FeatureCollection', features }, codes));
}

function readRing(drawn: string): number[][][][] {
  let [x, y] = [0, 0];
  const ring = [...drawn.matchAll(/([Ml])(-?\d+) ?(-?\d+)/g)].map(([, kind, across, down]) => {
    [x, y] = kind === 'M' ? [Number(across), Number(down)] : [x + Number(across), y + Number(down)];
    return [x, -y];
  });
  const [first] = ring;
  return first && ring.length >= 3 ? [[[...ring, first]]] : [];
}

const run = existsSync(folder) ? describe : describe.skip;

run(`true outlines${existsSync(folder) ? '' : ' (skipped: they are not beside this checkout)'}`, () => {
  test.each(['kent', 'lancashire', 'dorset'])('of %s make a sketch at least as true as the hand-drawn one', (id) => {
    const county = readCounty(path.join(project, 'content'), id);
    const layout = readLayout(id);
    const sketch = drawSketch(layout);
    const places = [...county.areas, ...county.neighbours];
    const byHand = new Map(
      places.flatMap(({ id: place, code }): [string, Cell][] => {
        const cell = county.map[place];
        return cell ? [[code, cell]] : [];
      }),
    );
    expect([...sketch.keys()].sort()).toEqual(places.map(({ code }) => code).sort());
    expect(countTouching(layout.borders, sketch)).toBeGreaterThanOrEqual(countTouching(layout.borders, byHand));
    expect(countTouching(layout.borders, sketch)).toBeGreaterThanOrEqual(layout.borders.length * 0.85);
    expect(Math.max(...[...sketch.values()].map(([, column]) => column))).toBeLessThan(8);
  });

  test('of Kent lie as people know it', () => {
    const sketch = drawSketch(readLayout('kent'));
    const [thanet = [0, 0], dover = [0, 0], dartford = [0, 0], ashford = [0, 0], wells = [0, 0]] = [
      'E07000114',
      'E07000108',
      'E07000107',
      'E07000105',
      'E07000116',
    ].map((code) => sketch.get(code));
    expect(dartford[1]).toBe(0);
    expect(thanet[0]).toBeLessThan(dover[0]);
    expect(dover[1]).toBeGreaterThan(ashford[1]);
    expect(ashford[1]).toBeGreaterThan(wells[1]);
    expect(wells[0]).toBeGreaterThan(dartford[0]);
  });
});
