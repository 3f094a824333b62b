import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { readCounty } from '#directory/county.ts';
import { runContent } from './command.ts';

const project = path.resolve(import.meta.dirname, '..', '..', '..');
const root = mkdtempSync(path.join(tmpdir(), 'boundaries-'));
const content = path.join(root, 'content');
const countyFile = path.join(content, 'counties', 'kent', 'county.yaml');
const original = readFileSync(path.join(project, 'content', 'counties', 'kent', 'county.yaml'), 'utf8');
const kent = readCounty(path.join(project, 'content'), 'kent');
const places = [...kent.areas, ...kent.neighbours];
afterAll(() => rmSync(root, { recursive: true, force: true }));

let told: string[] = [];
beforeEach(() => {
  told = [];
  mkdirSync(path.dirname(countyFile), { recursive: true });
  writeFileSync(countyFile, original);
});
const said = () => told.join('\n');
const written = () => readFileSync(countyFile, 'utf8');

function run(...args: string[]): Promise<number> {
  const ask = () => Promise.reject(new Error('nothing is asked'));
  return runContent(['boundaries', ...args], root, { ask, tell: (text) => told.push(text) }, '2026-11-22');
}

/** A feature one degree wide: an invented square in this row and column. */
const square = (code: string, row: number, column: number) => ({
  type: 'Feature',
  properties: { LAD24CD: code, LAD24NM: 'invented' },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
        [0, 0],
      ].map(([x = 0, y = 0]) => [column + x, 0.7 * (y - row)]),
    ],
  },
});

/** A file of squares, the county's places four to a row in their order, without those named. */
function writeSquares(without: string[] = []): string {
  const features = places
    .map(({ code }, index) => square(code, Math.floor(index / 4), index % 4))
    .filter(({ properties }) => !without.includes(properties.LAD24CD));
  return writeFile(JSON.stringify({ type: 'FeatureCollection', features: [square('S12000033', 9, 9), ...features] }));
}

function writeFile(text: string | Buffer, name = 'squares.geojson'): string {
  const file = path.join(root, name);
  writeFileSync(file, text);
  return file;
}

