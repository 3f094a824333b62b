import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { migrate } from '#database/migrate.ts';
import { openSqlite } from '#database/open.ts';
import { deliveryMigrations } from '#delivery/tables.ts';
import { type TrainingTables, trainingMigrations } from '../tables.ts';

/** Everything that a database with training needs. */
export const migrations = [...deliveryMigrations, ...trainingMigrations];

/** An open database for a test; `close` removes it. */
export type Store = { db: Kysely<TrainingTables>; folder: string; close: () => Promise<void> };

/** A fresh SQLite database on the disk. */
export async function openStore(): Promise<Store> {
  const folder = await mkdtemp(path.join(tmpdir(), 'nwd-training-'));
  const db = await openSqlite<TrainingTables>(path.join(folder, 'site.db'), migrations);
  return {
    db,
    folder,
    close: async () => {
      await db.destroy();
      await rm(folder, { recursive: true });
    },
  };
}

/** A fresh PostgreSQL in this process. */
export async function openPostgresStore(): Promise<Store> {
  const db = new Kysely<TrainingTables>({ dialect: new PGliteDialect({ pglite: await PGlite.create() }) });
  await migrate(db, migrations);
  return { db, folder: '', close: () => db.destroy() };
}
