import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { BoundaryError } from '#directory/boundaries/fault.ts';
import { readOutlines } from '#directory/boundaries/outlines.ts';
import { layOut } from '#directory/boundaries/shape.ts';
import { type Cell, countTouching, drawSketch } from '#directory/boundaries/sketch.ts';
import { areasOn, type County, countySchema, readCounty } from '#directory/county.ts';
import { readBoundaryFile } from './boundary-file.ts';
import { rewriteMap } from './map-text.ts';
import { folderOf } from './packs.ts';
import { drawCells } from './sketch-text.ts';

/** A sketch made from official boundaries, beside the one there is. */
export type Proposal = {
  county: County;
  /** By id of area or neighbour. */
  cells: Map<string, Cell>;
  /** Neighbours whose code the file does not have: they keep out of the sketch and stay in the list. */
  missing: string[];
  /** How many pairs share a border, and how many of them touch on each sketch. */
  borders: number;
  touching: { now: number; proposed: number };
};

/**
 * Works out a county's schematic map from a file of official boundaries. Throws `BoundaryError` for a file that cannot be
 * used or lacks an area of the county, and `ContentError` for a county's file that is wrong.
 * @param file whole path of a GeoJSON file
 * @param today `YYYY-MM-DD`: the areas of that day are placed
 */
export function proposeMap(content: string, id: string, file: string, today: string): Proposal {
  const county = readCounty(content, id);
  const areas = areasOn(county, today);
  const places = [...areas, ...county.neighbours];
  const codeOf = new Map(places.map((place) => [place.id, place.code]));
  const outlines = readOutlines(readBoundaryFile(file), [...codeOf.values()]);
  const lost = areas.filter(({ code }) => !outlines.has(code));
  if (lost.length > 0) throw new BoundaryError('codes-missing', sayLost(lost, areas.length));
  const layout = layOut(outlines);
  const sketch = drawSketch(layout);
  const byCode = (map: ReadonlyMap<string, Readonly<Cell>>) =>
    new Map(
      [...codeOf].flatMap(([place, code]): [string, Readonly<Cell>][] => {
        const cell = map.get(place);
        return cell ? [[code, cell]] : [];
      }),
    );
  const cells = new Map(
    places.flatMap(({ id: place, code }) => {
      const cell = sketch.get(code);
      return cell ? [[place, cell] as const] : [];
    }),
  );
  return {
    county,
    cells,
    missing: county.neighbours.filter(({ code }) => !outlines.has(code)).map(({ name }) => name),
    borders: layout.borders.length,
    touching: {
      now: countTouching(layout.borders, byCode(new Map(Object.entries(county.map)))),
      proposed: countTouching(layout.borders, byCode(cells)),
    },
  };
}

function sayLost(lost: readonly { name: string; code: string }[], all: number): string {
  const names = lost.map(({ name, code }) => `${name} (${code})`).join(', ');
  return lost.length === all
    ? `None of the codes of this county is in the file. Looked for: ${names}. Take the file of local authority districts.`
    : `Not in the file: ${names}. Nothing is drawn without them. Is the file newer or older than county.yaml?`;
}

/** The proposal as an editor reads it: both sketches, how good each is, and what was not found. */
export function writeProposal({ county, cells, missing, borders, touching }: Proposal): string {
  const names = new Map([...county.areas, ...county.neighbours].map(({ id, name }) => [id, name]));
  const now = new Map(Object.entries(county.map));
  return [
    `Now, ${touching.now} of ${borders} pairs with a common border touch:`,
    drawCells(now, names),
    `Proposed, ${touching.proposed} of ${borders}:`,
    drawCells(cells, names),
    ...missing.map((name) => `Not in the file: ${name}. It keeps out of the sketch and stays in the list.\n`),
  ].join('\n');
}

/**
 * Puts the proposal into the county's file, all else in it as it was, and gives its path. Areas of other days keep their
 * cells. A neighbour that the file of boundaries lacks loses its cell, since another may have it now.
 */
export function writeMap(content: string, { county, cells, missing }: Proposal): string {
  const file = path.join(folderOf(content, county.id), 'county.yaml');
  const text = rewriteMap(readFileSync(file, 'utf8'), cells, lostIds(county, missing));
  const { map } = countySchema.parse(parse(text));
  const wrong = [...cells].filter(([id, cell]) => String(map[id]) !== String(cell));
  if (wrong.length > 0) throw new Error(`${file} was left as it is: its map could not be rewritten`);
  writeFileSync(file, text);
  return file;
}

const lostIds = ({ neighbours }: County, missing: readonly string[]) =>
  neighbours.filter(({ name }) => missing.includes(name)).map(({ id }) => id);
