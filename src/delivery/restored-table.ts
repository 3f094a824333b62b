import type { Migration } from '#database/migrate.ts';

/**
 * The numbers of deliveries that a backup believed undelivered. Nobody sends them until somebody has said which of them
 * arrived after the backup was made. By the number, which every index has: no long row is read because of it.
 */
export type RestoredTable = { number: number; restored_at: number };

/** The history of that table. */
export const restoredMigration: Migration = {
  name: 'delivery-restored',
  async up(db) {
    await db.schema
      .createTable('delivery_restored')
      .addColumn('number', 'bigint', (column) => column.primaryKey())
      .addColumn('restored_at', 'bigint', (column) => column.notNull())
      .execute();
    await db
      .withTables<{ delivery_counters: { name: string; value: number } }>()
      .insertInto('delivery_counters')
      .values({ name: 'skipped', value: 0 })
      .execute();
  },
};
