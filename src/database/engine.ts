import { type Kysely, PostgresAdapter, sql } from 'kysely';
import { classifyError } from './faults.ts';

/** Whether `db` is PostgreSQL (or PGlite) rather than SQLite: for the few places where their SQL has to differ. */
export function speaksPostgres<T>(db: Kysely<T>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/**
 * Does what the store needs so that what was erased goes from the disk. SQLite: moves the write-ahead log into the
 * database and cuts it to nothing, because `secure_delete` clears the pages of the database, not earlier copies in the
 * log. PostgreSQL: frees the space of earlier
 * versions of rows, which it keeps until so much has changed that a small site would wait for months; it overwrites them
 * in its own time, and its log as well (docs/several-instances.md). False when a part was kept by others: call again later.
 */
export async function eraseWal<T>(db: Kysely<T>): Promise<boolean> {
  if (speaksPostgres(db)) return vacuum(db);
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
  return rows[0]?.busy === 0;
}

async function vacuum<T>(db: Kysely<T>): Promise<boolean> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relkind = 'r' and relnamespace = current_schema()::regnamespace and pg_get_userbyid(relowner) = current_user
  `.execute(db);
  try {
    // A table that another instance is at already is left to it.
    for (const { name } of rows) await sql`vacuum (skip_locked) ${sql.table(name)}`.execute(db);
    return true;
  } catch (error) {
    // It took longer than a statement may: what it has done stays done, and nothing that waits is kept from leaving.
    if (classifyError(error) === 'busy') return false;
    throw error;
  }
}
