import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '#config';
import { openDataFolder } from '#server/data-folder.ts';
import { openSiteDatabase } from '#server/schema.ts';
import { OperatorFault } from './command.ts';
import { databaseFile } from './snapshot.ts';

/**
 * Opens the database that the site has, and never makes one: an empty one beside a mistyped `DATA_DIR` would answer that
 * nothing waits and nothing is held, and would stand in the way of a restore. Throws `OperatorFault` where there is none,
 * `DatabaseFault` and `DataFolderFault`.
 */
export async function openSite(config: Config): ReturnType<typeof openSiteDatabase> {
  if (!config.database && !existsSync(path.join(config.dataDir, databaseFile))) {
    throw new OperatorFault(
      `There is no database in ${config.dataDir} (DATA_DIR): no site was started there. Nothing was looked at. Are these the site's settings?`,
    );
  }
  openDataFolder(config.dataDir);
  return openSiteDatabase(config, false);
}
