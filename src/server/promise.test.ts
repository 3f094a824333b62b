import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLoop, type Loop } from '#delivery/loop.ts';
import { createQueue, type Queue } from '#delivery/queue.ts';
import { openTestSqlite, type TestDatabase } from '#delivery/testing/databases.ts';
import { makeClock, makeDelivery } from '#delivery/testing/deliveries.ts';
import { readCounty } from '#directory/county.ts';
import { createPromise } from './promise.ts';

const county = readCounty(path.resolve(import.meta.dirname, '..', '..', 'content'), 'kent');
const minute = 60_000;
let database: TestDatabase;
let queue: Queue;
let loop: Loop;
let clock: ReturnType<typeof makeClock>;

beforeEach(async () => {
  database = await openTestSqlite();
  clock = makeClock('2026-11-24T10:00:00Z');
  queue = createQueue(database.db, clock);
  loop = createLoop(database.db, clock);
});
afterEach(() => database.close());
const promised = () => createPromise(county, { queue, loop }, clock)('referrals');

describe('what a person is told', () => {
  test('follows the hours of the contact', async () => {
    expect(await promised()).toEqual({ reading: { now: true }, stuck: false });
    clock.advance(8 * 60 * minute);
    expect(await promised()).toEqual({ reading: { now: false, at: new Date('2026-11-25T09:00:00Z') }, stuck: false });
  });

  test('counts from when a message leaves that waits for its hour', async () => {
    clock.advance(6.5 * 60 * minute);
    const promise = createPromise(county, { queue, loop }, clock);
    expect((await promise('referrals')).reading).toEqual({ now: true });
    const leaves = new Date('2026-11-24T17:00:00Z');
    expect((await promise('referrals', leaves)).reading).toEqual({ now: false, at: new Date('2026-11-25T09:00:00Z') });
  });

  test('says that mail is stuck once something has waited for more than a quarter of an hour', async () => {
    await queue.accept(makeDelivery());
    clock.advance(15 * minute);
    expect((await promised()).stuck).toBe(false);
    clock.advance(2 * minute);
    expect((await promised()).stuck).toBe(true);
  });

  test('says so while anything is held, and no more once it has gone', async () => {
    const delivery = makeDelivery();
    await queue.accept(delivery);
    await queue.claim({ limit: 1, leaseMs: minute });
    await queue.settle(delivery.id, { kind: 'held', code: 'smtp.550' });
    expect((await promised()).stuck).toBe(true);
    await queue.settle(delivery.id, { kind: 'delivered', receipt: null });
    expect((await promised()).stuck).toBe(false);
  });

  test('says so once a delivered message lies unopened for longer than the contact’s limit, until its code comes', async () => {
    const delivery = makeDelivery();
    await queue.accept(delivery);
    await queue.settle(delivery.id, { kind: 'delivered', receipt: null });
    clock.advance(4 * 60 * minute - 1);
    expect((await promised()).stuck).toBe(false);
    clock.advance(1);
    expect((await promised()).stuck).toBe(true);
    expect((await createPromise(county, { queue, loop }, clock)('training')).stuck).toBe(false);
    await loop.receive(delivery.id, 'code');
    expect((await promised()).stuck).toBe(false);
  });

  test('says so where it cannot be known whether mail leaves, or whether it is opened', async () => {
    const fail = () => Promise.reject(new Error('gone'));
    for (const parts of [
      { queue: { health: fail }, loop },
      { queue, loop: { unread: fail } },
    ]) {
      expect(await createPromise(county, parts, clock)('referrals')).toMatchObject({ stuck: true });
    }
  });

  test('says so while one that came back is neither sent again nor opened', async () => {
    const delivery = makeDelivery();
    const { number } = await queue.accept(delivery);
    await queue.settle(delivery.id, { kind: 'delivered', receipt: null });
    await loop.bounce(delivery.reference, number);
    expect((await promised()).stuck).toBe(true);
    await loop.resend([delivery.id]);
    expect((await promised()).stuck).toBe(false);
  });

  test('promises no time while the store cannot say, and does not fail', async () => {
    await database.db.destroy();
    expect((await promised()).stuck).toBe(true);
  });
});
