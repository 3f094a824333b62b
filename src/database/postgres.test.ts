import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeCertificate } from '#delivery/testing/relay.ts';
import { type PostgresAddress, parsePostgresUrl } from './address.ts';
import { eraseWal } from './engine.ts';
import { DatabaseFault, reachDatabase } from './faults.ts';
import { findPostgres } from './find-server.ts';
import type { Migration } from './migrate.ts';
import { openPostgres } from './postgres.ts';
import { type PrivateServer, startPrivateServer } from './private-server.ts';

type Tables = { notes: { id: string; size: number } };

const first: Migration = {
  name: 'notes-1',
  up: (db) => db.schema.createTable('notes').addColumn('id', 'text').addColumn('size', 'bigint').execute(),
};

const faultOf = (opening: Promise<unknown>) =>
  opening.then(
    () => ({ code: 'opened', message: '' }),
    (error: unknown) => (error instanceof DatabaseFault ? { code: error.code, message: error.message } : error),
  );
const codeOf = async (opening: Promise<unknown>) => ((await faultOf(opening)) as { code: string }).code;

const none = findPostgres() === null;

describe.skipIf(none)(`openPostgres${none ? ' (NOT TESTED: no PostgreSQL here, install it)' : ''}`, () => {
  let server: PrivateServer;
  let at: PostgresAddress;
  let certificate: { key: string; cert: string };
  let admin: pg.Client;

  beforeAll(async () => {
    certificate = await makeCertificate();
    const started = await startPrivateServer((keep) => ({
      ssl: 'on',
      ssl_cert_file: keep('server.crt', certificate.cert),
      ssl_key_file: keep('server.key', certificate.key),
      max_connections: '40',
    }));
    if (!started) throw new Error('There is no user to run PostgreSQL as.');
    server = started;
    at = parsePostgresUrl(server.url, null);
    await restartAdmin();
  }, 60_000);
  afterAll(async () => {
    await admin.end();
    await server.stop();
  });

  async function restartAdmin() {
    admin = new pg.Client({ connectionString: server.url });
    admin.on('error', () => {});
    await admin.connect();
  }

  /** An empty database of a test's own. */
  async function makeDatabase(name: string): Promise<PostgresAddress> {
    await admin.query(`create database ${name}`);
    return { ...at, database: name };
  }

  test('commits are on the disk, whatever server and role say, and nothing waits for ever', async () => {
    const address = await makeDatabase('durable');
    await admin.query('alter database durable set synchronous_commit = off');
    const db = await openPostgres<Tables>(address, [first]);
    const read = async (name: string) =>
      (await sql<{ value: string }>`select current_setting(${name}) as value`.execute(db)).rows[0]?.value;
    expect(await read('synchronous_commit')).toBe('on');
    expect(await read('lock_timeout')).toBe('5s');
    expect(await read('statement_timeout')).toBe('10s');
    expect(await read('idle_in_transaction_session_timeout')).toBe('10s');
    await db.destroy();
  });

  test.each(['fsync', 'full_page_writes'])('a server without %s is refused, by name', async (setting) => {
    await admin.query(`alter system set ${setting} = off`);
    await admin.query('select pg_reload_conf()');
    try {
      await expect.poll(async () => (await admin.query(`show ${setting}`)).rows[0]).toEqual({ [setting]: 'off' });
      const fault = await faultOf(openPostgres(at, []));
      expect(fault).toMatchObject({ code: 'unsafe', message: expect.stringContaining(`(${setting} = off)`) });
    } finally {
      await admin.query(`alter system reset ${setting}`);
      await admin.query('select pg_reload_conf()');
      await expect.poll(async () => (await admin.query(`show ${setting}`)).rows[0]).toEqual({ [setting]: 'on' });
    }
  });

  test('counts and times come back as numbers', async () => {
    const db = await openPostgres<Tables>(await makeDatabase('numbers'), [first]);
    await db.insertInto('notes').values({ id: 'a', size: 1_795_000_000_000 }).execute();
    const row = await db
      .selectFrom('notes')
      .select(['size', (eb) => eb.fn.countAll().as('all')])
      .groupBy('size')
      .executeTakeFirst();
    expect(row).toEqual({ size: 1_795_000_000_000, all: 1 });
    await db.destroy();
  });

  test('of six that start at once, one migrates and all open', async () => {
    const address = await makeDatabase('together');
    let ran = 0;
    const slow: Migration = {
      name: 'notes-2',
      async up(db) {
        ran += 1;
        await sql`select pg_sleep(0.3)`.execute(db);
        await db.schema.createTable('once').addColumn('id', 'text').execute();
      },
    };
    const opened = await Promise.all(Array.from({ length: 6 }, () => openPostgres<Tables>(address, [first, slow])));
    expect(ran).toBe(1);
    await Promise.all(opened.map((db) => db.destroy()));
    expect(await codeOf(openPostgres(address, [first]))).toBe('newer');
  });

  test('a wrong password, a database that is not there, and too few rights are told apart', async () => {
    const secret = { ...at, password: 'not-this-one' };
    expect(await codeOf(openPostgres(secret, []))).toBe('login');
    expect(JSON.stringify(await faultOf(openPostgres(secret, [])))).not.toContain('not-this-one');
    expect(await codeOf(openPostgres({ ...at, database: 'nowhere' }, []))).toBe('login');
    const address = await makeDatabase('owned');
    await admin.query(`create role guest login password 'guest'`);
    expect(await codeOf(openPostgres({ ...address, user: 'guest', password: 'guest' }, [first]))).toBe('rights');
  });

  test('a server that is not there, or that takes no changes, is named with what to do', async () => {
    const fault = await faultOf(openPostgres({ ...at, port: 1 }, []));
    expect(fault).toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/DATABASE_URL.*127\.0\.0\.1:1\//),
    });
    const address = await makeDatabase('standing_by');
    await admin.query('alter database standing_by set default_transaction_read_only = on');
    expect(await codeOf(openPostgres(address, [first]))).toBe('read-only');
  });

  test('TLS is used where it is asked for, and only with a certificate that fits', async () => {
    const secured = (host: string, ca: string | null) => openPostgres<Tables>({ ...at, host, tls: { ca } }, []);
    const db = await secured('localhost', certificate.cert);
    const { rows } = await sql`select ssl, version from pg_stat_ssl where pid = pg_backend_pid()`.execute(db);
    expect(rows).toEqual([{ ssl: true, version: 'TLSv1.3' }]);
    await db.destroy();
    expect(await codeOf(secured('localhost', null))).toBe('tls');
    expect(await codeOf(secured('127.0.0.1', certificate.cert))).toBe('tls');
    expect(await codeOf(secured('localhost', (await makeCertificate()).cert))).toBe('tls');
  });

  test('connections that the server cuts are replaced, idle ones and one in the middle of a query', async () => {
    const db = await openPostgres<Tables>(await makeDatabase('cut'), [first]);
    const sleeping = codeOf(reachDatabase(() => sql`select pg_sleep(9)`.execute(db)));
    await Promise.all([sql`select 1`.execute(db), sql`select 1`.execute(db)]);
    const asleep = `select from pg_stat_activity where datname = 'cut' and query like '%sleep%' and state = 'active'`;
    await expect.poll(async () => (await admin.query(asleep)).rowCount).toBe(1);
    await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'cut'`);
    expect(await sleeping).toBe('unavailable');
    await expect.poll(() => codeOf(reachDatabase(() => sql`select 1`.execute(db)))).toBe('opened');
    await db.destroy();
  });

  test('a transaction whose connection is cut is a fault, and nothing of it stays', async () => {
    const db = await openPostgres<Tables>(await makeDatabase('torn'), [first]);
    const torn = reachDatabase(() =>
      db.transaction().execute(async (transaction) => {
        await transaction.insertInto('notes').values({ id: 'a', size: 1 }).execute();
        await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'torn'`);
        await transaction.insertInto('notes').values({ id: 'b', size: 1 }).execute();
      }),
    );
    expect(await codeOf(torn)).toBe('unavailable');
    await expect.poll(() => codeOf(sql`select 1`.execute(db))).toBe('opened');
    expect(await db.selectFrom('notes').select('id').execute()).toEqual([]);
    await db.destroy();
  });

  test('after a crash of the server what was committed is there, and the same pool goes on', async () => {
    const db = await openPostgres<Tables>(await makeDatabase('crash'), [first]);
    await db.insertInto('notes').values({ id: 'kept', size: 1 }).execute();
    await server.kill();
    expect(await codeOf(reachDatabase(() => db.selectFrom('notes').select('id').execute()))).toBe('unavailable');
    await server.start();
    await admin.end();
    await restartAdmin();
    await expect.poll(() => codeOf(db.selectFrom('notes').select('id').execute())).toBe('opened');
    expect(await db.selectFrom('notes').select('id').execute()).toEqual([{ id: 'kept' }]);
    await db.destroy();
  });

  test('a row that somebody else holds is not waited for without end', async () => {
    const address = await makeDatabase('held');
    const db = await openPostgres<Tables>(address, [first]);
    await db.insertInto('notes').values({ id: 'a', size: 1 }).execute();
    const other = new pg.Client({ ...address, ssl: false });
    await other.connect();
    await other.query('begin; update notes set size = 2');
    const write = () => db.updateTable('notes').set({ size: 3 }).execute();
    expect(await codeOf(reachDatabase(write))).toBe('busy');
    await other.query('rollback');
    expect(await codeOf(reachDatabase(write))).toBe('opened');
    await other.end();
    await db.destroy();
  }, 20_000);

  test('a table that another instance has changed is met with a new connection', async () => {
    const address = await makeDatabase('changed');
    const db = await openPostgres<Tables>(address, [first]);
    const read = () => db.selectFrom('notes').selectAll().where('size', '>=', 0).execute();
    expect(await codeOf(reachDatabase(read))).toBe('opened');
    const second: Migration = {
      name: 'notes-2',
      up: (schema) => schema.schema.alterTable('notes').addColumn('more', 'text').execute(),
    };
    await (await openPostgres(address, [first, second])).destroy();
    expect(await codeOf(reachDatabase(read))).toBe('busy');
    expect(await codeOf(reachDatabase(read))).toBe('opened');
    await db.destroy();
  });

  test('what was erased leaves the table at once, not when enough has changed', async () => {
    const db = await openPostgres<Tables>(await makeDatabase('erased'), [first]);
    await db.insertInto('notes').values({ id: 'sealed', size: 1 }).execute();
    await db.updateTable('notes').set({ id: 'gone' }).execute();
    await sql`create extension pageinspect`.execute(db);
    const versions = async () =>
      (
        await sql<{ count: number }>`
        select count(*) from heap_page_items(get_raw_page('notes', 0)) where t_data is not null`.execute(db)
      ).rows[0];
    expect(await versions()).toEqual({ count: 2 });
    expect(await eraseWal(db)).toBe(true);
    expect(await versions()).toEqual({ count: 1 });
    await db.destroy();
  });
});
