import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSiteDatabase } from '#server/schema.ts';
import { openShop } from './command.ts';
import { operate } from './operate.ts';

let folder = '';
let said = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'operate-'));
  said = '';
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) => {
  const say = (text: string) => {
    said += text;
  };
  return operate(args, openShop({ DATA_DIR: folder }, { write: say, warn: say }));
};

test('help names every command, and no command at all is no success', async () => {
  expect(await run('--help')).toBe(0);
  expect(said).toContain('npm run operate -- status');
  expect(await run()).toBe(2);
});

test('a command that is not there is said, not run', async () => {
  for (const name of ['stat', 'constructor', '__proto__']) expect(await run(name)).toBe(2);
  expect(said).toContain('There is no command "stat"');
});

test('the status of an empty queue', async () => {
  await (await openSiteDatabase({ database: null, dataDir: folder })).destroy();
  expect(await run('status')).toBe(0);
  expect(said).toContain('waiting    0\nheld       0\ncame back  0\n');
});
