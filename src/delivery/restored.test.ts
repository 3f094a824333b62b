import { describe, expect, test } from 'vitest';
import { createQueue } from './queue.ts';
import { countRestored, holdRestored, listRestored, settleRestored } from './restored.ts';
import { engines, openTestSqlite } from './testing/databases.ts';
import { makeClock, makeDelivery } from './testing/deliveries.ts';

const day = 24 * 60 * 60 * 1000;

describe.each(engines.filter(({ skip }) => !skip))('a restored queue on $name', ({ open }) => {
  test('holds what is not delivered, letters too, until it is said what became of it', async () => {
    const { db, close } = await open();
    try {
      const clock = makeClock();
      const queue = createQueue(db, clock);
      const [delivered, arrived, wanted] = [makeDelivery(), makeDelivery(), makeDelivery()];
      const letter = makeDelivery({ kind: 'letter', body: 'c2VhbGVk', priority: 1 });
      for (const one of [delivered, arrived, wanted, letter]) await queue.accept(one);
      await queue.settle(delivered.id, { kind: 'delivered', receipt: null });
      const now = clock().getTime();
      expect(await holdRestored(db, now)).toEqual({ held: 3, lastNumber: 3, nextNumber: 2001 });
      expect((await listRestored(db)).map(({ number }) => number).sort()).toEqual([-1, 2, 3]);
      expect(await queue.claim({ limit: 9, leaseMs: 1000 })).toEqual([]);
      expect(await queue.health()).toMatchObject({ waiting: 0, restored: 2, delivered: 1, oldestWaitingSeconds: null });
      expect(await settleRestored(db, now, [2, -1, 77], true)).toBe(2);
      expect(await settleRestored(db, now, [3], false)).toBe(1);
      const claimed = await queue.claim({ limit: 9, leaseMs: 1000 });
      expect(claimed.map(({ id }) => id)).toEqual([wanted.id]);
      expect((await queue.find(arrived.id))?.status).toBe('delivered');
      // The address in a letter that has gone is of no more use.
      expect((await queue.find(letter.id))?.status).toBe('erased');
      expect((await queue.accept(makeDelivery())).number).toBe(2001);
      // Not one that is under way now is held by a second restore of the same, and the numbers jump again.
      expect(await holdRestored(db, now)).toMatchObject({ lastNumber: 2001, nextNumber: 4001 });
    } finally {
      await close();
    }
  });
});

test('a letter that nobody sent for a whole season is held no more', async () => {
  const { db, close } = await openTestSqlite();
  const clock = makeClock();
  const queue = createQueue(db, clock);
  await queue.accept(makeDelivery({ kind: 'letter', body: 'c2VhbGVk', priority: 1 }));
  await holdRestored(db, clock().getTime());
  clock.advance(6 * day);
  await queue.erase(7);
  expect(await countRestored(db)).toBe(1);
  clock.advance(91 * day);
  await queue.erase(7);
  expect(await countRestored(db)).toBe(0);
  await close();
});
