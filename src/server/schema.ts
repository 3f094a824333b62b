import { openDatabase } from '#database/open.ts';
import { deliveryMigrations } from '#delivery/tables.ts';
import { type ProofTables, proofMigrations } from '#proof/tables.ts';
import { type TrainingTables, trainingMigrations } from '#training/tables.ts';
import { type WatchTables, watchMigrations } from '#watch/tables.ts';

/** Every table of the site. */
export type SiteTables = TrainingTables & WatchTables & ProofTables;

/** The history of them all. */
const siteMigrations = [...deliveryMigrations, ...trainingMigrations, ...watchMigrations, ...proofMigrations];

/**
 * Opens the site's database, its tables made or renewed. Throws `DatabaseFault` and `ConfigError`.
 * @param renew false for commands: renewed under a running site of an older version, its data would have no way back
 */
export const openSiteDatabase = (config: Parameters<typeof openDatabase>[0], renew = true) =>
  openDatabase<SiteTables>(config, siteMigrations, renew);
