import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createQueue } from './queue.ts';
import { openTestSqlite, type TestDatabase } from './testing/databases.ts';
import { makeArmour, makeClock, makeDelivery } from './testing/deliveries.ts';

let store: TestDatabase;
beforeEach(async () => {
  store = await openTestSqlite();
});
afterEach(() => store.close());

test('after erasure no ciphertext is on the disk, neither in the database nor in its log', async () => {
  const queue = createQueue(store.db, makeClock());
  // One body that fits on a page and one that fills overflow pages.
  const bodies = [makeArmour(400), makeArmour(40_000)];
  for (const body of bodies) {
    const delivery = makeDelivery({ body });
    await queue.accept(delivery);
    await queue.claim({ limit: 1, leaseMs: 60_000 });
    await queue.settle(delivery.id, { kind: 'delivered', receipt: 'A1' });
  }
  expect(await countLines(bodies)).toBeGreaterThan(0);
  expect(await queue.erase(0)).toBe(2);
  expect(await countLines(bodies)).toBe(0);
});

/** How many lines of the armoured bodies are in any file of the database's folder. */
async function countLines(bodies: string[]): Promise<number> {
  const files = await readdir(store.folder);
  const bytes = (await Promise.all(files.map((file) => readFile(path.join(store.folder, file), 'latin1')))).join('\n');
  // Halves of lines, because a page can end in the middle of one.
  const parts = bodies
    .flatMap((body) => body.split('\n').slice(2, -2))
    .flatMap((line) => line.match(/.{30,38}/g) ?? []);
  return parts.filter((part) => bytes.includes(part)).length;
}
