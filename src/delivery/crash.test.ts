import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const program = path.join(import.meta.dirname, 'testing/accept-until-killed.ts');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'nwd-crash-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a process killed at any moment loses nothing it acknowledged', async () => {
  const acknowledged: string[] = [];
  for (let kill = 0; kill < 6; kill += 1) acknowledged.push(...(await runUntilKilled(20 + Math.random() * 150)));
  expect(acknowledged.length).toBeGreaterThan(6);

  const drain = spawn(process.execPath, [program, folder, 'drain'], { stdio: 'inherit' });
  expect((await once(drain, 'exit'))[0]).toBe(0);
  const files = (await readdir(path.join(folder, 'outbox'))).filter((file) => file.endsWith('.eml'));
  const delivered = new Map(
    files.map((file) => file.split('.')).map(([reference, number]) => [reference, Number(number)]),
  );
  expect(acknowledged.filter((reference) => !delivered.has(reference))).toEqual([]);
  const numbers = [...delivered.values()].toSorted((a, b) => a - b);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
}, 60_000);

/** Lets a process accept for so many ms from its first acknowledgement, kills it, and returns what it acknowledged. */
async function runUntilKilled(ms: number): Promise<string[]> {
  const child = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (chunk) => {
    printed += chunk;
  });
  await once(child.stdout, 'data');
  await new Promise((resolve) => setTimeout(resolve, ms));
  child.kill('SIGKILL');
  await once(child, 'close');
  // What follows the last line break may be half a reference.
  return printed.split('\n').slice(0, -1);
}
