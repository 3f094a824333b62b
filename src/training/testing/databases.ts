import type { Kysely } from 'kysely';
import { parsePostgresUrl } from '#database/address.ts';
import { openSqlite } from '#database/open.ts';
import { openPostgres } from '#database/postgres.ts';
import { deliveryMigrations } from '#delivery/tables.ts';
import { engines, type OpenTestDatabase, openTestSqlite } from '#delivery/testing/databases.ts';
import { type TrainingTables, trainingMigrations } from '../tables.ts';

/** Everything that a database with training needs. */
export const migrations = [...deliveryMigrations, ...trainingMigrations];

/**
 * An open database for a test; `close` removes it. `where` is its file or its URL, by which another process can open it;
 * empty where none can.
 */
export type Store = { db: Kysely<TrainingTables>; where: string; close: () => Promise<void> };

async function openWith(open: OpenTestDatabase): Promise<Store> {
  const { db, folder, url, close } = await open(migrations);
  // Delivery's own types know of its tables alone.
  return { db: db as unknown as Kysely<TrainingTables>, where: folder === '' ? url : `${folder}/site.db`, close };
}

/** A fresh SQLite database on the disk. */
export const openStore = () => openWith(openTestSqlite);

/** Every engine that bookings have to work on, as delivery's `engines`. */
export const stores = engines.map(({ name, skip, open }) => ({ name, skip, open: () => openWith(open) }));

/** Opens, from another process, the store that is there. */
export async function openAgain(where: string): Promise<Store> {
  const db = where.startsWith('postgres:')
    ? await openPostgres<TrainingTables>(parsePostgresUrl(where, null), migrations)
    : await openSqlite<TrainingTables>(where, migrations);
  return { db, where, close: () => db.destroy() };
}
