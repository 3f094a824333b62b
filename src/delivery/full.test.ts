import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createQueue, type Queue } from './queue.ts';
import { openTestSqlite, type TestDatabase } from './testing/databases.ts';
import { makeArmour, makeClock, makeDelivery } from './testing/deliveries.ts';

let store: TestDatabase;
let queue: Queue;
beforeEach(async () => {
  store = await openTestSqlite();
  queue = createQueue(store.db, makeClock());
});
afterEach(() => store.close());

/** SQLite answers a file that may not grow as it answers a full disk. */
const allowPages = (count: number) => sql.raw(`pragma max_page_count = ${count}`).execute(store.db);

test('on a full disk nothing is acknowledged without a row, and nothing acknowledged is lost', async () => {
  await allowPages(40);
  const acknowledged: number[] = [];
  let refused = 0;
  for (let count = 0; count < 60; count += 1) {
    await queue.accept(makeDelivery({ body: makeArmour(6000) })).then(
      ({ number }) => acknowledged.push(number),
      (error: unknown) => {
        expect(error).toMatchObject({ name: 'DatabaseFault', code: 'full' });
        refused += 1;
      },
    );
  }
  expect(acknowledged.length).toBeGreaterThan(5);
  expect(refused).toBeGreaterThan(5);
  expect(await queue.health()).toMatchObject({ waiting: acknowledged.length });

  await allowPages(1_000_000);
  const { number } = await queue.accept(makeDelivery());
  expect(number).toBe(acknowledged.length + 1);
  expect(await queue.claim({ limit: 100, leaseMs: 60_000 })).toHaveLength(number);
});
