import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { root } from './stage.ts';

/** No browser runs here; the message says what to do. */
export class BrowserError extends Error {
  readonly code: 'named-does-not-run' | 'none';
  constructor(code: BrowserError['code'], message: string) {
    super(message);
    this.name = 'BrowserError';
    this.code = code;
  }
}

const seconds = 1000;

/** Where the makers' installers put it, the one with a back-forward cache and Debian's own first. */
const systemPlaces: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map((name) => `/usr/bin/${name}`),
  darwin: ['Chromium', 'Google Chrome'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`),
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => ['Chromium', 'Google\\Chrome'].map((name) => `${folder}\\${name}\\Application\\chrome.exe`)),
};

/**
 * The path of a Chromium that runs here: the one named by `PLAYWRIGHT_CHROMIUM_EXECUTABLE`, Playwright's own, the
 * system's, or one fetched now, by Playwright or, as root on Debian and its like, by apt. Every try has a time limit,
 * so it answers within a quarter of an hour on the worst network and at once where a browser is installed.
 * @param say is told, in a sentence, what takes long
 * @throws {BrowserError} when the named one does not run, or there is none and none could be fetched
 */
export function findBrowser(say: (sentence: string) => void = () => {}): string {
  const named = process.env.PLAYWRIGHT_CHROMIUM_EXECUTABLE;
  if (named) {
    if (runs(named)) return named;
    throw new BrowserError('named-does-not-run', `PLAYWRIGHT_CHROMIUM_EXECUTABLE names ${named}, which does not run.`);
  }
  return findInstalled() ?? fetchWithPlaywright(say) ?? fetchWithApt(say) ?? fail();
}

function findInstalled(): string | null {
  return [chromium.executablePath(), ...(systemPlaces[process.platform] ?? [])].find(runs) ?? null;
}

/** Starts it only to ask its version, which shows a missing library too; on Windows asking opens a window instead. */
function runs(browser: string): boolean {
  if (!existsSync(browser)) return false;
  return process.platform === 'win32' || attempt(browser, ['--version'], 20 * seconds, 'ignore');
}

function fetchWithPlaywright(say: (sentence: string) => void): string | null {
  say('No browser is installed: fetching one ...');
  const playwright = path.join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  // Without --with-deps, which first spends a minute on libraries and only then finds that nothing can be fetched.
  if (!attempt(process.execPath, [playwright, 'install', '--no-shell', 'chromium'], 300 * seconds)) return null;
  const browser = chromium.executablePath();
  if (runs(browser)) return browser;
  if (!isRoot()) return null;
  say('Its libraries are missing: installing them ...');
  attempt(process.execPath, [playwright, 'install-deps', 'chromium'], 300 * seconds);
  return runs(browser) ? browser : null;
}

function fetchWithApt(say: (sentence: string) => void): string | null {
  if (!isRoot() || !existsSync('/usr/bin/apt-get')) return null;
  say('Installing the Chromium of this system ...');
  const patience = [
    '-qq',
    '-o',
    'Acquire::http::Timeout=20',
    '-o',
    'Acquire::Retries=1',
    '-o',
    'DPkg::Lock::Timeout=60',
  ];
  attempt('apt-get', [...patience, 'update'], 120 * seconds);
  attempt('apt-get', [...patience, 'install', '-y', '--no-install-recommends', 'chromium'], 300 * seconds);
  return findInstalled();
}

function fail(): never {
  throw new BrowserError(
    'none',
    'The browser tests need Chromium and none could be fetched. Install Chromium or Chrome, or set ' +
      'PLAYWRIGHT_CHROMIUM_EXECUTABLE to the path of one, and run the tests again.',
  );
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Whether a program ended well in time. Killed, not asked, when it did not: a package manager may ignore the asking. */
function attempt(
  program: string,
  programArguments: string[],
  timeout: number,
  stdio: 'inherit' | 'ignore' = 'inherit',
) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' };
  const output = stdio === 'ignore' ? stdio : 2;
  const answer = spawnSync(program, programArguments, {
    stdio: ['ignore', output, output],
    env,
    timeout,
    killSignal: 'SIGKILL',
  });
  return answer.status === 0;
}
