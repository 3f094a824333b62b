import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkPriority } from './delivery.ts';
import { composeEnvelope } from './envelope.ts';
import { createLoop } from './loop.ts';
import { createQueue, type Queue } from './queue.ts';
import { engines, type TestDatabase } from './testing/databases.ts';
import { makeClock, makeDelivery } from './testing/deliveries.ts';

const minute = 60_000;
const take = { limit: 10, leaseMs: minute };

describe.each(engines)('what is to be checked, on $name', ({ open, skip }) => {
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
    clock = makeClock('2026-03-01T09:00:01Z');
    queue = createQueue(store.db, clock);
  });

  const suspect = () => makeDelivery({ priority: checkPriority, notBefore: new Date('2026-03-01T10:00:00Z') });
  const claimIds = async () => (await queue.claim(take)).map(({ id }) => id);

  test('waits for its time, and then goes behind everything else', async () => {
    const [first, second] = [suspect(), suspect()];
    for (const one of [first, second]) await queue.accept(one);
    clock.advance(59 * minute);
    expect(await claimIds()).toEqual([]);
    const other = makeDelivery();
    await queue.accept(other);
    clock.advance(minute);
    expect(await claimIds()).toEqual([other.id, first.id, second.id]);
  });

  test('is not late until then, and is after', async () => {
    await queue.accept(suspect());
    clock.advance(58 * minute);
    expect(await queue.health()).toMatchObject({ waiting: 1, oldestWaitingSeconds: 0 });
    clock.advance(21 * minute);
    expect((await queue.health()).oldestWaitingSeconds).toBeGreaterThan(15 * 60);
  });

  test('goes when somebody asks for it, and when a clock was put back by hours', async () => {
    const one = suspect();
    await queue.accept(one);
    expect(await createLoop(store.db, clock).release([one.id])).toEqual([one.id]);
    expect(await claimIds()).toEqual([one.id]);
    const other = suspect();
    await queue.accept(other);
    clock.advance(-120 * minute);
    expect(await claimIds()).toContain(other.id);
  });

  test('keeps nothing else waiting when a clock was put back by half an hour', async () => {
    const usual = makeDelivery();
    await queue.accept(usual);
    clock.advance(-30 * minute);
    expect(await claimIds()).toEqual([usual.id]);
  });

  test('says so in its subject, and nothing of what it is', async () => {
    const [one, usual] = [suspect(), makeDelivery()];
    for (const each of [one, usual]) await queue.accept(each);
    clock.advance(60 * minute);
    const settings = {
      from: { name: 'Site', address: 'site@county.example' },
      host: 'county.example',
      recipients: { referrals: { address: 'team@county.example', subject: 'Message' } },
    };
    const mails = await Promise.all((await queue.claim(take)).map((each) => composeEnvelope(each, settings)));
    const subjects = mails.map(({ raw }) => /^Subject: (.*)\r$/m.exec(String(raw))?.[1]);
    expect(subjects).toEqual([`Message ${usual.reference}`, `Message ${one.reference} (to check)`]);
  });
});
