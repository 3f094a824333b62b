import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { exchange, writeGet } from './exchange.ts';
import { readMemory, startSite } from './processes.ts';
import { median } from './table.ts';

/** Medians: ms from starting the process to the first page answered, and resident MiB after it (NaN: not told). */
export type Start = { ms: number; memory: number };

/**
 * Starts the site `times` times and asks for a page as soon as it listens.
 * @param dataDir the data folder to start with; without it each start has a new one
 */
export async function measureStarts(
  times: number,
  folders: { buildDir: string; parent: string },
  script?: string[],
  dataDir?: string,
): Promise<Start> {
  const starts: Start[] = [];
  for (let time = 0; time < times; time += 1) {
    const folder = dataDir ?? mkdtempSync(path.join(folders.parent, 'data-'));
    const start = performance.now();
    const site = await startSite({ buildDir: folders.buildDir, dataDir: folder }, script);
    const { status } = await exchange(site.port, writeGet('/en/'));
    const ms = performance.now() - start;
    if (status !== 200) throw new Error(`The first page was answered with ${status}.`);
    // What was garbage of the start may go first; nothing asks for anything meanwhile.
    await new Promise((resolve) => setTimeout(resolve, 300));
    starts.push({ ms, memory: readMemory(site.pid) ?? Number.NaN });
    await site.stop();
  }
  return { ms: median(starts.map(({ ms }) => ms)), memory: median(starts.map(({ memory }) => memory)) };
}
