import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { buildFtsIndex } from '#directory/build-fts.ts';
import { forCodes, helpCodes, howCodes } from '#directory/facets.ts';
import { createRandom, inventServices, rareWord } from '#directory/invented.ts';
import { prepareSearch, type SearchRequest, search } from '#directory/search.ts';
import { openFtsIndex } from '#directory/search-fts.ts';
import type { ServiceIndex } from '#directory/search-index.ts';
import { createScanIndex } from '#directory/search-scan.ts';
import { root } from '../stage.ts';

/** How long searches took, in milliseconds: half of them, and 95 of 100, within so much. */
export type SearchTimes = { p50: number; p95: number };

/**
 * What a large directory costs: seconds to build its index, bytes on disk, bytes the process holds after building and
 * searching, and the times of searches in it.
 */
export type LargeFigures = SearchTimes & { buildSeconds: number; fileBytes: number; residentBytes: number };

const areas = Array.from({ length: 300 }, (_, index) => `area-${index}`);
const queries = 400;

/** Times searches as people make them over `count` invented services, by the scan that pages and browser use. */
export function measureScan(count: number): SearchTimes {
  const words = count * 10;
  return timeSearches(createScanIndex([...inventServices(count, words, areas)]), words);
}

/**
 * Builds a large directory with FTS5 and times searches in it, in a process of its own: the memory told is that of the
 * whole process, and this one holds what it measured before.
 * @param folder where the index is written; it is removed again
 */
export function measureLarge(count: number, folder: string): LargeFigures {
  const script = ['src/cli/bench/large-directory.ts', String(count), folder];
  const { status, stdout } = spawnSync(process.execPath, script, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error('The large directory could not be measured.');
  return JSON.parse(stdout) as LargeFigures;
}

/** The same in this process, which ought to have done nothing before. */
export function measureLargeHere(count: number, folder: string): LargeFigures {
  const words = 40_000;
  const own = mkdtempSync(path.join(folder, 'search-'));
  const file = path.join(own, 'services.db');
  const start = performance.now();
  const database = buildFtsIndex(file, inventServices(count, words, areas));
  const buildSeconds = (performance.now() - start) / 1000;
  const times = timeSearches(openFtsIndex(database), words);
  const figures = { ...times, buildSeconds, fileBytes: statSync(file).size, residentBytes: process.memoryUsage.rss() };
  database.close();
  rmSync(own, { recursive: true });
  return figures;
}

/** Facets in every mixture, and in more than half of the searches one to four words, a fifth of them with a slip. */
function timeSearches(index: ServiceIndex, words: number): SearchTimes {
  const { below, pick } = createRandom(7);
  const settings = prepareSearch({ areas: [], neighbours: [], firstLine: null }, {}, 'en');
  const word = () => {
    const one = rareWord(words, below(10_000) / 10_000);
    return below(5) === 0 ? one.slice(0, 2) + one.slice(3) : one;
  };
  const request = (): SearchRequest => ({
    locale: 'en',
    limit: 20,
    ...(below(2) ? { areas: [pick(areas)] } : {}),
    ...(below(2) ? { help: [pick(helpCodes)] } : {}),
    ...(below(3) ? {} : { for: [pick(forCodes)] }),
    ...(below(5) ? {} : { how: [pick(howCodes)] }),
    ...(below(5) < 3 ? { words: Array.from({ length: 1 + below(4) }, word).join(' ') } : {}),
  });
  const times = Array.from({ length: queries }, () => {
    const asked = request();
    const start = performance.now();
    search(index, asked, settings);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return { p50: times[queries / 2] ?? 0, p95: times[queries * 0.95] ?? 0 };
}
