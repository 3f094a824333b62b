import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Migration } from './migrate.ts';
import { openSqlite } from './open.ts';

type Tables = { notes: { id: number } };

const notes: Migration = {
  name: 'notes-1',
  up: (db) =>
    db.schema
      .createTable('notes')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .execute(),
};

let folder: string;
let db: Kysely<Tables>;
let other: DatabaseSync;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'nwd-patience-'));
  db = await openSqlite<Tables>(path.join(folder, 'site.db'), [notes], { patience: 400 });
  other = new DatabaseSync(path.join(folder, 'site.db'));
});
afterEach(async () => {
  if (other.isOpen) other.close();
  await db.destroy();
  await rm(folder, { recursive: true });
});

const write = (id: number) => db.insertInto('notes').values({ id }).execute();
const writeInTransaction = (id: number) =>
  db.transaction().execute((work) => work.insertInto('notes').values({ id }).execute());
const read = async () => (await db.selectFrom('notes').select('id').orderBy('id').execute()).map(({ id }) => id);

test.each([
  ['a statement', write],
  ['a transaction', writeInTransaction],
])('%s waits for another process, and whoever reads does not wait with it', async (_what, change) => {
  other.exec('begin immediate');
  const waiting = change(1);
  await sleep(20);
  const before = performance.now();
  expect(await read()).toEqual([]);
  expect(performance.now() - before).toBeLessThan(100);
  other.exec('commit');
  await waiting;
  expect(await read()).toEqual([1]);
});

test('patience ends, for each by itself, and then it is free for the others', async () => {
  other.exec('begin immediate');
  const before = performance.now();
  const early = [write(1), writeInTransaction(2), write(3)].map((one) => one.catch((error: Error) => error));
  await sleep(250);
  const late = write(4);
  expect(await Promise.all(early)).toMatchObject([{ errcode: 5 }, { errcode: 5 }, { errcode: 5 }]);
  const took = performance.now() - before;
  expect(took).toBeGreaterThan(390);
  expect(took).toBeLessThan(600);
  other.exec('commit');
  await late;
  expect(await read()).toEqual([4]);
});

test('many that wait get their turn in the order they came, and the thread is free meanwhile', async () => {
  other.exec('begin immediate');
  const order: number[] = [];
  const all = Array.from({ length: 300 }, (_, id) => writeInTransaction(id).then(() => order.push(id)));
  const used = process.cpuUsage();
  await sleep(200);
  const { user, system } = process.cpuUsage(used);
  other.exec('commit');
  await Promise.all(all);
  expect(order).toEqual(Array.from({ length: 300 }, (_, id) => id));
  // Asking each time for each of them would take all of it.
  expect((user + system) / 1000).toBeLessThan(100);
});

test('nothing of others gets into a transaction, nor is undone with it', async () => {
  const gone = db.transaction().execute(async (work) => {
    await work.insertInto('notes').values({ id: 1 }).execute();
    await sleep(30);
    throw new Error('undone');
  });
  await sleep(5);
  const beside = write(2);
  const seen = read();
  await expect(gone).rejects.toThrow('undone');
  await beside;
  expect(await seen).toEqual([2]);
});
