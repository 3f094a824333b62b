import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Channel, Mail } from './channels/channel.ts';
import { openSmtpChannel } from './channels/smtp.ts';
import { DeliveryFault } from './faults.ts';
import { createLoop } from './loop.ts';
import { makeArmour } from './testing/deliveries.ts';
import { makeCertificate, type Relay, startRelay } from './testing/relay.ts';
import { startSite, type TestSite } from './testing/site.ts';
import { createWorker } from './worker.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 5000, interval: 10 });

let certificate: { key: string; cert: string };
let relay: Relay;
let site: TestSite;
beforeAll(async () => {
  certificate = await makeCertificate();
});
afterEach(async () => {
  await site.close();
  await relay?.stop();
});

const channelTo = (url: string) =>
  openSmtpChannel({ url, ca: certificate.cert }, { connect: 3000, greet: 3000, idle: 2500 });
async function start(user = ''): Promise<void> {
  relay = await startRelay(certificate);
  site = await startSite(channelTo(relay.url.replace('//', `//${user}`)));
}
const statusOf = async (id: string) => (await site.queue.find(id))?.status;

describe('the worker and a relay', () => {
  test('delivers at once, each message once, with its number', async () => {
    await start();
    const accepted = await Promise.all(Array.from({ length: 20 }, () => site.accept()));
    await until(async () => expect(await site.queue.health()).toMatchObject({ waiting: 0, delivered: 20 }));
    expect(relay.taken).toHaveLength(20);
    const subjects = relay.taken.map(({ raw }) => /^Subject: (.*)\r$/m.exec(raw)?.[1]);
    expect(subjects.toSorted()).toEqual(accepted.map(({ reference }) => `New message ${reference}`).toSorted());
    expect(new Set(relay.taken.map(({ raw }) => /^X-Sequence: (\d+)\r$/m.exec(raw)?.[1])).size).toBe(20);
    const { receipt } = await site.store.db.selectFrom('deliveries').select('receipt').executeTakeFirstOrThrow();
    expect(receipt).toBe('4bXyZ12');
  });

  test.each(['drop', 'hang'] as const)('a %s after DATA is tried again with the same bytes', async (data) => {
    await start();
    relay.behaviour.data = data;
    const { id } = await site.accept();
    await until(() => expect(site.lines).toContain(data === 'drop' ? 'retry dropped' : 'retry timeout'));
    relay.behaviour.data = undefined;
    site.clock.advance(MINUTE);
    await until(async () => expect(await statusOf(id)).toBe('delivered'));
    expect(relay.received).toHaveLength(2);
    expect(relay.received[1]).toEqual(relay.received[0]);
  });

  test.each(['connect', 'mail', 'rcpt', 'data'] as const)(
    '4xx at %s is tried again until it is taken',
    async (verb) => {
      await start();
      relay.behaviour[verb] = 451;
      const { id } = await site.accept();
      await until(() => expect(site.lines.some((line) => line.startsWith('retry'))).toBe(true));
      expect(await statusOf(id)).toBe('waiting');
      relay.behaviour[verb] = undefined;
      site.clock.advance(MINUTE);
      await until(async () => expect(await statusOf(id)).toBe('delivered'));
      expect(relay.taken).toHaveLength(1);
    },
  );

  test('5xx holds the message, others go on, and release delivers it', async () => {
    await start();
    relay.behaviour.data = 552;
    const refused = await site.accept();
    await until(async () => expect(await statusOf(refused.id)).toBe('held'));
    expect(site.lines).toEqual(['held smtp-552']);
    relay.behaviour.data = undefined;
    const other = await site.accept();
    await until(async () => expect(await statusOf(other.id)).toBe('delivered'));
    expect(await statusOf(refused.id)).toBe('held');
    expect(await createLoop(site.store.db, site.clock).release([refused.id])).toEqual([refused.id]);
    site.worker.wake();
    await until(async () => expect(await statusOf(refused.id)).toBe('delivered'));
    expect(relay.taken).toHaveLength(2);
  });

  test('a held message is tried again after six hours by itself', async () => {
    await start();
    relay.behaviour.rcpt = 550;
    const { id } = await site.accept();
    await until(async () => expect(await statusOf(id)).toBe('held'));
    relay.behaviour.rcpt = undefined;
    site.clock.advance(6 * HOUR);
    await until(async () => expect(await statusOf(id)).toBe('delivered'));
  });

  test('a wrong password stops the queue, holds nothing, and all leaves once it is mended', async () => {
    await start('site:password@');
    relay.behaviour.login = 535;
    await Promise.all(Array.from({ length: 8 }, () => site.accept()));
    await until(() => expect(site.lines).toContain('breaker-open login'));
    const logins = () => relay.lines.filter((line) => line.startsWith('AUTH')).length;
    await until(async () => expect((await site.queue.health()).waiting).toBe(8));
    const before = logins();
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(logins()).toBe(before);
    expect(await site.queue.health()).toMatchObject({ held: 0, waiting: 8 });
    relay.behaviour.login = undefined;
    site.clock.advance(MINUTE);
    await until(async () => expect(await site.queue.health()).toMatchObject({ waiting: 0, delivered: 8 }));
    expect(relay.taken).toHaveLength(8);
    expect(site.lines).toContain('breaker-closed');
  });

  test('a relay without STARTTLS gets nothing, and everything stays in the queue', async () => {
    relay = await startRelay(certificate, { disabledCommands: ['STARTTLS'] });
    site = await startSite(channelTo(relay.url));
    await site.accept();
    await until(() => expect(site.lines).toContain('breaker-open tls'));
    await until(() => expect(site.lines).toContain('retry tls'));
    expect(await site.queue.health()).toMatchObject({ waiting: 1, held: 0, delivered: 0 });
    expect(relay.lines.join()).not.toContain('MAIL');
  });

  test('a probe that is refused for its own sake shows that the way is open', async () => {
    await start('site:password@');
    relay.behaviour.login = 535;
    const { id } = await site.accept();
    await until(() => expect(site.lines).toContain('breaker-open login'));
    Object.assign(relay.behaviour, { login: undefined, data: 554 });
    site.clock.advance(MINUTE);
    await until(async () => expect(await statusOf(id)).toBe('held'));
    expect(site.lines).toContain('breaker-closed');
    relay.behaviour.data = undefined;
    const other = await site.accept();
    await until(async () => expect(await statusOf(other.id)).toBe('delivered'));
  });

  test('a relay that was away gets everything once when it is back', async () => {
    await start();
    const { port } = relay;
    await relay.stop();
    for (let count = 0; count < 30; count += 1) await site.accept();
    await until(() => expect(site.lines).toContain('breaker-open unreachable'));
    site.clock.advance(MINUTE);
    await until(() => expect(site.lines.filter((line) => line.startsWith('breaker-open'))).toHaveLength(2));
    relay = await startRelay(certificate, {}, port);
    site.clock.advance(72 * HOUR);
    await until(async () => expect(await site.queue.health()).toMatchObject({ waiting: 0, delivered: 30 }));
    expect(relay.taken).toHaveLength(30);
    expect(new Set(relay.taken.map(({ messageId }) => messageId)).size).toBe(30);
  });
});

