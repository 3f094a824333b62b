import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DatabaseFault } from '../../src/database/faults.ts';
import { createQueue, type Queue } from '../../src/delivery/queue.ts';
import { openTestSqlite, type TestDatabase } from '../../src/delivery/testing/databases.ts';
import { makeArmour, makeClock, makeDelivery } from '../../src/delivery/testing/deliveries.ts';

let store: TestDatabase;
let queue: Queue;
beforeEach(async () => {
  store = await openTestSqlite();
  queue = createQueue(store.db, makeClock());
});
afterEach(() => store.close());

const pragma = (text: string) => sql.raw(`pragma ${text}`).execute(store.db);

test('a database that becomes read-only acknowledges nothing, says so, and goes on afterwards', async () => {
  await queue.accept(makeDelivery());
  await pragma('query_only = on');
  const refused = makeDelivery();
  await expect(queue.accept(refused)).rejects.toMatchObject({ name: 'DatabaseFault', code: 'read-only' });
  expect(await queue.find(refused.id)).toBeNull();
  await expect(queue.claim({ limit: 1, leaseMs: 1_000 })).rejects.toMatchObject({ code: 'read-only' });
  await pragma('query_only = off');
  expect(await queue.accept(refused)).toMatchObject({ number: 2, known: false });
});

test('a database that is damaged while it runs acknowledges only what can be read again, and never repairs itself', async () => {
  for (let count = 0; count < 200; count += 1) await queue.accept(makeDelivery({ body: makeArmour(6_000) }));
  await pragma('wal_checkpoint(truncate)');
  await pragma('cache_size = 10');
  const file = path.join(store.folder, 'site.db');
  const length = readFileSync(file).length;
  const handle = openSync(file, 'r+');
  // All but the first pages, which hold the schema: what a failing disk does.
  writeSync(handle, Buffer.alloc(length - 65_536, 0x58), 0, length - 65_536, 65_536);
  closeSync(handle);
  const codes: string[] = [];
  for (let count = 0; count < 50; count += 1) {
    const delivery = makeDelivery({ body: makeArmour(6_000) });
    const accepted = await queue.accept(delivery).catch((error: unknown) => error);
    if (accepted instanceof Error) codes.push(accepted instanceof DatabaseFault ? accepted.code : accepted.message);
    else expect(await queue.find(delivery.id)).toMatchObject({ reference: delivery.reference });
  }
  expect(codes.length).toBeGreaterThan(0);
  expect([...new Set(codes)]).toEqual(['corrupt']);
});

test('twenty parallel sends of one message while the store fails and comes back are one message', async () => {
  const delivery = makeDelivery();
  await pragma('query_only = on');
  const first = await Promise.allSettled(Array.from({ length: 20 }, () => queue.accept(delivery)));
  expect(first.every(({ status }) => status === 'rejected')).toBe(true);
  await pragma('query_only = off');
  const answers = await Promise.all(Array.from({ length: 20 }, () => queue.accept(delivery)));
  expect(new Set(answers.map(({ number }) => number))).toEqual(new Set([1]));
  expect(answers.filter(({ known }) => !known)).toHaveLength(1);
});
