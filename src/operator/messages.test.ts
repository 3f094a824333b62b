import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLoop } from '#delivery/loop.ts';
import { createQueue, type Queue } from '#delivery/queue.ts';
import { holdRestored as hold } from '#delivery/restored.ts';
import { openSiteDatabase } from '#server/schema.ts';
import { makeDelivery } from '../delivery/testing/deliveries.ts';
import { openShop } from './command.ts';
import { operate } from './operate.ts';

const hour = 3_600_000;
let folder = '';
let now = 0;
let queue: Queue;
let close: () => Promise<void>;
let holdRestored: (at: number) => Promise<unknown>;
const clock = () => new Date(now);
// The site's own connection stays open all the while: commands work beside it.
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'operate-'));
  now = Date.parse('2026-11-24T10:00:00Z');
  const db = await openSiteDatabase({ database: null, dataDir: folder });
  queue = createQueue(db, clock);
  close = () => db.destroy();
  holdRestored = (at) => hold(db, at);
});
afterEach(async () => {
  await close();
  rmSync(folder, { recursive: true });
});

async function run(...args: string[]): Promise<[code: number, said: string]> {
  let said = '';
  const say = (text: string) => {
    said += text;
  };
  const code = await operate(args, openShop({ DATA_DIR: folder }, { write: say, warn: say }, clock));
  return [code, said];
}

async function send(reference: string, outcome: 'held' | 'delivered' | null, recipient = 'referrals') {
  const delivery = makeDelivery({ reference, recipient });
  const { number } = await queue.accept(delivery);
  if (outcome === 'delivered') await queue.settle(delivery.id, { kind: 'delivered', receipt: null });
  if (outcome === 'held') await queue.settle(delivery.id, { kind: 'held', code: 'smtp-550' });
  return { ...delivery, number };
}
const due = async () => (await queue.claim({ limit: 10, leaseMs: 1000 })).map(({ reference }) => reference).sort();

test('status names what is not well, with its code', async () => {
  await send('AAAA-2222', 'held');
  await send('BBBB-2222', 'delivered');
  const [code, said] = await run('status');
  expect(code).toBe(1);
  expect(said).toBe(`waiting    0
held       1
came back  0
delivered  1
  #1 AAAA-2222 to referrals: held, accepted 2026-11-24 10:00 UTC, last try: smtp-550
`);
});

describe('release', () => {
  test('sends one that is held, or all, and nothing else', async () => {
    await send('AAAA-2222', 'held');
    await send('BBBB-2222', 'held');
    await send('CCCC-2222', 'delivered');
    expect(await run('release', 'aaaa-2222')).toEqual([
      0,
      '#1 AAAA-2222 to referrals was held and is tried now; how it went: npm run operate -- status\n',
    ]);
    expect(await due()).toEqual(['AAAA-2222']);
    expect(await run('release', '--all-held')).toEqual([
      0,
      'Tried now: 1 that were held. How it went: npm run operate -- status\n',
    ]);
    expect(await due()).toEqual(['BBBB-2222']);
    expect(await run('release', '--all-held')).toEqual([0, 'Nothing is held.\n']);
  });

  test('leaves one that was delivered, also where another under its reference is held', async () => {
    await send('AAAA-2222', 'delivered');
    expect((await run('release', 'AAAA-2222'))[0]).toBe(1);
    expect(await due()).toEqual([]);
    const { number } = await send('AAAA-2222', 'held');
    expect((await run('release', 'AAAA-2222'))[1]).toBe(
      `#${number} AAAA-2222 to referrals was held and is tried now; how it went: npm run operate -- status\n`,
    );
    expect(await due()).toEqual(['AAAA-2222']);
  });

  test('says of one that a restore holds that it is not sent', async () => {
    const { number } = await send('AAAA-2222', 'held');
    await holdRestored(now);
    const said = `#${number} AAAA-2222 to referrals is held by a restore, and not sent: npm run operate -- reconcile\n`;
    expect(await run('release', 'AAAA-2222')).toEqual([1, said]);
    expect(await run('release', '--all-held')).toEqual([0, 'Nothing is held.\n']);
    await run('reconcile', 'send', 'rest');
    expect(await due()).toEqual(['AAAA-2222']);
  });

  test.each([
    [['release']],
    [['release', 'AAAA-2222', '--all-held']],
    [['release', 'NONE-2222']],
    [['resend']],
    [['resend', 'NONE-2222']],
    [['unread', '--opened', 'NONE-2222']],
    [['release', '--everything']],
  ])('%j is no command that can be carried out', async (args) => {
    await send('AAAA-2222', 'held');
    expect((await run(...args))[0]).toBe(2);
    expect(await due()).toEqual([]);
  });
});

