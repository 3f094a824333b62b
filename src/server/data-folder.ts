import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The data folder cannot be used; the message says what to do. */
export class DataFolderFault extends Error {
  readonly code = 'data-folder';
}

/** Makes the data folder where it is missing, for its owner alone. Throws `DataFolderFault` when it cannot be written. */
export function openDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    // access() says yes to root on a read-only file system, so a file is written for real.
    writeFileSync(path.join(folder, '.writable'), '', { mode: 0o600 });
  } catch {
    throw new DataFolderFault(
      `DATA_DIR: ${folder} cannot be written. Give this user the right to, or name another folder.`,
    );
  }
}

/** The keys that seal drafts: from the settings, or one kept in the data folder and made on the first start. */
export function readDraftKeys(folder: string, fromSettings: string[] | null): string[] {
  if (fromSettings) return fromSettings;
  const file = path.join(folder, 'draft-key');
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8').split('\n').filter(Boolean);
}
