import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLoop } from '#delivery/loop.ts';
import { createQueue, type Queue } from '#delivery/queue.ts';

import { countRestored, holdRestored } from '#delivery/restored.ts';
import { openSiteDatabase } from '#server/schema.ts';
import { makeDelivery } from '../delivery/testing/deliveries.ts';
import { openShop } from './command.ts';
import { operate } from './operate.ts';

const day = 24 * 60 * 60 * 1000;
let folder = '';
let now = Date.parse('2026-11-22T10:00:00Z');
let said = '';
const clock = () => new Date(now);
const at = (...names: string[]) => path.join(folder, ...names);
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'restore-'));
  now = Date.parse('2026-11-22T10:00:00Z');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs one command against a data folder; gives its exit code, and what it said in `said`. */
async function run(data: string, ...args: string[]): Promise<number> {
  said = '';
  const say = (text: string) => {
    said += text;
  };
  return operate(args, openShop({ DATA_DIR: at(data) }, { write: say, warn: say }, clock));
}

/** Works with the queue of a data folder, as a site does. */
async function within<T>(data: string, work: (queue: Queue) => Promise<T>): Promise<T> {
  mkdirSync(at(data), { recursive: true });
  const db = await openSiteDatabase({ database: null, dataDir: at(data) });
  try {
    return await work(createQueue(db, clock));
  } finally {
    await db.destroy();
  }
}

/** Sends `count` messages and delivers the first `delivered` of them. */
const fill = (data: string, count: number, delivered: number) =>
  within(data, async (queue) => {
    for (let one = 1; one <= count; one += 1)
      await queue.accept(makeDelivery({ id: `id-${one}`, reference: `REF-${one}` }));
    const claimed = await queue.claim({ limit: delivered, leaseMs: 1000 });
    for (const { id } of claimed) await queue.settle(id, { kind: 'delivered', receipt: null });
  });

const backupOf = () => {
  const [name = ''] = readdirSync(at('backups')).sort();
  return at('backups', name);
};

test('what a backup believed undelivered is held; new messages are taken and sent, under numbers nobody had', async () => {
  await fill('old', 5, 3);
  expect(await run('old', 'backup', at('backups'))).toBe(0);
  expect(await run('new', 'restore', at('backups'))).toBe(2);
  expect(said).toContain(backupOf());
  expect(await run('new', 'restore', backupOf())).toBe(0);
  expect(said).toContain('which arrived: 2.');
  expect(said).toContain('Numbers go on at 2001');
  await within('new', async (queue) => {
    expect(await queue.claim({ limit: 9, leaseMs: 1000 })).toEqual([]);
    await queue.recover();
    expect(await queue.claim({ limit: 9, leaseMs: 1000 })).toEqual([]);
    expect((await queue.accept(makeDelivery({ id: 'new', reference: 'NEW' }))).number).toBe(2001);
    // The page of somebody who sent before is still open: known, and no second row.
    expect(await queue.accept(makeDelivery({ id: 'id-4', reference: 'REF-4' }))).toMatchObject({
      known: true,
      number: 4,
    });
    expect(await queue.health()).toMatchObject({ waiting: 1, delivered: 3, restored: 2, oldestWaitingSeconds: 0 });
    const claimed = await queue.claim({ limit: 9, leaseMs: 1000 });
    expect(claimed.map(({ reference }) => reference)).toEqual(['NEW']);
  });
});

test('what arrived is not sent again, the rest is, once', async () => {
  await fill('old', 5, 1);
  await run('old', 'backup', at('backups'));
  await run('new', 'restore', backupOf());
  expect(await run('new', 'reconcile')).toBe(1);
  expect(said).toContain('#2        REF-2');
  mkdirSync(at('mail', 'cur'), { recursive: true });
  writeFileSync(at('mail', 'cur', 'a:2,S'), 'Subject: x\r\nMessage-ID: <REF-2.2@county.example>\r\n\r\nsealed\r\n');
  expect(await run('new', 'reconcile', 'mail', at('mail'))).toBe(1);
  expect(said).toContain('1 arrived, not sent again: REF-2');
  expect(await run('new', 'reconcile', 'arrived', 'REF-3', 'REF-9')).toBe(2);
  expect(said).toContain('Not held: REF-9. Nothing was changed.');
  expect(await run('new', 'reconcile', 'arrived', 'ref-3')).toBe(1);
  expect(await run('new', 'reconcile', 'send', 'REF-4')).toBe(1);
  expect(await run('new', 'reconcile', 'send', 'rest')).toBe(0);
  expect(said).toContain('Nothing is held by a restore.');
  await within('new', async (queue) => {
    const claimed = await queue.claim({ limit: 9, leaseMs: 1000 });
    expect(claimed.map(({ reference }) => reference).sort()).toEqual(['REF-4', 'REF-5']);
    expect((await queue.find('id-2'))?.status).toBe('delivered');
    expect((await queue.health()).restored).toBe(0);
  });
});

