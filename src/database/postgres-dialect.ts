import { createHash } from 'node:crypto';
import { type Dialect, PostgresDialect, type PostgresPoolClient } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { classifyError, DatabaseFault } from './faults.ts';

/**
 * Lets Kysely use `pool`. Whatever ends a connection comes out as a `DatabaseFault`, and that connection is closed
 * instead of going back to the pool, where whoever got it next would wait behind what never ended. The next query opens
 * a new one. Closing Kysely closes `pool`.
 */
export function createPostgresDialect(pool: Pool): Dialect {
  // A connection that is cut tells its listeners, beside the query; without one the process would end.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return new PostgresDialect({
    pool: {
      connect: async () => watch(await pool.connect().catch((error: unknown) => fail(error))),
      end: () => pool.end(),
      // For cancelling a query, which nothing here does.
      options: {},
    },
  });
}

function watch(client: PoolClient): PostgresPoolClient {
  let broken = false;
  const query = async (text: string, parameters: readonly unknown[]) => {
    try {
      return await client.query({ ...nameStatement(text, parameters), text, values: [...parameters] });
    } catch (error) {
      // The server's own answer leaves the connection as it was; a TypeError is a parameter that cannot be one.
      const outdated = isOutdated(error);
      if (!outdated && (isAnswer(error) || error instanceof TypeError)) throw error;
      broken = true;
      if (outdated) throw new DatabaseFault('busy');
      return fail(error);
    }
  };
  return {
    // Kysely's other way to call it, with a cursor, is for reading in parts, which nothing here does.
    query: query as unknown as PostgresPoolClient['query'],
    release: (discard) => client.release(discard === true || broken),
  };
}

/**
 * Statements with parameters are prepared, once for each connection: it takes a third off what PostgreSQL computes for an
 * acceptance (measured on a busy machine: about 1.7 ms to 1.1 ms). Those without are seldom, and a migration's may be several in one text.
 */
function nameStatement(text: string, parameters: readonly unknown[]): { name?: string } {
  return parameters.length > 0 ? { name: createHash('sha1').update(text).digest('base64url') } : {};
}

const isAnswer = (error: unknown) => error instanceof Error && 'severity' in error;

/** Another instance has migrated, and a prepared statement gives other columns now. A new connection prepares it anew. */
const isOutdated = (error: unknown) =>
  error instanceof Error && 'routine' in error && error.routine === 'RevalidateCachedQuery';

/** pg gives most of what happens to a connection no code, only words: no server, no TLS, no free connection in time. */
function fail(error: unknown): never {
  const words = error instanceof Error ? error.message : '';
  throw new DatabaseFault(classifyError(error) ?? (/\bSSL\b/.test(words) ? 'tls' : 'unavailable'));
}
