import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { type Dialect, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';

/** Lets Kysely, whose SQLite driver expects better-sqlite3, speak to `node:sqlite`. Closing Kysely closes `connection`. */
export function createSqliteDialect(connection: DatabaseSync): Dialect {
  const ended = (sql: string) => sql === 'rollback' && !connection.isTransaction;
  const database: SqliteDatabase = {
    close: () => connection.close(),
    // A transaction that reads first and writes later fails at once, without the busy timeout, when another process wrote
    // in between (SQLITE_BUSY_SNAPSHOT). Ours all write, so each takes the write lock when it begins.
    // On a full disk SQLite rolls back by itself, and a rollback after that would fail and hide why.
    prepare: (sql) =>
      adaptStatement(connection.prepare(ended(sql) ? 'select 1' : sql === 'begin' ? 'begin immediate' : sql)),
  };
  return new SqliteDialect({ database });
}

function adaptStatement(statement: ReturnType<DatabaseSync['prepare']>): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (values) => statement.all(...(values as SQLInputValue[])),
    run: (values) => statement.run(...(values as SQLInputValue[])),
    iterate: (values) => statement.iterate(...(values as SQLInputValue[])),
  };
}
