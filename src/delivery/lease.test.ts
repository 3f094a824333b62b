import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Channel } from './channels/channel.ts';
import { DeliveryFault } from './faults.ts';
import { holdLease } from './lease.ts';
import { createQueue, type Queue } from './queue.ts';
import { engines, openTestSqlite, type TestDatabase } from './testing/databases.ts';
import { makeClock, makeDelivery } from './testing/deliveries.ts';
import { envelope } from './testing/mail.ts';
import { createWorker } from './worker.ts';

const leaseMs = 60_000;

describe.each(engines)('leases of two instances on $name', ({ open, skip }) => {
  if (skip) return test.skip('is not tested here', () => {});

  let store: TestDatabase;
  let clock: ReturnType<typeof makeClock>;
  let [first, second] = [] as unknown as [Queue, Queue];

  beforeAll(async () => {
    store = await open();
  }, 60_000);
  afterAll(() => store.close());
  beforeEach(async () => {
    await store.db.deleteFrom('deliveries').execute();
    clock = makeClock();
    [first, second] = [createQueue(store.db, clock), createQueue(store.db, clock)];
  });

  async function claimOne(queue: Queue) {
    const [claimed] = await queue.claim({ limit: 1, leaseMs });
    return claimed;
  }
  const readRow = () =>
    store.db.selectFrom('deliveries').select(['lease_until', 'attempts', 'held_at', 'delivered_at']).executeTakeFirst();

  test('what a dead one was sending is free a minute later, and not before', async () => {
    const { id } = await first.accept(makeDelivery()).then(async () => ({ id: (await claimOne(first))?.id }));
    clock.advance(leaseMs - 1);
    expect(await claimOne(second)).toBeUndefined();
    clock.advance(1);
    expect(await claimOne(second)).toMatchObject({ id });
  });

  test('a lease that is renewed is kept from others for as long as a send takes', async () => {
    await first.accept(makeDelivery());
    const claimed = await claimOne(first);
    let lease = claimed?.lease ?? 0;
    for (let passed = 0; passed < 150_000; passed += leaseMs / 3) {
      clock.advance(leaseMs / 3);
      lease = (await first.renew(claimed?.id ?? '', lease, leaseMs)) ?? 0;
      expect(lease).toBe(clock().getTime() + leaseMs);
      expect(await claimOne(second)).toBeUndefined();
    }
  });

  test('one that lost its lease cannot renew it, and cannot say how the try of the other ends', async () => {
    const { id } = makeDelivery();
    await first.accept(makeDelivery({ id }));
    const lost = (await claimOne(first))?.lease ?? 0;
    clock.advance(leaseMs);
    const held = (await claimOne(second))?.lease;
    const before = await readRow();
    expect(await first.renew(id, lost, leaseMs)).toBeNull();
    await first.settle(id, { kind: 'retry', code: 'timeout' }, lost);
    await first.settle(id, { kind: 'held', code: 'smtp-550' }, lost);
    await first.settle(id, { kind: 'postponed', code: 'unreachable' }, lost);
    expect(await readRow()).toEqual(before);
    await second.settle(id, { kind: 'held', code: 'smtp-552' }, held);
    expect(await second.find(id)).toMatchObject({ status: 'held' });
    // It arrived all the same, late: that is so for both.
    await first.settle(id, { kind: 'delivered', receipt: null }, lost);
    expect(await second.find(id)).toMatchObject({ status: 'delivered' });
    expect(await first.renew(id, held ?? 0, leaseMs)).toBeNull();
  });
});

test('a worker keeps what it sends for longer than a lease, and another takes over what a dead one kept', async () => {
  const [sqlite] = engines;
  const store = await (sqlite?.open ?? expect.unreachable)();
  const clock = makeClock();
  const queue = createQueue(store.db, clock);
  const sends: { by: string; end: () => void }[] = [];
  const lines: string[] = [];
  const channel = (by: string): Channel => ({
    name: by,
    send: () =>
      new Promise((_, reject) => sends.push({ by, end: () => reject(new DeliveryFault('smtp-451', 'retry')) })),
    close: async () => {},
  });
  const make = (by: string) =>
    createWorker({
      queue,
      channel: channel(by),
      envelope,
      resendDays: 7,
      log: (event, { code } = {}) => lines.push(`${event} ${code}`),
      clock,
      alone: false,
      pollMs: 5,
      // Renewed each 20 ms of real time; the clock below is slower than that.
      leaseMs: 60,
      stopMs: 10,
    });
  await queue.accept(makeDelivery());
  const [one, other] = [make('one'), make('other')];
  one.start();
  await expect.poll(() => sends.length).toBe(1);
  other.start();
  for (let step = 0; step < 20; step += 1) {
    clock.advance(20);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  expect(sends.map(({ by }) => by)).toEqual(['one']);
  // Its process ends in the middle of the send: nobody renews, and the other takes over when the lease has run out.
  await one.stop();
  clock.advance(60);
  await expect.poll(() => sends.map(({ by }) => by)).toEqual(['one', 'other']);
  // What the first one's try comes to is not for it to say any more.
  sends[0]?.end();
  await expect.poll(() => lines.length).toBe(1);
  expect(await store.db.selectFrom('deliveries').select(['attempts', 'fault']).execute()).toEqual([
    { attempts: 0, fault: null },
  ]);
  sends[1]?.end();
  await other.stop();
  expect(lines).toEqual(['retry smtp-451', 'retry smtp-451']);
  await store.close();
});

test('a hold renews until it ends, goes on with a lease it adopts, and keeps its own when it lost it', async () => {
  const store = await openTestSqlite();
  const queue = createQueue(store.db, () => new Date());
  await queue.accept(makeDelivery());
  const [claimed] = await queue.claim({ limit: 1, leaseMs: 300 });
  if (!claimed) throw new Error('nothing was claimed');
  const hold = (ms: number, lease: number) => holdLease(queue, () => {}, ms, { ...claimed, lease });
  const read = async () =>
    Number((await store.db.selectFrom('deliveries').select('lease_until').executeTakeFirstOrThrow()).lease_until);
  const first = hold(300, claimed.lease);
  await expect.poll(read).toBeGreaterThan(claimed.lease);
  const last = await first.end();
  expect(await read()).toBe(last);
  const adopting = hold(60_000, last);
  adopting.adopt(last + 1);
  const lost = hold(30, 1);
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect([await adopting.end(), await lost.end()]).toEqual([last + 1, 1]);
  // Two more renewals of the first would have come by now.
  expect(await read()).toBe(last);
  await store.close();
});
