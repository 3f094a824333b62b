import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { BrowserError, findBrowser } from './browser.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'browser-'));
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(folder, { recursive: true }));

function nameBrowser(script: string): string {
  const file = path.join(folder, 'chromium');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  vi.stubEnv('PLAYWRIGHT_CHROMIUM_EXECUTABLE', file);
  return file;
}

describe.skipIf(process.platform === 'win32')('finding a browser', () => {
  test('takes the named one when it runs', () => {
    const file = nameBrowser('echo Chromium 1');
    expect(findBrowser()).toBe(file);
  });

  test('says so when the named one does not run, instead of taking another', () => {
    nameBrowser('echo a library is missing >&2; exit 127');
    expect(() => findBrowser()).toThrow(BrowserError);
  });
});
