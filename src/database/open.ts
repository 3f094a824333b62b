import { mkdir, open, statfs } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import type { Config } from '#config';
import { parsePostgresUrl } from './address.ts';
import { createSqliteDialect } from './dialect.ts';
import { classifyError, DatabaseFault } from './faults.ts';
import { type Migration, migrate } from './migrate.ts';

/** How long a statement waits for another process's lock, in ms; less than the person's own request does (15 s). */
const BUSY_MS = 5000;

/** File system types from statfs(2): NFS, SMB, SMB2. Their locks and syncs do not keep what WAL needs (sqlite.org/wal.html). */
const NETWORK = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42]);

/**
 * Opens the store that the settings name: PostgreSQL, which any number of instances share, or else SQLite in the data
 * folder, for this process alone. The promise is the same for both: see `openSqlite` and `openPostgres`. Throws
 * `ConfigError` for a DATABASE_URL that cannot be used and `DatabaseFault` for a store that cannot.
 */
export async function openDatabase<T>(
  { database, dataDir }: Pick<Config, 'database' | 'dataDir'>,
  migrations: readonly Migration[],
  renew = true,
): Promise<Kysely<T>> {
  if (!database) return openSqlite<T>(path.join(dataDir, 'site.sqlite'), migrations, { renew });
  const address = parsePostgresUrl(database.url, database.ca);
  // Loaded by those alone who use it.
  const { openPostgres } = await import('./postgres.ts');
  return openPostgres<T>(address, migrations, renew);
}

/**
 * Opens the database at `file`, making file (0600) and folder (0700) when missing, and brings its schema forward.
 * Resolves only for a store that is on the disk before a commit returns: WAL with full sync, read back, not assumed.
 * Erased content is overwritten. Throws `DatabaseFault` with what the operator can do; a damaged file is left as it is.
 * A lock of another process is waited for up to `patience` ms, and nobody else waits meanwhile. Without `renew` an older
 * database is refused as it is. Close with `destroy()`.
 */
export async function openSqlite<T>(
  file: string,
  migrations: readonly Migration[],
  { patience = BUSY_MS, renew = true }: { patience?: number; renew?: boolean } = {},
): Promise<Kysely<T>> {
  await prepareFile(file);
  let connection: DatabaseSync | undefined;
  try {
    connection = new DatabaseSync(file, { timeout: BUSY_MS });
    configure(connection);
    // From here on the waiting is done beside the thread.
    connection.exec('pragma busy_timeout = 0');
    const db = new Kysely<T>({ dialect: createSqliteDialect(connection, patience) });
    await migrate(db, migrations, renew);
    return db;
  } catch (error) {
    if (connection?.isOpen) connection.close();
    const code = error instanceof DatabaseFault ? error.code : classifyError(error);
    throw code ? new DatabaseFault(code, file) : error;
  }
}

async function prepareFile(file: string): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    // Made here because SQLite would make it readable by all; its -wal and -shm files take the rights of this one.
    await (await open(file, 'a', 0o600)).close();
  } catch {
    throw new DatabaseFault('folder', file);
  }
  if (NETWORK.has((await statfs(path.dirname(file))).type)) throw new DatabaseFault('network', file);
}

function configure(connection: DatabaseSync): void {
  const check = readPragma(connection, 'quick_check(1)');
  if (check !== 'ok') throw new DatabaseFault('corrupt');
  // Temporary tables and statement journals in memory: they could otherwise leave ciphertext in the system's temp folder.
  connection.exec(
    'pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on; pragma trusted_schema = off; pragma temp_store = memory',
  );
  const full = 2;
  if (readPragma(connection, 'journal_mode') !== 'wal' || readPragma(connection, 'synchronous') !== full) {
    throw new DatabaseFault('unsafe');
  }
}

function readPragma(connection: DatabaseSync, name: string): unknown {
  return Object.values(connection.prepare(`pragma ${name}`).get() ?? {})[0];
}