describe('content boundaries', () => {
  test('shows the sketch beside the one there is, and writes nothing unasked', async () => {
    expect(await run(writeSquares())).toBe(0);
    expect(said()).toMatch(/Now, \d+ of 18 pairs with a common border touch:/);
    expect(said()).toContain('Proposed, 18 of 18:');
    expect(said()).toMatch(/^ {2}Ashford +Canterbury +Dartford +Dover$/m);
    expect(said()).toContain('Nothing is written yet.');
    expect(written()).toBe(original);
  });

  test('writes the cells alone into the county’s file: remarks and all else stay to the letter', async () => {
    const remarked = original.replace(/^ {2}dover: .*$/m, '  # By the sea.\n  dover: [1, 6] # Deal too');
    writeFileSync(countyFile, remarked);
    expect(await run(writeSquares(), '--county', 'kent', '--write')).toBe(0);
    expect(said()).toContain('Written: content/counties/kent/county.yaml.');
    const plain = (text: string) => text.replace(/^( {2}[a-z-]+): \[\d+, \d+\]/gm, '$1: []');
    expect(plain(written())).toBe(plain(remarked));
    expect(written()).toContain('  # By the sea.\n  dover: [0, 3] # Deal too\n');
    const { map } = readCounty(content, 'kent');
    expect(map).toEqual(Object.fromEntries(places.map(({ id }, at) => [id, [Math.floor(at / 4), at % 4]])));
  });

  test.each([
    ['no map', original.replace(/^map:\n(?: .*\n)+/m, '')],
    ['an empty map', original.replace(/^map:\n(?: .*\n)+/m, 'map: {}\n')],
    ['half a map', original.replace(/^ {2}(?:ashford|medway): \[.*\n/gm, '')],
    ['line ends of Windows', original.replaceAll('\n', '\r\n')],
    ['no line end at its end', original.trimEnd()],
  ])('writes into a file with %s', async (_, text) => {
    writeFileSync(countyFile, text);
    expect(await run(writeSquares(), '--write')).toBe(0);
    expect(readCounty(content, 'kent')).toEqual({ ...kent, map: readCounty(content, 'kent').map });
    expect(Object.keys(readCounty(content, 'kent').map).sort()).toEqual(places.map(({ id }) => id).sort());
    expect(written().split('\r\n').length > 1).toBe(text.includes('\r\n'));
    expect(/[^\r]\n/.test(written()) && text.includes('\r\n')).toBe(false);
  });

  test('names an area that the file lacks, and draws nothing without it', async () => {
    expect(await run(writeSquares(['E07000108']), '--write')).toBe(1);
    expect(said()).toContain('Not in the file: Dover (E07000108). Nothing is drawn without them.');
    expect(written()).toBe(original);
  });

  test('names a neighbour that the file lacks, and takes it off the sketch', async () => {
    expect(await run(writeSquares(['E06000035']), '--write')).toBe(0);
    expect(said()).toContain('Not in the file: Medway.');
    expect(Object.keys(readCounty(content, 'kent').map)).not.toContain('medway');
    expect(readCounty(content, 'kent').neighbours).toEqual(kent.neighbours);
  });

  test('places the areas of the day and leaves the cells of others', async () => {
    const future =
      '  - id: east-kent\n    code: E06000099\n    name: East Kent\n    from: 2028-04-01\n    to: null\n    towns: []\n';
    writeFileSync(
      countyFile,
      original.replace(/^areas:\n/m, `areas:\n${future}`).replace(/^map:\n/m, 'map:\n  east-kent: [7, 7]\n'),
    );
    expect(await run(writeSquares(), '--write')).toBe(0);
    expect(readCounty(content, 'kent').map).toMatchObject({ 'east-kent': [7, 7], ashford: [0, 0] });
  });
});

describe('content boundaries refuses, saying what to do,', () => {
  test.each([
    ['no JSON', 'Not Found', /not JSON, or it is cut short/],
    ['a cut file', '{"type":"FeatureCollection","features":[', /not JSON, or it is cut short/],
    ['a zip folder', Buffer.from('PK\u0003\u0004'), /looks like a zip folder: unpack it/],
    ['a GeoPackage', 'SQLite format 3\0', /looks like a GeoPackage: choose "GeoJSON"/],
    ['a web page', '<!doctype html>', /looks like a web page or KML/],
    ['TopoJSON', '{"type":"Topology"}', /is TopoJSON. Choose "GeoJSON"/],
    ['no features', '{"type":"FeatureCollection","features":[]}', /holds no features/],
    [
      'another county’s codes',
      JSON.stringify({ type: 'FeatureCollection', features: [square('E06000059', 0, 0)] }),
      /None of the codes of this county is in the file. Looked for: Ashford \(E07000105\)/,
    ],
  ])('%s', async (_, text, what) => {
    expect(await run(writeFile(text, 'wrong.geojson'), '--write')).toBe(1);
    expect(said()).toMatch(what);
    expect(written()).toBe(original);
  });

  test('200 MB, without reading them', async () => {
    const file = writeFile('', 'large.geojson');
    truncateSync(file, 200_000_000);
    const start = performance.now();
    expect(await run(file)).toBe(1);
    expect(said()).toContain('The file has 200 MB, and 60 is the most. Take the same boundaries with less detail');
    expect(performance.now() - start).toBeLessThan(200);
  });

  test('a file that is not there, a folder, a county that is not there, and no file', async () => {
    expect(await run(path.join(root, 'gone.geojson'))).toBe(1);
    expect(said()).toMatch(/There is no file .*gone\.geojson\. Write its whole path\./);
    expect(await run(root)).toBe(1);
    expect(await run('x.geojson', '--county', 'atlantis')).toBe(2);
    expect(said()).toContain('There is no county atlantis.');
    expect(await run()).toBe(2);
    expect(await run('--county', 'kent')).toBe(2);
    expect(said()).toContain('Say which file.');
  });

  test('marks that begin a text file on Windows do no harm', async () => {
    cpSync(writeSquares(), path.join(root, 'bom.geojson'));
    const text = readFileSync(path.join(root, 'bom.geojson'), 'utf8');
    expect(await run(writeFile(`\uFEFF${text}`, 'bom.geojson'))).toBe(0);
  });
});
