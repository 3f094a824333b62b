import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLoop } from './loop.ts';
import { createQueue } from './queue.ts';
import { openTestSqlite, type TestDatabase } from './testing/databases.ts';
import { makeArmour, makeClock, makeDelivery } from './testing/deliveries.ts';

const day = 24 * 60 * 60 * 1000;
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

test('90 days after delivery nothing is left of a message but its number in the count', async () => {
  const clock = makeClock();
  const queue = createQueue(store.db, clock);
  const [gone, cameBack, held] = [makeDelivery(), makeDelivery(), makeDelivery()];
  for (const { id } of [gone, cameBack, held]) await queue.accept({ ...gone, id, reference: id.slice(0, 8) });
  for (const { id } of [gone, cameBack]) await queue.settle(id, { kind: 'delivered', receipt: null });
  await queue.settle(held.id, { kind: 'held', code: 'smtp-550' });
  await createLoop(store.db, clock).bounce(cameBack.id.slice(0, 8), 2);
  clock.advance(7 * day);
  await queue.erase(7);
  clock.advance(83 * day - 1);
  await queue.erase(7);
  expect((await queue.find(gone.id))?.status).toBe('erased');
  clock.advance(1);
  await queue.erase(7);
  expect(await queue.find(gone.id)).toBeNull();
  // What did not arrive is kept, and the count of what did stays right.
  expect(await queue.find(cameBack.id)).not.toBeNull();
  expect((await queue.find(held.id))?.status).toBe('held');
  expect(await queue.health()).toMatchObject({ delivered: 2, held: 1 });
  // A page that is sent again so late is a new message, under a number of its own.
  expect(await queue.accept(gone)).toMatchObject({ known: false, number: 4 });
});

test('a letter that nobody took is erased once, and forgotten 90 days after that', async () => {
  const clock = makeClock();
  const queue = createQueue(store.db, clock);
  const letter = makeDelivery({ kind: 'letter', body: 'c2VhbGVk' });
  await queue.accept(letter);
  clock.advance(5 * day - 1);
  expect(await queue.erase(7)).toBe(0);
  clock.advance(1);
  expect(await queue.erase(7)).toBe(1);
  clock.advance(89 * day);
  expect(await queue.erase(7)).toBe(0);
  expect((await queue.find(letter.id))?.status).toBe('erased');
  clock.advance(day);
  await queue.erase(7);
  expect(await queue.find(letter.id)).toBeNull();
});

test('what was erased does not count as erased again', async () => {
  const clock = makeClock();
  const queue = createQueue(store.db, clock);
  const delivery = makeDelivery();
  await queue.accept(delivery);
  await queue.settle(delivery.id, { kind: 'delivered', receipt: null });
  clock.advance(7 * day);
  expect([await queue.erase(7), await queue.erase(7)]).toEqual([1, 0]);
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
