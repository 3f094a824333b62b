import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DatabaseFault, reachDatabase } from './faults.ts';
import type { Migration } from './migrate.ts';
import { openSqlite } from './open.ts';

type Tables = { notes: { id: string; body: string } };

const first: Migration = {
  name: 'notes-1',
  up: (db) => db.schema.createTable('notes').addColumn('id', 'text').addColumn('body', 'text').execute(),
};

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'nwd-database-'));
  file = path.join(folder, 'data', 'site.db');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const codeOf = (opening: Promise<unknown>) =>
  opening.then(
    () => 'opened',
    (error: unknown) => (error instanceof DatabaseFault ? error.code : error),
  );
const pragma = (name: string) => sql.raw<Record<string, unknown>>(`pragma ${name}`);

describe('openSqlite', () => {
  test('writes through to the disk, overwrites what is erased, and is private', async () => {
    const db = await openSqlite<Tables>(file, [first]);
    const read = async (name: string) => Object.values((await pragma(name).execute(db)).rows[0] ?? {})[0];
    expect(await read('journal_mode')).toBe('wal');
    expect(await read('synchronous')).toBe(2);
    expect(await read('secure_delete')).toBe(1);
    expect(await read('trusted_schema')).toBe(0);
    expect(await read('temp_store')).toBe(2);
    expect(await read('busy_timeout')).toBe(0);
    for (const name of ['site.db', 'site.db-wal', 'site.db-shm']) {
      expect((await stat(path.join(folder, 'data', name))).mode & 0o777).toBe(0o600);
    }
    expect((await stat(path.join(folder, 'data'))).mode & 0o777).toBe(0o700);
    await db.destroy();
  });

  test('keeps what is there and applies only new migrations', async () => {
    const before = await openSqlite<Tables>(file, [first]);
    await before.insertInto('notes').values({ id: 'a', body: 'kept' }).execute();
    await before.destroy();
    const second: Migration = {
      name: 'notes-2',
      up: (db) => db.schema.createIndex('by_id').on('notes').column('id').execute(),
    };
    const after = await openSqlite<Tables>(file, [first, second]);
    expect(await after.selectFrom('notes').select('body').execute()).toEqual([{ body: 'kept' }]);
    await after.destroy();
  });

  test('a migration that fails leaves nothing of the others', async () => {
    const broken: Migration = { name: 'notes-2', up: async () => Promise.reject(new Error('broken')) };
    await expect(openSqlite<Tables>(file, [first, broken])).rejects.toThrow('broken');
    const db = await openSqlite<Tables>(file, [first]);
    expect(await db.selectFrom('notes').select('id').execute()).toEqual([]);
    await db.destroy();
  });

  test('a database of an older version is left as it is by whoever must not renew it', async () => {
    await (await openSqlite<Tables>(file, [first], { renew: false })).destroy();
    const next: Migration = { name: 'notes-2', up: async () => {} };
    expect(await codeOf(openSqlite<Tables>(file, [first, next], { renew: false }))).toBe('older');
    // The older program still opens it.
    await (await openSqlite<Tables>(file, [first])).destroy();
  });

  test('a database of a newer version is refused', async () => {
    await (await openSqlite<Tables>(file, [first])).destroy();
    expect(await codeOf(openSqlite<Tables>(file, []))).toBe('newer');
  });

  test('a damaged file is refused and left as it is', async () => {
    const db = await openSqlite<Tables>(file, [first]);
    await db
      .insertInto('notes')
      .values({ id: 'a', body: 'x'.repeat(20_000) })
      .execute();
    await db.destroy();
    const bytes = await readFile(file);
    bytes.fill(0xff, 4096, 12_288);
    await writeFile(file, bytes);
    expect(await codeOf(openSqlite<Tables>(file, [first]))).toBe('corrupt');
    await writeFile(file, 'this is no database, whatever its name says');
    expect(await codeOf(openSqlite<Tables>(file, [first]))).toBe('corrupt');
    expect(await readFile(file, 'utf8')).toContain('this is no database');
  });

  test('a folder that cannot be written to is refused, with what to do', async () => {
    await chmod(folder, 0o555);
    const fault = await asOrdinaryUser(() => openSqlite<Tables>(file, [first]).catch((error: unknown) => error));
    await chmod(folder, 0o700);
    expect(fault).toMatchObject({ name: 'DatabaseFault', code: 'folder' });
    expect((fault as Error).message).toMatch(/DATA_DIR .* \(.*site\.db\)/);
  });

  test('a database whose folder became read-only is refused', async () => {
    await (await openSqlite<Tables>(file, [first])).destroy();
    await chmod(folder, 0o755);
    await chmod(file, 0o666);
    await chmod(path.dirname(file), 0o555);
    const code = await asOrdinaryUser(() => codeOf(openSqlite<Tables>(file, [first])));
    await chmod(path.dirname(file), 0o700);
    expect(code).toBe('read-only');
  });

  test('a lock that another process does not give back is named', async () => {
    const db = await openSqlite<Tables>(file, [first], { patience: 20 });
    const other = new DatabaseSync(file);
    other.exec('begin immediate');
    const write = () => db.insertInto('notes').values({ id: 'a', body: '' }).execute();
    expect(await codeOf(reachDatabase(write))).toBe('busy');
    other.exec('rollback');
    expect(await codeOf(reachDatabase(write))).toBe('opened');
    other.close();
    await db.destroy();
  });
});

/** Rights do not bind root, which tests in a container often are. */
async function asOrdinaryUser<R>(work: () => Promise<R>): Promise<R> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