describe('the worker by itself', () => {
  /** A channel whose sends end when told, to see the worker between the two. */
  function makeSlowChannel() {
    const sending: { mail: Mail; end(error?: Error): void }[] = [];
    const channel: Channel = {
      name: 'slow',
      send: (mail) =>
        new Promise((resolve, reject) => {
          sending.push({ mail, end: (error) => (error ? reject(error) : resolve({ receipt: null })) });
        }),
      close: async () => {},
    };
    return { channel, sending };
  }

  test('sends a few at a time, and stop waits for them and starts no more', async () => {
    const { channel, sending } = makeSlowChannel();
    site = await startSite(channel);
    for (let count = 0; count < 5; count += 1) await site.accept();
    await until(() => expect(sending).toHaveLength(3));
    const stopping = site.worker.stop();
    for (const { end } of sending) end();
    await stopping;
    expect(await site.queue.health()).toMatchObject({ delivered: 3, waiting: 2 });
    expect(sending).toHaveLength(3);
  });

  test('stop does not wait for ever; what was under way goes out again after the next start', async () => {
    const { channel, sending } = makeSlowChannel();
    site = await startSite(channel, { stopMs: 50 });
    await site.accept();
    await until(() => expect(sending).toHaveLength(1));
    await site.worker.stop();
    const next = createWorker({ ...site.parts, alone: true });
    next.start();
    await until(() => expect(sending).toHaveLength(2));
    await next.stop();
    expect(sending[1]?.mail).toEqual(sending[0]?.mail);
    for (const { end } of sending) end();
  });

  test('a clock that jumps ahead of a lease does not send again what is under way', async () => {
    const { channel, sending } = makeSlowChannel();
    site = await startSite(channel);
    const { id } = await site.accept();
    await until(() => expect(sending).toHaveLength(1));
    site.clock.advance(DAY);
    const lease = async () =>
      (await site.store.db.selectFrom('deliveries').select('lease_until').executeTakeFirstOrThrow()).lease_until;
    await until(async () => expect(await lease()).toBeGreaterThan(site.clock().getTime()));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(sending).toHaveLength(1);
    sending[0]?.end(new DeliveryFault('smtp-451', 'retry'));
    await until(async () => expect(await statusOf(id)).toBe('waiting'));
    expect(await lease()).toBeNull();
  });

  test('papers go among small ones that do not end, and wait for ten at most', async () => {
    const { channel, sending } = makeSlowChannel();
    site = await startSite(channel, { concurrency: 1 });
    await site.accept();
    await until(() => expect(sending).toHaveLength(1));
    await site.accept({ body: makeArmour(600_000) });
    const isLarge = ({ mail }: { mail: Mail }) => mail.raw.length > 500_000;
    for (let sent = 1; sent < 30 && !sending.some(isLarge); sent += 1) {
      await site.accept();
      sending[sent - 1]?.end();
      await until(() => expect(sending).toHaveLength(sent + 1));
    }
    expect(sending.findIndex(isLarge)).toBe(10);
    for (const { end } of sending) end();
  });

  test('an error nobody thought of is a retry', async () => {
    const { channel, sending } = makeSlowChannel();
    site = await startSite(channel);
    const { id } = await site.accept();
    await until(() => expect(sending).toHaveLength(1));
    sending[0]?.end(new RangeError('someone@example.org'));
    await until(() => expect(site.lines).toEqual(['retry unknown']));
    expect(await statusOf(id)).toBe('waiting');
  });

  test('a store that fails for a while is a line in the log, not the end', async () => {
    const { channel, sending } = makeSlowChannel();
    site = await startSite(channel);
    await site.store.db.schema.alterTable('deliveries').renameTo('gone').execute();
    await until(() => expect(site.lines).toContain('failed bug'));
    await site.store.db.schema
      .alterTable('gone' as never)
      .renameTo('deliveries')
      .execute();
    await site.accept();
    await until(() => expect(sending).toHaveLength(1));
    sending[0]?.end();
  });

  test('erases at the start and once an hour', async () => {
    const { channel, sending } = makeSlowChannel();
    site = await startSite(channel);
    const { id } = await site.accept();
    await until(() => expect(sending).toHaveLength(1));
    sending[0]?.end();
    await until(async () => expect(await statusOf(id)).toBe('delivered'));
    site.clock.advance(7 * DAY);
    await until(async () => expect(await statusOf(id)).toBe('erased'));
    expect(site.lines).toEqual(['delivered', 'erased']);
  });
});
