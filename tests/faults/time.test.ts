import { afterEach, describe, expect, test } from 'vitest';
import type { Channel, Mail } from '../../src/delivery/channels/channel.ts';
import { DeliveryFault } from '../../src/delivery/faults.ts';
import { makeDelivery } from '../../src/delivery/testing/deliveries.ts';
import { startSite, type TestSite } from '../../src/delivery/testing/site.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
let site: TestSite;
afterEach(() => site.close());

/** A mail server that is away until it is not. */
function makeRelay() {
  const relay = { away: true, tries: [] as number[], taken: [] as Mail[] };
  const channel: Channel = {
    name: 'test',
    async send(mail) {
      relay.tries.push(site.clock().getTime());
      if (relay.away) throw new DeliveryFault('unreachable', 'breaker');
      relay.taken.push(mail);
      return { receipt: null };
    },
    close: async () => {},
  };
  return { relay, channel };
}

/** Comes back when something holds, looked at every 5 ms for ten seconds. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 10_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 5))) {
    if (await holds()) return;
  }
  throw new Error('it never came to that');
}

/** Lets time pass in steps, with a look of the worker at each. */
async function pass(ms: number, step: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += step) {
    site.clock.advance(step);
    site.worker.wake();
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
}

test('72 hours without a mail server: 500 are accepted, few probes, and each arrives once afterwards', async () => {
  const { relay, channel } = makeRelay();
  site = await startSite(channel);
  const begun = site.clock().getTime();
  for (let count = 0; count < 500; count += 1) await site.queue.accept(makeDelivery());
  await pass(2 * hour, minute);
  await pass(70 * hour, 10 * minute);
  const health = await site.queue.health();
  expect(health).toMatchObject({ waiting: 500, held: 0 });
  expect(health.oldestWaitingSeconds).toBeGreaterThanOrEqual((72 * hour) / 1000);
  const late = relay.tries.filter((at) => at - begun > hour);
  expect(late.length).toBeGreaterThan(50);
  expect(late.every((at, index) => index === 0 || at - (late[index - 1] ?? 0) >= 5 * minute)).toBe(true);
  relay.away = false;
  // Once: time that passes on would outlive the lease of what is on its way.
  await pass(15 * minute, 15 * minute);
  await until(async () => (await site.queue.health()).waiting === 0);
  expect(relay.taken).toHaveLength(500);
  expect(new Set(relay.taken.map(({ messageId }) => messageId)).size).toBe(500);
});

describe('the clock', () => {
  test.each([2 * hour, -2 * hour, day, -day])('jumps by %i ms with a full queue: nothing waits on', async (ms) => {
    const { relay, channel } = makeRelay();
    site = await startSite(channel);
    for (let count = 0; count < 30; count += 1) await site.queue.accept(makeDelivery());
    site.worker.wake();
    await until(() => relay.tries.length > 0);
    site.clock.advance(ms);
    relay.away = false;
    // A quarter of an hour beyond what was due at the most.
    await pass(16 * minute, minute);
    await until(async () => (await site.queue.health()).waiting === 0);
    expect(new Set(relay.taken.map(({ messageId }) => messageId)).size).toBe(30);
    expect(relay.taken).toHaveLength(30);
  });
});

describe('what was sent is sent again by the browser', () => {
  test.each([hour, day, 8 * day])('%i ms later: the same reference, and no second mail', async (later) => {
    const { relay, channel } = makeRelay();
    relay.away = false;
    site = await startSite(channel);
    const sent = await site.accept();
    await until(() => relay.taken.length === 1);
    site.clock.advance(later);
    site.worker.wake();
    if (later > 7 * day) await until(async () => (await site.queue.find(sent.id))?.status === 'erased');
    const again = await site.queue.accept({ ...makeDelivery(), id: sent.id, reference: sent.reference });
    expect(again).toMatchObject({ reference: sent.reference, known: true });
    await pass(hour, 10 * minute);
    expect(relay.taken).toHaveLength(1);
  });
});
