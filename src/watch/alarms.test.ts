import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { engines } from '#delivery/testing/databases.ts';
import { makeDelivery } from '#delivery/testing/deliveries.ts';
import { createLog } from '#log';
import { goRound } from './rounds.ts';
import { openWatched, type Watched } from './testing/watched.ts';

const minute = 60_000;
const hour = 60 * minute;
let at: Watched;
let server: Server | null = null;
afterEach(async () => {
  await at.close();
  server?.closeAllConnections();
  server?.close();
  server = null;
});

const subjects = async () =>
  (await at.takeLetters()).flatMap(({ subject }) => /^help\.example\.org: (.*)$/.exec(subject)?.[1] ?? []);

describe('what is wrong', () => {
  test('is told once when it begins, again each day while it lasts, and when it is over', async () => {
    at = await openWatched('2026-11-24T10:00:00Z');
    const { id } = makeDelivery();
    await at.queue.accept(makeDelivery({ id }));
    at.clock.advance(15 * minute);
    await at.round();
    expect(await subjects()).toEqual([]);
    at.clock.advance(minute);
    const told: string[][] = [];
    for (let round = 0; round < 49; round += 1) {
      await at.round();
      told.push(await subjects());
      at.clock.advance(hour);
    }
    const rounds = told.flatMap((said, round) => said.map((subject) => `${round} ${subject}`));
    expect(rounds).toEqual(['0 mail is stuck', '24 mail is stuck', '48 mail is stuck']);
    await at.queue.settle(id, { kind: 'delivered', receipt: null });
    await at.round();
    await at.round();
    expect(await subjects()).toEqual(['over: mail is stuck']);
  });

  test('is told again a day after it was told by a clock that is put back since', async () => {
    at = await openWatched('2027-11-24T10:00:00Z');
    await at.queue.accept(makeDelivery());
    at.clock.advance(hour);
    await at.round();
    expect(await subjects()).toEqual(['mail is stuck']);
    at.clock.advance(-365 * 24 * hour);
    await at.queue.accept(makeDelivery());
    at.clock.advance(hour);
    await at.round();
    await at.round();
    expect(await subjects()).toEqual(['mail is stuck']);
  });

  test('comes back as something new', async () => {
    at = await openWatched('2026-11-24T10:00:00Z');
    for (const _ of [1, 2]) {
      const delivery = makeDelivery();
      await at.queue.accept(delivery);
      await at.queue.settle(delivery.id, { kind: 'held', code: 'smtp-550' });
      await at.round();
      await at.queue.settle(delivery.id, { kind: 'delivered', receipt: null });
      await at.round();
    }
    const held = 'messages are held';
    expect(await subjects()).toEqual([held, `over: ${held}`, held, `over: ${held}`]);
  });

  test('of a key is told at 60, 30, 14, 7 and 1 days, and each day once it has expired', async () => {
    at = await openWatched('2026-11-24T10:00:00Z');
    const days: number[] = [];
    for (let left = 62; left >= -2; left -= 1) {
      at.keyDays['referrals'] = left;
      await at.round();
      if ((await subjects()).length > 0) days.push(left);
      at.clock.advance(24 * hour);
    }
    expect(days).toEqual([60, 30, 14, 7, 1, 0, -1, -2]);
    at.keyDays['referrals'] = 700;
    await at.round();
    expect(await subjects()).toEqual(['over: a key expires (referrals)']);
  });

  test('of the disk, and of what came back, is told', async () => {
    at = await openWatched('2026-11-24T10:00:00Z');
    const { reference, number } = await at.deliver({ recipient: 'training' });
    await at.loop.bounce(reference, number);
    at.watch.freeBytes = async () => 2 ** 20;
    await at.round();
    expect(await subjects()).toEqual(['messages came back', 'the disk is nearly full']);
    at.watch.freeBytes = async () => 900 * 2 ** 20;
    await at.round();
    expect(await subjects()).toEqual(['over: the disk is nearly full']);
    // Before the intake stops, wherever the county has it stop.
    at.watch.leastFreeBytes = 300 * 2 ** 20;
    await at.round();
    expect(await subjects()).toEqual(['the disk is nearly full']);
  });

  test('goes to the person named for it where it is about what is not opened', async () => {
    at = await openWatched('2026-11-24T10:00:00Z', { unreadAddress: 'duty@county.example' });
    const { reference } = await at.deliver();
    at.clock.advance(5 * hour);
    await at.round();
    const [letter] = await at.takeLetters();
    expect(letter?.to).toBe('duty@county.example');
    expect(letter?.text).toContain('For: duty manager.');
    expect(letter?.text).not.toMatch(new RegExp(`\\{\\{|${reference}`));
  });
});

