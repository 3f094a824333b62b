import { type Kysely, sql, type Transaction } from 'kysely';
import { speaksPostgres } from './engine.ts';
import { DatabaseFault } from './faults.ts';

/** One step of a schema, never changed once released. `name` is unique for ever, such as `delivery-1`. */
export type Migration = { name: string; up(db: Transaction<unknown>): Promise<void> };

type Applied = { schema_migrations: { name: string; applied_at: number } };

/** Any number; all instances that share a PostgreSQL take this lock, so that one of them migrates. */
const LOCK = 70_911_204;

/**
 * Brings the schema forward: applies the migrations that are not yet applied, in the order given, all or none. Throws
 * `DatabaseFault` `newer` when the database holds a migration that is not in the list.
 * @param renew whether an older database is brought forward; without it `older` is thrown, and only an empty one is made
 */
export async function migrate<T>(db: Kysely<T>, migrations: readonly Migration[], renew = true): Promise<void> {
  // Kysely's own Migrator runs outside a transaction on SQLite, where schema changes are in fact transactional.
  await db.transaction().execute(async (transaction) => {
    const schema = transaction as unknown as Transaction<Applied>;
    if (speaksPostgres(db)) await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(schema);
    await schema.schema
      .createTable('schema_migrations')
      .ifNotExists()
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('applied_at', 'bigint', (column) => column.notNull())
      .execute();
    const applied = new Set(
      (await schema.selectFrom('schema_migrations').select('name').execute()).map((row) => row.name),
    );
    const known = new Set(migrations.map(({ name }) => name));
    if ([...applied].some((name) => !known.has(name))) throw new DatabaseFault('newer');
    const older = applied.size > 0 && migrations.some(({ name }) => !applied.has(name));
    if (older && !renew) throw new DatabaseFault('older');
    for (const { name, up } of migrations) {
      if (applied.has(name)) continue;
      await up(schema as unknown as Transaction<unknown>);
      await schema.insertInto('schema_migrations').values({ name, applied_at: Date.now() }).execute();
    }
  });
}