test('what a report or an answer repeats did not arrive', async () => {
  await fill('old', 4, 0);
  await run('old', 'backup', at('backups'));
  await run('new', 'restore', backupOf());
  mkdirSync(at('mail'));
  const repeated =
    'Subject: Undelivered\r\nMessage-ID: <1@relay.example>\r\n\r\nMessage-ID: <REF-1.1@county.example>\r\n';
  writeFileSync(at('mail', 'report.eml'), repeated);
  expect(await run('new', 'reconcile', 'mail', at('mail'))).toBe(1);
  expect(said).toContain('0 arrived, not sent again\n');
  const own = (number: number) => `Subject: x\nMessage-ID: <REF-${number}.${number}@county.example>\n\nsealed\n`;
  const from = 'From county@example Sun Nov 22 10:00:00 2026\n';
  writeFileSync(at('mail', 'all.mbox'), `${from}${own(2)}\n${from}${repeated}\n${from}${own(3)}`);
  expect(await run('new', 'reconcile', 'mail', at('mail'))).toBe(1);
  expect(said).toContain('2 arrived, not sent again: REF-2 REF-3\n');
});

test('what its contact opened since is not sent again, whatever is typed', async () => {
  await fill('old', 3, 1);
  await run('old', 'backup', at('backups'));
  await run('new', 'restore', backupOf());
  const db = await openSiteDatabase({ database: null, dataDir: at('new') });
  await createLoop(db, clock).receive('id-2', 'code');
  await db
    .updateTable('deliveries')
    .set({ received_at: now, received_by: 'before' })
    .where('id', '=', 'id-3')
    .execute();
  await db.destroy();
  expect(await run('new', 'reconcile', 'send', 'rest')).toBe(0);
  expect(said).toContain('1 opened, their code was given back: REF-2\n1 to be sent now: REF-3\n');
  await within('new', async (queue) => {
    const claimed = await queue.claim({ limit: 9, leaseMs: 1000 });
    expect(claimed.map(({ reference }) => reference)).toEqual(['REF-3']);
  });
});

test('a slip in --last is seen before anything is done', async () => {
  await fill('old', 1, 0);
  await run('old', 'backup', at('backups'));
  expect(await run('new', 'restore', backupOf(), '--last', '999999999')).toBe(2);
  expect(said).toContain('the backup ends at 1');
  expect(existsSync(at('new', 'site.sqlite'))).toBe(false);
  expect(await run('new', 'restore', backupOf(), '--last', '100001')).toBe(0);
});

test('numbers go on far above the backup’s own and the highest that anybody has seen', async () => {
  for (const [last, next] of [
    [0, 1001],
    [995, 2001],
    [1000, 2001],
    [1001, 3001],
  ]) {
    const db = await openSiteDatabase({ database: null, dataDir: at(`at-${last}`) });
    await db.updateTable('delivery_counters').set({ value: last }).where('name', '=', 'number').execute();
    expect((await holdRestored(db, now)).nextNumber).toBe(next);
    await db.destroy();
  }
  await fill('old', 2, 2);
  await run('old', 'backup', at('backups'));
  expect(await run('new', 'restore', backupOf(), '--last', '1003')).toBe(0);
  expect(said).toContain('Numbers go on at 3001');
});

test('what is erased stays erased, and is in no later backup', async () => {
  await fill('old', 2, 2);
  await run('old', 'backup', at('backups'));
  now += 8 * day;
  await run('new', 'restore', backupOf());
  await within('new', (queue) => queue.erase(7));
  await within('new', async (queue) => expect((await queue.find('id-1'))?.status).toBe('erased'));
  await within('old', (queue) => queue.erase(7));
  await run('old', 'backup', at('backups'));
  // The first was as old as what it holds: it is gone, and the second holds no ciphertext.
  const names = readdirSync(at('backups'));
  expect(names).toHaveLength(1);
  const bytes = readFileSync(at('backups', names[0] ?? '', 'site.sqlite'), 'latin1');
  expect(bytes).toContain('REF-1');
  expect(bytes).not.toContain('BEGIN PGP');
});

