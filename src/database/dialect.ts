import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { createTurns } from './patience.ts';

/**
 * Lets Kysely speak to `node:sqlite`. A lock of another process is waited for up to `patience` ms without keeping the
 * thread, so `connection` itself must not wait (`busy_timeout` 0): all that needs no lock, such as every read, goes on
 * meanwhile. Closing Kysely closes `connection`.
 */
export function createSqliteDialect(connection: DatabaseSync, patience: number): Dialect {
  return {
    createDriver: () => createDriver(connection, patience),
    // Kysely would hand the connection to one caller at a time, so that whoever reads would wait with whoever waits to write.
    createAdapter: () => Object.create(new SqliteAdapter(), { supportsMultipleConnections: { value: true } }),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
}

function createDriver(connection: DatabaseSync, patience: number): Driver {
  const turns = createTurns(patience);
  /** Who has a transaction open. */
  let inside: DatabaseConnection | null = null;
  const begin = connection.prepare('begin immediate');

  const acquire = (): DatabaseConnection => {
    const own: DatabaseConnection = {
      executeQuery: async <R>(query: CompiledQuery) =>
        inside === own ? run<R>(connection, query) : turns.take(() => run<R>(connection, query)),
      streamQuery: () => {
        throw new Error('Nothing here reads in parts.');
      },
    };
    return own;
  };
  const end = (sql: 'commit' | 'rollback') => {
    connection.exec(sql);
    inside = null;
    turns.leave();
  };
  return {
    init: async () => {},
    acquireConnection: async () => acquire(),
    // A transaction that reads first and writes later fails at once when another process wrote in between
    // (SQLITE_BUSY_SNAPSHOT). Ours all write, so each takes the write lock when it begins.
    beginTransaction: async (own) => {
      await turns.take(() => begin.run(), true);
      inside = own;
    },
    commitTransaction: async () => end('commit'),
    // On a full disk SQLite rolls back by itself, and a rollback after that would fail and hide why.
    rollbackTransaction: async (own) => {
      if (inside !== own) return;
      if (connection.isTransaction) return end('rollback');
      inside = null;
      turns.leave();
    },
    releaseConnection: async () => {},
    destroy: async () => connection.close(),
  };
}

function run<R>(connection: DatabaseSync, { sql, parameters }: CompiledQuery): QueryResult<R> {
  const statement = connection.prepare(sql);
  const values = parameters as SQLInputValue[];
  if (statement.columns().length > 0) return { rows: statement.all(...values) as R[] };
  const { changes, lastInsertRowid } = statement.run(...values);
  return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
}
