import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { migrate } from '#database/migrate.ts';
import { openSqlite } from '#database/open.ts';
import { type DeliveryTables, deliveryMigrations } from '../tables.ts';

/** An open database for a test, in its own folder; `close` removes it. */
export type TestDatabase = { db: Kysely<DeliveryTables>; folder: string; close(): Promise<void> };

/** A fresh SQLite database on the disk. */
export async function openTestSqlite(): Promise<TestDatabase> {
  const folder = await mkdtemp(path.join(tmpdir(), 'nwd-delivery-'));
  const db = await openSqlite<DeliveryTables>(path.join(folder, 'site.db'), deliveryMigrations);
  return {
    db,
    folder,
    async close() {
      await db.destroy();
      await rm(folder, { recursive: true });
    },
  };
}

/** A fresh PostgreSQL in this process. */
export async function openTestPostgres(): Promise<TestDatabase> {
  const db = new Kysely<DeliveryTables>({ dialect: new PGliteDialect({ pglite: await PGlite.create() }) });
  await migrate(db, deliveryMigrations);
  return { db, folder: '', close: () => db.destroy() };
}