test('backups are nobody else’s to read; other files in their folder stay', async () => {
  await fill('old', 1, 0);
  mkdirSync(at('backups'));
  writeFileSync(at('backups', 'notes.txt'), 'mine');
  const [cut, begun] = ['01', '02'].map((one) => `no-wrong-door-2026-11-${one}T000000000Z.part`);
  for (const part of [cut, begun]) mkdirSync(at('backups', part ?? ''));
  // Left behind by one that was killed, unlike the other.
  utimesSync(at('backups', cut ?? ''), 0, 0);
  await run('old', 'backup', at('backups'));
  expect(readdirSync(at('backups')).sort()).toEqual([begun, 'no-wrong-door-2026-11-22T100000000Z', 'notes.txt']);
  const made = at('backups', 'no-wrong-door-2026-11-22T100000000Z');
  expect(statSync(made).mode & 0o077).toBe(0);
  for (const name of readdirSync(made)) expect(statSync(path.join(made, name)).mode & 0o077).toBe(0);
  expect(await run('old', 'backup', at('backups'))).toBe(2);
});

test('none is made where the site itself lives, and the last one stays until the next is whole', async () => {
  await fill('old', 1, 1);
  expect(await run('old', 'backup', at('old'))).toBe(2);
  expect(await run('old', 'backup', at('old', 'backups'))).toBe(2);
  await run('old', 'backup', at('backups'));
  now += 8 * day;
  writeFileSync(at('old', 'site.sqlite'), 'damaged');
  expect(await run('old', 'backup', at('backups'))).toBe(2);
  expect(said).toContain('No backup was made');
  expect(readdirSync(at('backups'))).toEqual(['no-wrong-door-2026-11-22T100000000Z']);
});

test('a backup is one moment while the site writes', async () => {
  await within('old', async (queue) => {
    const writing = (async () => {
      for (let one = 0; one < 300; one += 1) await queue.accept(makeDelivery({ id: `id-${one}`, reference: 'R' }));
    })();
    expect(await run('old', 'backup', at('backups'))).toBe(0);
    await writing;
  });
  const record = JSON.parse(readFileSync(path.join(backupOf(), 'backup.json'), 'utf8'));
  expect(record.number).toBe(record.undelivered);
});

test('the key goes elsewhere, once, and never beside the backups', async () => {
  await fill('old', 1, 0);
  writeFileSync(at('old', 'draft-key'), 'a key\n');
  for (const inside of [at('backups'), at('backups', 'keys'), folder]) {
    expect(await run('old', 'backup', at('backups'), '--keys', inside)).toBe(2);
  }
  expect(await run('old', 'backup', at('backups'), '--keys', at('keys'))).toBe(0);
  expect(readFileSync(at('keys', 'draft-key'), 'utf8')).toBe('a key\n');
  const all = readdirSync(at('backups'), { recursive: true, encoding: 'utf8' });
  expect(all.filter((name) => name.includes('key'))).toEqual([]);
  expect(await run('new', 'restore', backupOf(), '--keys', at('keys'))).toBe(0);
  expect(readFileSync(at('new', 'draft-key'), 'utf8')).toBe('a key\n');
  expect(statSync(at('new', 'site.sqlite')).mode & 0o077).toBe(0);
});

test('a damaged, cut or foreign backup, and a folder in use, are refused and nothing is changed', async () => {
  await fill('old', 1, 0);
  await run('old', 'backup', at('backups'));
  expect(await run('old', 'restore', backupOf())).toBe(2);
  expect(said).toContain('holds a database');
  expect(await run('new', 'restore', at('old'))).toBe(2);
  const file = path.join(backupOf(), 'site.sqlite');
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.subarray(0, bytes.length - 100));
  expect(await run('new', 'restore', backupOf())).toBe(2);
  expect(said).toContain('is damaged');
  expect(existsSync(at('new', 'site.sqlite'))).toBe(false);
});

test('a second restore into the same database holds nothing twice', async () => {
  await fill('old', 3, 1);
  await run('old', 'backup', at('backups'));
  await run('new', 'restore', backupOf());
  const db = await openSiteDatabase({ database: null, dataDir: at('new') });
  expect(await countRestored(db)).toBe(2);
  await db.destroy();
});