describe('resend', () => {
  test('sends a delivered one again, within the days its sealed copy is kept, and says why not afterwards', async () => {
    const { id, number } = await send('AAAA-2222', 'delivered');
    now += 7 * 24 * hour - 1;
    await queue.erase(7);
    expect(await run('resend', 'AAAA-2222')).toEqual([
      0,
      '#1 AAAA-2222 to referrals was delivered on 2026-11-24 10:00 UTC and is sent again now.\n',
    ]);
    expect(await queue.claim({ limit: 1, leaseMs: 1000 })).toMatchObject([{ id, number }]);
    await queue.settle(id, { kind: 'delivered', receipt: null });
    now += 7 * 24 * hour;
    await queue.erase(7);
    const [code, said] = await run('resend', 'AAAA-2222');
    expect(code).toBe(1);
    expect(said).toContain(
      'cannot be sent again: it was delivered on 2026-12-01 09:59 UTC, and its sealed copy was erased 7 days later',
    );
    expect(await due()).toEqual([]);
  });

  test('leaves one that is not delivered yet', async () => {
    await send('AAAA-2222', 'held');
    const [code, said] = await run('resend', 'AAAA-2222');
    expect([code, said.includes('is not delivered yet (held)')]).toEqual([1, true]);
    expect(await due()).toEqual([]);
  });
});

describe('unread', () => {
  test('lists what nobody opened, of contacts that give codes, and takes their word by telephone', async () => {
    await send('AAAA-2222', 'delivered');
    await send('BBBB-2222', 'delivered', 'training');
    expect(await run('unread')).toEqual([
      0,
      '#1 AAAA-2222 to referrals: delivered 2026-11-24 10:00 UTC\n1 not opened, 0 of them for too long.\n',
    ]);
    now += 5 * hour;
    const [code, said] = await run('unread');
    expect([code, said.endsWith('1 not opened, 1 of them for too long.\n')]).toEqual([1, true]);
    expect(await run('unread', '--opened', 'AAAA-2222')).toEqual([
      0,
      '#1 AAAA-2222 to referrals counts as opened from now on.\n',
    ]);
    expect(await run('unread')).toEqual([0, '0 not opened, 0 of them for too long.\n']);
    now += hour;
    expect((await run('unread', '--opened', 'AAAA-2222'))[1]).toContain(
      'counts as opened already since 2026-11-24 15:00 UTC.',
    );
  });

  test('lists what came back of any contact', async () => {
    const { number } = await send('BBBB-2222', 'delivered', 'training');
    const db = await openSiteDatabase({ database: null, dataDir: folder });
    await createLoop(db, clock).bounce('BBBB-2222', number);
    await db.destroy();
    const [code, said] = await run('unread');
    expect([code, said]).toEqual([
      1,
      '#1 BBBB-2222 to training: delivered 2026-11-24 10:00 UTC, CAME BACK\n1 not opened, 0 of them for too long.\n',
    ]);
    expect((await run('resend', 'BBBB-2222'))[0]).toBe(0);
    expect(await due()).toEqual(['BBBB-2222']);
  });
});

test.each([['status'], ['unread'], ['reconcile'], ['release', '--all-held']])(
  '%s says of a folder without a site that it is none, and leaves it so',
  async (...args) => {
    const empty = path.join(folder, 'mistyped');
    let said = '';
    const say = (text: string) => {
      said += text;
    };
    expect(await operate(args, openShop({ DATA_DIR: empty }, { write: say, warn: say }, clock))).toBe(2);
    expect(said).toContain(`There is no database in ${empty}`);
    expect(existsSync(empty)).toBe(false);
  },
);
