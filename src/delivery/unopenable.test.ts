import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createKeyRing } from '#keyring';
import { createQueue, type Queue } from './queue.ts';
import { sealByRing } from './ring.ts';
import { openTestSqlite, type TestDatabase } from './testing/databases.ts';
import { makeDelivery } from './testing/deliveries.ts';
import { countUnopenable } from './unopenable.ts';

const [before, after] = [randomBytes(32), randomBytes(32)].map((key) => key.toString('base64')) as [string, string];
const seal = (key: string) => sealByRing(createKeyRing([key]), Buffer.from('words'));

let database: TestDatabase;
let queue: Queue;
beforeEach(async () => {
  database = await openTestSqlite();
  queue = createQueue(database.db, () => new Date());
});
afterEach(() => database.close());

test('messages whose key was taken out are counted, until it is back or they were delivered', async () => {
  for (const body of [seal(before), seal(before), seal(after)]) {
    await queue.accept(makeDelivery({ kind: 'sealed-ring', keyIds: [], body }));
  }
  await queue.accept(makeDelivery());
  expect(await countUnopenable(database.db, createKeyRing([after]))).toBe(2);
  expect(await countUnopenable(database.db, createKeyRing([after, before]))).toBe(0);
  const [first] = await queue.claim({ limit: 1, leaseMs: 1000 });
  await queue.settle(first?.id ?? '', { kind: 'delivered', receipt: null });
  expect(await countUnopenable(database.db, createKeyRing([after]))).toBe(1);
});
