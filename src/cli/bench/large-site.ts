import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { withoutSettings } from '../environment.ts';
import { root } from '../stage.ts';
import { exchange, writeGet } from './exchange.ts';
import { inventContent } from './invented-content.ts';
import { readMemory, startSite } from './processes.ts';

/**
 * What a site of many languages and services costs. Seconds for `npm run build` and the most memory one process of it held
 * (MiB); how many files it wrote; ms to the first page of a server, then to the first list of services of a day, and
 * the server's memory after that (MiB; NaN: not told).
 */
export type LargeSite = {
  seconds: number;
  peak: number;
  files: number;
  firstPage: number;
  firstList: number;
  memory: number;
};

/**
 * Invents content, builds a site of it as `npm run build` does, and serves it. Throws where the build fails.
 * @param parent a folder of this project for what is written; it is removed again
 */
export async function measureLargeSite(languages: number, services: number, parent: string): Promise<LargeSite> {
  const folder = path.join(parent, 'large');
  const below = (name: string) => path.join(folder, name);
  const [contentDir, buildDir, dataDir, peaks] = [below('content'), below('build'), below('data'), below('peaks')];
  mkdirSync(peaks, { recursive: true });
  inventContent(path.join(root, 'content'), contentDir, 'kent', services, languages);

  const start = performance.now();
  buildOnce(contentDir, buildDir, peaks);
  const seconds = (performance.now() - start) / 1000;
  const peak =
    Math.max(...readdirSync(peaks).map((name) => Number(readFileSync(path.join(peaks, name), 'utf8')))) / 1024;
  const files = readdirSync(path.join(buildDir, 'client'), { recursive: true, withFileTypes: true });

  const started = performance.now();
  const site = await startSite({ buildDir, dataDir, contentDir });
  await ask(site.port, '/en/');
  const firstPage = performance.now() - started;
  const asked = performance.now();
  await ask(site.port, '/en/find/');
  const firstList = performance.now() - asked;
  const memory = readMemory(site.pid) ?? Number.NaN;
  await site.stop();
  rmSync(folder, { recursive: true });
  return {
    seconds,
    peak,
    files: files.filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name)).length,
    firstPage,
    firstList,
    memory,
  };
}

async function ask(port: number, address: string): Promise<void> {
  const { status } = await exchange(port, writeGet(address));
  if (status !== 200) throw new Error(`${address} of the large site was answered with ${status}.`);
}

function buildOnce(contentDir: string, buildDir: string, peaks: string): void {
  const watch = pathToFileURL(path.join(import.meta.dirname, 'peak.ts'));
  watch.searchParams.set('folder', peaks);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli/build.ts'], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...withoutSettings(process.env),
      CONTENT_DIR: contentDir,
      BUILD_DIR: buildDir,
      COUNTY: 'kent',
      NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --import=${watch.href}`.trim(),
    },
  });
  if (status !== 0) throw new Error(`The large site could not be built.\n${stdout}${stderr}`);
}
