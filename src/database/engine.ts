import { type Kysely, PostgresAdapter, sql } from 'kysely';

/** Whether `db` is PostgreSQL (or PGlite) rather than SQLite: for the two places where their SQL has to differ. */
export function speaksPostgres<T>(db: Kysely<T>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/**
 * Moves SQLite's write-ahead log into the database and cuts it to nothing, so that what was erased is nowhere on the
 * disk: `secure_delete` clears the pages of the database, not earlier copies in the log. False when a reader in another
 * process kept part of the log; call again later. Nothing to do on PostgreSQL, which recycles its log itself.
 */
export async function eraseWal<T>(db: Kysely<T>): Promise<boolean> {
  if (speaksPostgres(db)) return true;
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
  return rows[0]?.busy === 0;
}
