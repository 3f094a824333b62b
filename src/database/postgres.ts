import { Kysely, sql } from 'kysely';
import pg from 'pg';
import type { PostgresAddress } from './address.ts';
import { classifyError, DatabaseFault } from './faults.ts';
import { type Migration, migrate } from './migrate.ts';
import { createPostgresDialect } from './postgres-dialect.ts';

/** Connections of one instance. PostgreSQL allows 100 in all by default: enough for eight instances and an operator. */
const CONNECTIONS = 10;

/** All in ms. Each ends before the person's own request does (15 s), so that what they get is an answer. */
const CONNECT = 5000;
const LOCK = 5000;
const STATEMENT = 10_000;
/** Longer than the server's own limit: for when the network is gone, and with it the server's answer. */
const ANSWER = 12_000;

/** Instances that start at once wait for the one that migrates, and a large table takes its time. */
const MIGRATION = 300_000;

/** Before a commit returns it is on this server's disk, and on its standby's where there is a synchronous one. */
const durable = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' };

/**
 * Opens the PostgreSQL at `address`, for any number of instances at once, and brings its schema forward: one of them
 * does, the others wait. Resolves only for a server that has what it commits on the disk before it answers, read back,
 * not assumed. A connection that is lost is replaced at the next query. Throws `DatabaseFault` with what the operator
 * can do. Without `renew` an older database is refused as it is. Close with `destroy()`.
 */
export async function openPostgres<T>(
  address: PostgresAddress,
  migrations: readonly Migration[],
  renew = true,
): Promise<Kysely<T>> {
  const { host, port, database } = address;
  const where = `${host}:${port}/${database}`;
  const starting = connect<unknown>(address, { max: 1, statement_timeout: MIGRATION, query_timeout: MIGRATION });
  try {
    await checkDurability(starting);
    await migrate(starting, migrations, renew);
  } catch (error) {
    // What it names is better than where it is.
    if (error instanceof DatabaseFault && error.code === 'unsafe') throw error;
    const code = classifyError(error);
    throw code ? new DatabaseFault(code, where, 'postgres') : error;
  } finally {
    await starting.destroy();
  }
  return connect<T>(address, {
    max: CONNECTIONS,
    lock_timeout: LOCK,
    statement_timeout: STATEMENT,
    query_timeout: ANSWER,
    idle_in_transaction_session_timeout: STATEMENT,
  });
}

function connect<T>({ tls, ...address }: PostgresAddress, limits: pg.PoolConfig): Kysely<T> {
  const pool = new pg.Pool({
    ...address,
    ssl: tls ? { rejectUnauthorized: true, minVersion: 'TLSv1.2', ...(tls.ca ? { ca: tls.ca } : {}) } : false,
    application_name: 'no-wrong-door',
    // Asked for by each session, so that neither the server's default nor a role's can take it away.
    options: `-c synchronous_commit=${durable.synchronous_commit}`,
    connectionTimeoutMillis: CONNECT,
    keepAlive: true,
    types: { getTypeParser },
    ...limits,
  });
  return new Kysely<T>({ dialect: createPostgresDialect(pool) });
}

/** Big integers come as text; ours are counts and times in ms, far below 2^53. */
const getTypeParser = ((type: number, format?: 'text') =>
  type === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(type, format)) as typeof pg.types.getTypeParser;

async function checkDurability(db: Kysely<unknown>): Promise<void> {
  for (const [setting, wanted] of Object.entries(durable)) {
    const { rows } = await sql<{ value: string }>`select current_setting(${setting}) as value`.execute(db);
    const value = rows[0]?.value;
    if (value !== wanted) throw new DatabaseFault('unsafe', `${setting} = ${value}`, 'postgres');
  }
}