describe.each(engines)('several processes on $name', ({ open, skip }) => {
  if (skip) return test.skip('is not tested here', () => {});
  test('say a thing once', async () => {
    at = await openWatched('2026-11-24T10:00:00Z', { heartbeatMinutes: 60 }, open);
    await at.deliver({ recipient: 'training' });
    await Promise.all([at.round(), at.round(), at.round()]);
    const delivery = makeDelivery();
    await at.queue.accept(delivery);
    await at.queue.settle(delivery.id, { kind: 'held', code: 'smtp-550' });
    at.clock.advance(24 * hour);
    await Promise.all([at.round(), at.round(), at.round()]);
    const sent = (await at.takeLetters(false)).map(({ subject, to }) => `${subject} ${to}`).sort();
    expect(sent.filter((one) => one.includes('held'))).toHaveLength(1);
    expect(new Set(sent).size).toBe(sent.length);
    await at.queue.settle(delivery.id, { kind: 'delivered', receipt: null });
    await Promise.all([at.round(), at.round(), at.round()]);
    const told = at.lines.map((line) => JSON.parse(line)).filter(({ code }) => /held$/.test(code ?? ''));
    expect(told.map(({ code }) => code)).toEqual(['begin.held', 'over.held']);
  }, 60_000);
});

describe('the webhook', () => {
  type Got = { body: string; type: string | undefined };
  const listen = async (answer: () => number | 'hang' | 'away') => {
    const got: Got[] = [];
    server = createServer(async (request, response) => {
      const body = Buffer.concat(await request.toArray()).toString();
      got.push({ body, type: request.headers['content-type'] });
      const status = answer();
      if (status === 'hang') return;
      response
        .writeHead(status === 'away' ? 302 : status, status === 'away' ? { location: '/elsewhere' } : {})
        .end('x');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    at = await openWatched('2026-11-24T10:00:00Z', {
      webhook: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
      address: null,
    });
    const { reference } = await at.deliver();
    at.clock.advance(5 * hour);
    return { got, reference };
  };

  test('gets JSON with a text and codes, once, and nothing about a message', async () => {
    const { got, reference } = await listen(() => 204);
    await at.round();
    await at.round();
    expect(got.map(({ type }) => type)).toEqual(['application/json']);
    expect(JSON.parse(got[0]?.body ?? '')).toEqual({
      text: 'help.example.org: messages are not opened (referrals): 1',
      kind: 'unread',
      state: 'begin',
      site: 'help.example.org',
      contact: 'referrals',
      count: 1,
      since: '2026-11-24T15:00:00.000Z',
    });
    expect(JSON.stringify(got)).not.toContain(reference);
  });

  test.each([500, 'away'] as const)(
    'that answers %s is tried again after two minutes, and the log has a code alone',
    async (wrong) => {
      let answer: number | 'away' = wrong;
      const { got } = await listen(() => answer);
      await at.round();
      await at.round();
      expect(got).toHaveLength(1);
      answer = 200;
      at.clock.advance(2 * minute);
      await at.round();
      await at.round();
      expect(got).toHaveLength(2);
      const said = at.lines.filter((line) => line.includes('webhook')).map((line) => JSON.parse(line).code);
      expect(said).toEqual([wrong === 500 ? 'http-500' : 'unreachable']);
    },
  );

  test('that is not there keeps nothing from happening', async () => {
    await listen(() => 200);
    at.watch.settings = { ...at.watch.settings, webhook: 'http://127.0.0.1:1/', address: 'operator@county.example' };
    await at.round();
    expect(await subjects()).toEqual(['messages are not opened (referrals)']);
  });
});

test('a store that fails ends no round, and is a line of the log', async () => {
  at = await openWatched('2026-11-24T10:00:00Z', { heartbeatMinutes: 5 });
  const lines: string[] = [];
  const broken = await openWatched('2026-11-24T10:00:00Z');
  await broken.store.db.destroy();
  const watch = { ...broken.watch, log: createLog((line) => lines.push(line)) };
  await expect(goRound({ watch, resendDays: 7, readBounces: [] })).resolves.toBe(false);
  expect(lines.every((line) => JSON.parse(line).event === 'failed')).toBe(true);
  expect(lines.length).toBeGreaterThan(0);
});
