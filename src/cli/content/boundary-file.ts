import { readFileSync, statSync } from 'node:fs';
import { BoundaryError } from '#directory/boundaries/fault.ts';

/** No file is read that is larger, in MB: the coarsest outlines of all districts of the country have about two. */
const largestFile = 60;

/** How a file begins that is something else, and what it is then. */
const beginnings: [string, string][] = [
  ['PK', 'a zip folder: unpack it, and choose "GeoJSON" where you download it rather than "Shapefile"'],
  ['SQLite format 3', 'a GeoPackage: choose "GeoJSON" where you download it'],
  ['<', 'a web page or KML: choose "GeoJSON" where you download it'],
];

/**
 * Reads and parses a file of boundaries. Throws `BoundaryError`: `not-found`, `too-large`, `not-json`.
 * @param file its whole path
 */
export function readBoundaryFile(file: string): unknown {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new BoundaryError('not-found', `There is no file ${file}. Write its whole path.`);
  const megabytes = found.size / 1_000_000;
  if (megabytes > largestFile) {
    throw new BoundaryError(
      'too-large',
      `The file has ${Math.round(megabytes)} MB, and ${largestFile} is the most. Take the same boundaries with less ` +
        'detail (the ONS calls them "ultra generalised", BUC): a sketch needs no more.',
    );
  }
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text);
  } catch {
    const [, what] = beginnings.find(([start]) => text.trimStart().startsWith(start)) ?? [];
    throw new BoundaryError(
      'not-json',
      `The file is not JSON${what ? `; it looks like ${what}.` : ', or it is cut short.'}`,
    );
  }
}
