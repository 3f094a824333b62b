import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import pg from 'pg';
import { parsePostgresUrl } from '#database/address.ts';
import { findPostgres } from '#database/find-server.ts';
import { type Migration, migrate } from '#database/migrate.ts';
import { openSqlite } from '#database/open.ts';
import { openPostgres } from '#database/postgres.ts';
import { startPrivateServer } from '#database/private-server.ts';
import { type DeliveryTables, deliveryMigrations } from '../tables.ts';

/**
 * An open database for a test; `close` removes it. `folder` is SQLite's own, `url` that of a PostgreSQL which other
 * processes can open; each is empty with the others.
 */
export type TestDatabase = { db: Kysely<DeliveryTables>; folder: string; url: string; close(): Promise<void> };

/** Opens a fresh database with these tables, delivery's unless others are named. */
export type OpenTestDatabase = (migrations?: readonly Migration[]) => Promise<TestDatabase>;

/** A fresh SQLite database on the disk. */
export const openTestSqlite: OpenTestDatabase = async (migrations = deliveryMigrations) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'nwd-delivery-'));
  const db = await openSqlite<DeliveryTables>(path.join(folder, 'site.db'), migrations);
  return {
    db,
    folder,
    url: '',
    async close() {
      await db.destroy();
      await rm(folder, { recursive: true });
    },
  };
};

/** A fresh PostgreSQL in this process: the same SQL anywhere, but one connection and no disk. */
export const openTestPostgres: OpenTestDatabase = async (migrations = deliveryMigrations) => {
  const db = new Kysely<DeliveryTables>({ dialect: new PGliteDialect({ pglite: await PGlite.create() }) });
  await migrate(db, migrations);
  return { db, folder: '', url: '', close: () => db.destroy() };
};

/**
 * A fresh database on a real PostgreSQL: the server that `TEST_POSTGRES_URL` names, whose user may make databases, or
 * one started for it.
 */
export const openTestServer: OpenTestDatabase = async (migrations = deliveryMigrations) => {
  const given = process.env['TEST_POSTGRES_URL'];
  const started = given ? null : await startPrivateServer();
  const server = new URL(given ?? started?.url ?? '');
  const name = `nwd_test_${randomBytes(6).toString('hex')}`;
  await command(server.href, `create database ${name}`);
  const url = new URL(server);
  url.pathname = name;
  const db = await openPostgres<DeliveryTables>(parsePostgresUrl(url.href, null), migrations);
  return {
    db,
    folder: '',
    url: url.href,
    async close() {
      await db.destroy();
      if (started) await started.stop();
      else await command(server.href, `drop database ${name} with (force)`);
    },
  };
};

/** Whether this machine can have a real PostgreSQL. */
export const hasPostgres = Boolean(process.env['TEST_POSTGRES_URL']) || findPostgres() !== null;

/** Every engine there is a contract with, for `describe.each`: its name says where it cannot be tested, and so does `skip`. */
export const engines: { name: string; skip: boolean; open: OpenTestDatabase }[] = [
  { name: 'SQLite', skip: false, open: openTestSqlite },
  { name: 'PGlite', skip: false, open: openTestPostgres },
  {
    name: hasPostgres ? 'PostgreSQL' : 'PostgreSQL (NOT TESTED: none here, set TEST_POSTGRES_URL or install it)',
    skip: !hasPostgres,
    open: openTestServer,
  },
];

async function command(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text);
  await client.end();
}
