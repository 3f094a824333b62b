import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { migrate } from '#database/migrate.ts';
import type { NewDelivery } from './delivery.ts';
import { createLoop, type Loop } from './loop.ts';
import { createQueue, type Queue } from './queue.ts';
import { deliveryMigrations } from './tables.ts';
import { engines, openTestSqlite, type TestDatabase } from './testing/databases.ts';
import { makeClock, makeDelivery } from './testing/deliveries.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe.each(engines)('what becomes known after delivery, on $name', ({ open, skip }) => {
  if (skip) return test.skip('is not tested here', () => {});

  let store: TestDatabase;
  let queue: Queue;
  let loop: Loop;
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
    loop = createLoop(store.db, clock);
  });

  const deliver = async (given: Partial<NewDelivery> = {}) => {
    const delivery = makeDelivery(given);
    const { number } = await queue.accept(delivery);
    await queue.settle(delivery.id, { kind: 'delivered', receipt: null });
    return { ...delivery, number };
  };
  const unread = (recipient = 'referrals') => loop.unread(recipient, clock());

  test('a delivered message is unread until somebody says that it was opened, and only the first time counts', async () => {
    const { id, reference } = await deliver();
    await deliver({ recipient: 'training' });
    expect(await unread()).toBe(1);
    expect(await loop.unread('referrals', new Date(clock().getTime() - 1))).toBe(0);
    expect(await loop.ids(reference)).toEqual([id]);
    expect(await loop.receive(id, 'code')).toEqual({ at: clock(), already: false });
    const first = clock();
    clock.advance(HOUR);
    expect(await loop.receive(id, 'operator')).toEqual({ at: first, already: true });
    expect(await unread()).toBe(0);
    expect(await unread('training')).toBe(1);
    expect(await loop.receive('nobody', 'code')).toBeNull();
  });

  test('what was never delivered and letters are not unread', async () => {
    await queue.accept(makeDelivery());
    await deliver({ kind: 'letter', body: 'sealed', priority: 1, recipient: 'letter' });
    expect(await unread()).toBe(0);
    expect(await unread('letter')).toBe(0);
    expect(await loop.listUnread(['referrals'])).toEqual([]);
  });

  test('one that came back is told of, can be sent again while its body is kept, and is then as any other', async () => {
    const { id, reference, number } = await deliver();
    expect(await loop.bounce(reference, number)).toBe('bounced');
    expect((await queue.health()).bounced).toBe(1);
    expect(await loop.listUnread(['referrals'])).toMatchObject([{ reference, number, bounced: true, kept: true }]);
    expect(await loop.resend([id])).toEqual([id]);
    expect(await queue.health()).toMatchObject({ bounced: 0, waiting: 1 });
    expect(await queue.claim({ limit: 5, leaseMs: 1000 })).toMatchObject([{ reference, number }]);
  });

  test('a report can neither undo that a message was opened nor touch one that waits or is not there', async () => {
    const { id, reference, number } = await deliver();
    await loop.receive(id, 'code');
    expect(await loop.bounce(reference, number)).toBe('settled');
    const waiting = makeDelivery();
    const accepted = await queue.accept(waiting);
    expect(await loop.bounce(waiting.reference, accepted.number)).toBe('settled');
    expect(await loop.bounce(reference, number + 7)).toBe('unknown');
    expect(await loop.bounce('NONE', number)).toBe('unknown');
    expect(await queue.health()).toMatchObject({ bounced: 0, waiting: 1 });
  });

  test('a report is about one message, by reference and number together, and says nothing of the others', async () => {
    const [one, other] = [await deliver(), await deliver()];
    const elsewhere = await deliver({ recipient: 'training' });
    const letter = await deliver({ kind: 'letter', body: 'sealed', priority: 1 });
    expect(await loop.bounce(one.reference, other.number)).toBe('unknown');
    expect(await loop.bounce(letter.reference, letter.number)).toBe('unknown');
    expect((await queue.health()).bounced).toBe(0);
    expect(await loop.bounce(one.reference, one.number)).toBe('bounced');
    expect((await queue.health()).bounced).toBe(1);
    expect(await loop.listUnread(['referrals'])).toMatchObject([
      { number: one.number, bounced: true },
      { number: other.number, bounced: false },
    ]);
    // A contact that gives no codes has nothing unread, but what came back.
    await loop.bounce(elsewhere.reference, elsewhere.number);
    const numbers = async (...codes: string[]) => (await loop.listUnread(codes)).map(({ number }) => number);
    expect(await numbers('referrals')).toEqual([one.number, other.number, elsewhere.number]);
    expect(await numbers()).toEqual([one.number, elsewhere.number]);
  });

  test('a body that came back is kept for as long again, once, whatever is reported after', async () => {
    const { id, reference, number } = await deliver();
    clock.advance(6 * DAY);
    await loop.bounce(reference, number);
    clock.advance(6 * DAY);
    expect(await loop.bounce(reference, number)).toBe('settled');
    expect(await queue.erase(7)).toBe(0);
    clock.advance(DAY);
    expect(await queue.erase(7)).toBe(1);
    expect(await loop.resend([id])).toEqual([]);
  });

  test('one that nobody opened is remembered for as long as that, at a contact that gives codes', async () => {
    const [unopened, opened, other] = [await deliver(), await deliver(), await deliver({ recipient: 'training' })];
    await loop.receive(opened.id, 'code');
    await queue.erase(0, ['referrals']);
    clock.advance(91 * DAY);
    await queue.erase(0, ['referrals']);
    expect((await loop.standing(unopened.reference)).length).toBe(1);
    for (const { reference } of [opened, other]) expect(await loop.standing(reference)).toEqual([]);
  });

  test('all that is held is let go at once, and nothing else', async () => {
    const held = [makeDelivery(), makeDelivery()];
    for (const one of held) await queue.accept(one);
    for (const { id } of await queue.claim({ limit: 5, leaseMs: 1000 }))
      await queue.settle(id, { kind: 'held', code: 'smtp-550' });
    clock.advance(60_000);
    expect(await queue.health()).toMatchObject({ held: 2, oldestHeldSeconds: 60 });
    expect(await loop.releaseHeld()).toBe(2);
    expect((await queue.claim({ limit: 5, leaseMs: 1000 })).map(({ id }) => id).sort()).toEqual(
      held.map(({ id }) => id).sort(),
    );
    expect(await loop.releaseHeld()).toBe(0);
  });

  test('the list of a day has what is new, what changed and what is open, and no one else’s', async () => {
    const old = await deliver();
    const opened = await deliver();
    const numbers = { after: 2, to: 4 };
    clock.advance(DAY);
    const from = clock();
    await deliver({ recipient: 'training' });
    const fresh = await deliver();
    await loop.receive(opened.id, 'code');
    await queue.accept(makeDelivery());
    clock.advance(HOUR);
    const list = (unreadToo: boolean) => loop.day('referrals', from, clock(), numbers, unreadToo);
    const states = async (unreadToo: boolean) =>
      (await list(unreadToo)).map(({ number, state }) => `${number} ${state}`);
    expect(await states(false)).toEqual([`${opened.number} received`, `${fresh.number} delivered`, '5 waiting']);
    expect(await states(true)).toEqual([
      `${old.number} delivered`,
      `${opened.number} received`,
      `${fresh.number} delivered`,
      '5 waiting',
    ]);
  });
});

test('what was accepted before there were codes does not count as unread: it holds none', async () => {
  const last = deliveryMigrations.findIndex(({ name }) => name === 'delivery-4');
  const store = await openTestSqlite(deliveryMigrations.slice(0, last));
  const at = Date.parse('2026-03-01T09:00:00Z');
  const row = { ...makeDelivery(), number: 1, key_ids: '', accepted_at: at, due_at: at, attempts: 0, delivered_at: at };
  const { keyIds: _, ...values } = row;
  await store.db.insertInto('deliveries').values(values).execute();
  await migrate(store.db, deliveryMigrations);
  const loop = createLoop(store.db, makeClock('2026-04-01T09:00:00Z'));
  expect(await loop.listUnread(['referrals'])).toEqual([]);
  expect(await loop.receive(row.id, 'code')).toEqual({ at: new Date(at), already: true });
  await store.close();
});
