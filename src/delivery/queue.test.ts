import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HELD_MS, RETRY_MAX_MS } from './backoff.ts';
import { createLoop } from './loop.ts';
import { createQueue, type Queue } from './queue.ts';
import { engines, type TestDatabase } from './testing/databases.ts';
import { makeArmour, makeClock, makeDelivery } from './testing/deliveries.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const take = { limit: 10, leaseMs: 60_000 };

describe.each(engines)('the queue on $name', ({ open, skip }) => {
  if (skip) return test.skip('is not tested here', () => {});

  let store: TestDatabase;
  let queue: Queue;
  let clock: ReturnType<typeof makeClock>;

  beforeAll(async () => {
    store = await open();
  }, 60_000);
  afterAll(() => store.close());
  beforeEach(async () => {
    await store.db.deleteFrom('deliveries').execute();
    await store.db.updateTable('delivery_counters').set({ value: 0 }).execute();
    clock = makeClock();
    queue = createQueue(store.db, clock);
  });

  const loop = () => createLoop(store.db, clock);
  const claimIds = async () => (await queue.claim(take)).map(({ id }) => id);
  const hold = async (id: string) => {
    await queue.claim(take);
    await queue.settle(id, { kind: 'held', code: 'smtp-550' });
  };

  describe('accept', () => {
    test('a known id returns the first answer and ignores the body', async () => {
      const delivery = makeDelivery();
      const first = await queue.accept(delivery);
      clock.advance(DAY);
      const again = await queue.accept({ ...delivery, reference: 'OTHER', body: makeArmour() });
      expect(first).toEqual({
        reference: delivery.reference,
        number: 1,
        acceptedAt: new Date('2026-03-01T09:00:00Z'),
        known: false,
      });
      expect(again).toEqual({ ...first, known: true });
      expect((await queue.claim(take)).map(({ body }) => body)).toEqual([delivery.body]);
    });

    test('twenty calls at once with one id make one row and get one answer', async () => {
      const delivery = makeDelivery();
      const answers = await Promise.all(Array.from({ length: 20 }, () => queue.accept(delivery)));
      expect(new Set(answers.map(({ number }) => number))).toEqual(new Set([1]));
      expect(answers.filter(({ known }) => !known)).toHaveLength(1);
      expect((await queue.accept(makeDelivery())).number).toBe(2);
    });

    test('numbers have no gaps, also when calls race, repeat and fail', async () => {
      const deliveries = Array.from({ length: 15 }, () => makeDelivery());
      const broken = { ...makeDelivery(), priority: null as unknown as number };
      const answers = await Promise.all(
        [...deliveries, ...deliveries].flatMap((delivery) => [
          queue.accept(delivery),
          queue.accept(broken).catch(() => null),
        ]),
      );
      const numbers = new Set(answers.flatMap((answer) => (answer ? [answer.number] : [])));
      expect([...numbers].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
    });

    test('two deliveries may share a reference: neither is lost', async () => {
      await queue.accept(makeDelivery({ reference: 'SAME' }));
      await queue.accept(makeDelivery({ reference: 'SAME' }));
      expect(await queue.claim(take)).toHaveLength(2);
    });

    test.each([
      ['text in clear', { body: 'He is at home, please do not ring.' }],
      ['text around the armour', { body: `${makeArmour()}ring me` }],
      ['a banner without a message', { body: '-----BEGIN PGP MESSAGE-----\n\n-----END PGP MESSAGE-----\n' }],
      ['an address as recipient', { recipient: 'someone@example.org' }],
      ['a reference with a line break', { reference: 'A\r\nBcc: x' }],
      ['an id that is none', { id: 'he is at home' }],
      ['a kind that is none', { kind: 'sealed-openpgp ' }],
      ['words among the key ids', { keyIds: ['a1b2c3d4e5f60718', 'he is at home'] }],
    ])('%s never reaches the database', async (_what, wrong) => {
      await expect(queue.accept(makeDelivery(wrong))).rejects.toThrow(TypeError);
      expect(await queue.health()).toMatchObject({ waiting: 0 });
    });
  });

  describe('claim', () => {
    test('gives sealed messages first, then the oldest, and no more than asked', async () => {
      const receipt = makeDelivery({ priority: 5 });
      const first = makeDelivery();
      const second = makeDelivery();
      for (const delivery of [receipt, first, second]) {
        await queue.accept(delivery);
        clock.advance(1000);
      }
      for (const limit of [0, -1]) expect(await queue.claim({ ...take, limit })).toEqual([]);
      expect((await queue.claim({ ...take, limit: 2 })).map(({ id }) => id)).toEqual([first.id, second.id]);
      expect(await claimIds()).toEqual([receipt.id]);
    });

    test('claims that race never share a delivery', async () => {
      for (let count = 0; count < 12; count += 1) await queue.accept(makeDelivery());
      const claimed = (await Promise.all(Array.from({ length: 6 }, () => queue.claim({ ...take, limit: 3 })))).flat();
      expect(claimed).toHaveLength(12);
      expect(new Set(claimed.map(({ id }) => id)).size).toBe(12);
    });

    test('a lease that ran out, or that a clock put back left far ahead, is over', async () => {
      const { id } = await acceptOne();
      expect(await claimIds()).toEqual([id]);
      expect(await claimIds()).toEqual([]);
      clock.advance(take.leaseMs);
      expect(await claimIds()).toEqual([id]);
      clock.advance(-2 * HOUR);
      expect(await claimIds()).toEqual([id]);
    });

    test('recover gives back every lease', async () => {
      const { id } = await acceptOne();
      await queue.claim(take);
      await queue.recover();
      expect(await claimIds()).toEqual([id]);
    });

    test('a due time further ahead than the longest wait counts as due', async () => {
      const { id } = await acceptOne();
      await queue.claim(take);
      await queue.settle(id, { kind: 'retry', code: 'smtp-451' });
      clock.advance(-DAY);
      expect(await claimIds()).toEqual([id]);
      await hold(id);
      expect(await claimIds()).toEqual([]);
      clock.advance(-DAY);
      expect(await claimIds()).toEqual([id]);
    });
  });

  describe('settle', () => {
    test('retry waits, longer each time, and never gives up', async () => {
      const { id } = await acceptOne();
      for (let attempt = 1; attempt <= 40; attempt += 1) {
        expect(await claimIds()).toEqual([id]);
        await queue.settle(id, { kind: 'retry', code: 'smtp-451' });
        // A quarter of the wait is chance: 30 s, doubled each time, twelve minutes at least from the sixth on.
        const least = Math.min(30_000 * 2 ** (attempt - 1), RETRY_MAX_MS / 1.25) - 1;
        clock.advance(least);
        expect(await claimIds()).toEqual([]);
        clock.advance(RETRY_MAX_MS - least);
      }
      expect(await queue.health()).toMatchObject({
        waiting: 1,
        held: 0,
        oldestWaitingSeconds: (40 * RETRY_MAX_MS) / 1000,
      });
    });

    test('held is kept, counted apart, and tried again after six hours', async () => {
      const { id } = await acceptOne();
      await hold(id);
      expect(await queue.find(id)).toMatchObject({ status: 'held' });
      expect(await queue.health()).toMatchObject({ oldestWaitingSeconds: null, waiting: 0, held: 1, delivered: 0 });
      clock.advance(HELD_MS - 1);
      expect(await claimIds()).toEqual([]);
      clock.advance(1);
      expect(await claimIds()).toEqual([id]);
      await queue.settle(id, { kind: 'held', code: 'smtp-550' });
      const { held_at } = await store.db.selectFrom('deliveries').select('held_at').executeTakeFirstOrThrow();
      expect(Number(held_at)).toBe(clock().getTime() - HELD_MS);
    });

    test('says how one delivery ended, whatever others there are', async () => {
      const letter = makeDelivery({ kind: 'letter', body: 'c2VhbGVk' });
      await queue.accept(letter);
      const { id, body } = await acceptOne();
      for (const one of [letter.id, id]) await queue.settle(one, { kind: 'held', code: 'smtp-550' });
      expect(await queue.find(letter.id)).toMatchObject({ status: 'erased' });
      clock.advance(HELD_MS);
      expect(await queue.claim(take)).toMatchObject([{ id, body, attempts: 1 }]);
    });

    test('postponed is due at once, behind the others', async () => {
      const first = await acceptOne();
      clock.advance(1);
      const second = await acceptOne();
      const [claimed] = await queue.claim({ ...take, limit: 1 });
      expect(claimed?.id).toBe(first.id);
      clock.advance(1);
      await queue.settle(first.id, { kind: 'postponed', code: 'unreachable' });
      // One at a time, as a probe is: or the same one would be tried for ever.
      const again = [await queue.claim({ ...take, limit: 1 }), await queue.claim({ ...take, limit: 1 })].flat();
      expect(again.map(({ id, attempts }) => [id, attempts])).toEqual([
        [second.id, 0],
        [first.id, 0],
      ]);
    });

    test('delivered is final: a late answer of another try does not undo it', async () => {
      const { id } = await acceptOne();
      await queue.claim(take);
      expect(await queue.find(id)).toMatchObject({ status: 'sending' });
      await queue.settle(id, { kind: 'delivered', receipt: '4XyZ12' });
      await queue.settle(id, { kind: 'held', code: 'smtp-550' });
      expect(await queue.find(id)).toMatchObject({ status: 'delivered' });
      expect(await store.db.selectFrom('deliveries').select(['fault', 'held_at', 'receipt']).execute()).toEqual([
        { fault: null, held_at: null, receipt: '4XyZ12' },
      ]);
      clock.advance(DAY);
      expect(await claimIds()).toEqual([]);
      expect(await queue.health()).toMatchObject({ oldestWaitingSeconds: null, waiting: 0, held: 0, delivered: 1 });
    });

    test('what a server said is stored as codes or not at all', async () => {
      const { id } = await acceptOne();
      const read = () => store.db.selectFrom('deliveries').select(['fault', 'receipt']).executeTakeFirstOrThrow();
      for (const [said, fault] of [
        ['smtp-451', 'smtp-451'],
        ['no such user someone@example.org', 'unknown'],
        ['Ana smtp-550', 'unknown'],
        ['smtp-550 Ana', 'unknown'],
      ] as const) {
        await queue.settle(id, { kind: 'retry', code: said });
        expect(await read()).toEqual({ fault, receipt: null });
      }
      await queue.settle(id, { kind: 'delivered', receipt: 'queued for someone@example.org' });
      expect(await read()).toEqual({ fault: null, receipt: null });
    });
  });

  describe('release and erase', () => {
    test('a held delivery is due at once', async () => {
      const { id } = await acceptOne();
      await hold(id);
      expect(await loop().resend([id])).toEqual([]);
      expect(await loop().release([id, 'nobody'])).toEqual([id]);
      expect(await claimIds()).toEqual([id]);
    });

    test('a delivered one can be sent again until it is erased', async () => {
      const { id } = await acceptOne();
      await queue.settle(id, { kind: 'delivered', receipt: null });
      clock.advance(6 * DAY);
      // What is delivered between a look and a release does not go twice.
      expect(await loop().release([id])).toEqual([]);
      expect(await loop().resend([id])).toEqual([id]);
      expect(await queue.health()).toMatchObject({ waiting: 1, oldestWaitingSeconds: 0 });
      expect(await claimIds()).toEqual([id]);
      await queue.settle(id, { kind: 'delivered', receipt: null });
      clock.advance(7 * DAY);
      expect(await queue.erase(7)).toBe(1);
      expect(await loop().resend([id])).toEqual([]);
      expect(await queue.find(id)).toMatchObject({ status: 'erased', number: 1 });
    });

    test('only what was delivered long enough ago is erased', async () => {
      const [waiting, held, fresh] = [await acceptOne(), await acceptOne(), await acceptOne()];
      await queue.claim(take);
      await queue.settle(held.id, { kind: 'held', code: 'smtp-552' });
      clock.advance(365 * DAY);
      await queue.settle(fresh.id, { kind: 'delivered', receipt: null });
      clock.advance(7 * DAY - 1);
      expect(await queue.erase(7)).toBe(0);
      clock.advance(1);
      expect(await queue.erase(7)).toBe(1);
      expect((await claimIds()).toSorted()).toEqual([waiting.id, held.id].toSorted());
    });
  });

  async function acceptOne() {
    const delivery = makeDelivery();
    await queue.accept(delivery);
    return delivery;
  }
});
