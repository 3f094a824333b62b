import path from 'node:path';
import type { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '#config';
import { createLoop } from '#delivery/loop.ts';
import { createQueue, type Queue } from '#delivery/queue.ts';
import { deliveryMigrations } from '#delivery/tables.ts';
import { openTestSqlite, type TestDatabase } from '#delivery/testing/databases.ts';
import { makeClock, makeDelivery } from '#delivery/testing/deliveries.ts';
import { readCounty } from '#directory/county.ts';
import { createKeyRing } from '#keyring';
import { type WatchTables, watchMigrations } from '#watch/tables.ts';
import { root } from '../cli/stage.ts';
import { createHealth } from './health.ts';
import { openWatch } from './watch.ts';

const token = 'a-token-of-sixteen';
const minute = 60_000;
let store: TestDatabase;
let queue: Queue;
let clock: ReturnType<typeof makeClock>;
let low = false;
const ask = async (address: string, authorization?: string) => {
  const answer = await createAnswers().get(address)?.(authorization);
  return [answer?.status, answer && 'text' in answer ? answer.text : answer?.value];
};

function createAnswers(given: string | null = token) {
  const watch = openWatch({
    config: readConfig({ DEMO: '1', DATA_DIR: store.folder }),
    county: readCounty(path.join(root, 'content'), 'kent'),
    db: store.db as unknown as Kysely<WatchTables>,
    queue,
    ring: createKeyRing([Buffer.alloc(32).toString('base64')]),
    keyDaysLeft: () => 300,
    clock,
    log: () => {},
  });
  return createHealth({ ...watch, loop: createLoop(store.db, clock) }, given, async () => low);
}

beforeEach(async () => {
  store = await openTestSqlite([...deliveryMigrations, ...watchMigrations]);
  clock = makeClock('2026-11-24T10:00:00Z');
  queue = createQueue(store.db, clock);
  low = false;
});
afterEach(() => store.close());

describe('what anybody sees', () => {
  const well = [200, { status: 'well', past: [] }];
  test('does not change when a message comes, waits or is refused, for a quarter of an hour', async () => {
    const delivery = makeDelivery();
    expect(await ask('/healthz')).toEqual(well);
    await queue.accept(delivery);
    expect(await ask('/healthz')).toEqual(well);
    await queue.settle(delivery.id, { kind: 'held', code: 'smtp-550' });
    clock.advance(15 * minute);
    expect(await ask('/healthz')).toEqual(well);
    clock.advance(1000);
    expect(await ask('/healthz')).toEqual([503, { status: 'look', past: ['mail'] }]);
  });

  test('names what is past its limit, and counts nothing', async () => {
    const delivery = makeDelivery();
    await queue.accept(delivery);
    await queue.settle(delivery.id, { kind: 'delivered', receipt: null });
    clock.advance(5 * 60 * minute);
    low = true;
    expect(await ask('/healthz')).toEqual([503, { status: 'look', past: ['unread', 'disk'] }]);
    await store.db.destroy();
    expect(await ask('/healthz')).toEqual([503, { status: 'look', past: ['store'] }]);
  });

  test('is kept for some seconds, however often it is asked', async () => {
    const answers = createAnswers();
    const first = await answers.get('/healthz')?.();
    await store.db.destroy();
    expect(await answers.get('/healthz')?.()).toEqual(first);
  });
});

describe('the token', () => {
  test.each([undefined, '', 'Bearer', 'Bearer ', `Bearer ${token}x`, `Bearer ${token} `, `Basic ${token}`, token])(
    'is not %j',
    async (given) => {
      expect(await ask('/metrics', given)).toEqual([404, null]);
      expect(Object.keys((await ask('/healthz', given))[1] as object)).toEqual(['status', 'past']);
    },
  );

  test('that is not set opens nothing', async () => {
    for (const given of ['Bearer ', 'Bearer null', `Bearer ${token}`]) {
      expect((await createAnswers(null).get('/metrics')?.(given))?.status).toBe(404);
    }
  });

  test('opens the details, red at once', async () => {
    const delivery = makeDelivery();
    await queue.accept(delivery);
    await queue.settle(delivery.id, { kind: 'held', code: 'smtp-550' });
    const [status, value] = await ask('/healthz', `Bearer ${token}`);
    expect([status, value]).toMatchObject([
      503,
      { status: 'well', held: 1, keyDaysLeft: { referrals: 300 }, wrong: [{ name: 'held', count: 1 }] },
    ]);
    expect(JSON.stringify(value)).not.toContain(delivery.reference);
  });

  test('opens metrics, each line as Prometheus reads it and none about a message', async () => {
    const delivery = makeDelivery();
    await queue.accept(delivery);
    clock.advance(20 * minute);
    const [, text] = await ask('/metrics', `bearer ${token}`);
    const lines = String(text).split('\n');
    expect(lines.pop()).toBe('');
    const sample = /^[a-z_]+(\{[a-z]+="[a-z]+"\})? -?\d+$/;
    expect(lines.filter((line) => !/^# (HELP|TYPE) nwd_[a-z_]+ /.test(line) && !sample.test(line))).toEqual([]);
    expect(lines).toContain('nwd_oldest_waiting_seconds 1200');
    expect(lines).toContain('nwd_alarms{kind="stuck"} 1');
    expect(lines).toContain('nwd_key_days_left{contact="referrals"} 300');
    expect(String(text)).not.toContain(delivery.reference);
  });
});
