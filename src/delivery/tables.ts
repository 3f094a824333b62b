import { type Selectable, sql } from 'kysely';
import type { Migration } from '#database/migrate.ts';
import { type RestoredTable, restoredMigration } from './restored-table.ts';

/**
 * One row is the record and the outbox at once. Times are integers, ms since 1970; there is no status column: what a
 * delivery is follows from its timestamps. No column can hold an address, a name or an answer in clear.
 */
export type DeliveriesTable = {
  id: string;
  number: number;
  reference: string;
  kind: string;
  priority: number;
  recipient: string;
  /** Separated by commas. */
  key_ids: string;
  /** Null once erased. */
  body: string | null;
  accepted_at: number;
  due_at: number;
  lease_until: number | null;
  attempts: number;
  /** The code of the last try that failed. */
  fault: string | null;
  /** The relay's queue id. */
  receipt: string | null;
  held_at: number | null;
  /** From when it waits, if not from `accepted_at`: it was not to be sent before, or someone asked for it to be sent then. */
  released_at: number | null;
  delivered_at: number | null;
  erased_at: number | null;
  /** When the contact said that it had opened it. */
  received_at: number | null;
  /** Who said so: `code`, typed back by the contact; `operator`; `before`, of what was accepted before there were codes. */
  received_by: string | null;
  /** When a mail server said, after it was taken, that it could not be delivered; null again once it is sent again. */
  bounced_at: number | null;
};

/** Gapless numbers come from a row, never from a sequence: a sequence keeps its gap when a transaction fails. */
export type CountersTable = { name: string; value: number };

/** The tables that delivery owns. */
export type DeliveryTables = {
  deliveries: DeliveriesTable;
  delivery_counters: CountersTable;
  delivery_restored: RestoredTable;
};

/** A row as read. PostgreSQL's driver gives big integers as text: put numbers through `Number`. */
export type DeliveryRow = Selectable<DeliveriesTable>;

/** The history of delivery's tables. */
export const deliveryMigrations: readonly Migration[] = [
  {
    name: 'delivery-1',
    async up(db) {
      await db.schema
        .createTable('deliveries')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('number', 'bigint', (column) => column.notNull().unique())
        .addColumn('reference', 'text', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('priority', 'integer', (column) => column.notNull())
        .addColumn('recipient', 'text', (column) => column.notNull())
        .addColumn('key_ids', 'text', (column) => column.notNull())
        .addColumn('body', 'text')
        .addColumn('accepted_at', 'bigint', (column) => column.notNull())
        .addColumn('due_at', 'bigint', (column) => column.notNull())
        .addColumn('lease_until', 'bigint')
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('fault', 'text')
        .addColumn('receipt', 'text')
        .addColumn('held_at', 'bigint')
        .addColumn('released_at', 'bigint')
        .addColumn('delivered_at', 'bigint')
        .addColumn('erased_at', 'bigint')
        .execute();
      await db.schema.createIndex('deliveries_by_reference').on('deliveries').column('reference').execute();
      await db.schema
        .createIndex('deliveries_undelivered')
        .on('deliveries')
        .columns(['priority', 'due_at'])
        .where(sql<boolean>`delivered_at is null`)
        .execute();
      await db.schema
        .createTable('delivery_counters')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('value', 'bigint', (column) => column.notNull())
        .execute();
      await db
        .withTables<DeliveryTables>()
        .insertInto('delivery_counters')
        .values({ name: 'number', value: 0 })
        .execute();
    },
  },
  {
    name: 'delivery-2',
    async up(db) {
      // All that the queue's health needs, so that no row is read for it.
      await db.schema
        .createIndex('deliveries_health')
        .on('deliveries')
        .columns(['held_at', 'released_at', 'accepted_at', 'delivered_at'])
        .where(sql<boolean>`delivered_at is null`)
        .execute();
    },
  },
  {
    name: 'delivery-3',
    async up(db) {
      await db
        .withTables<DeliveryTables>()
        .insertInto('delivery_counters')
        .values({ name: 'letter', value: 0 })
        .execute();
      // Letters, whose numbers are below zero, are no part of the queue's health.
      await db.schema.dropIndex('deliveries_health').execute();
      await db.schema
        .createIndex('deliveries_health')
        .on('deliveries')
        .columns(['number', 'held_at', 'released_at', 'accepted_at', 'delivered_at'])
        .where(sql<boolean>`delivered_at is null`)
        .execute();
    },
  },
  {
    name: 'delivery-4',
    async up(db) {
      for (const [name, type] of [
        ['received_at', 'bigint'],
        ['received_by', 'text'],
        ['bounced_at', 'bigint'],
      ] as const) {
        await db.schema.alterTable('deliveries').addColumn(name, type).execute();
      }
      // What was accepted until now holds no code: nobody can ever type it back, and it must not alarm for ever.
      await db
        .withTables<DeliveryTables>()
        .updateTable('deliveries')
        .set(({ ref }) => ({ received_at: ref('accepted_at'), received_by: 'before' }))
        .execute();
      // What the promise to people and the watch ask each minute, so that no row is read for it.
      await db.schema
        .createIndex('deliveries_unread')
        .on('deliveries')
        .columns(['recipient', 'delivered_at'])
        .where(sql<boolean>`received_at is null and delivered_at is not null and number > 0`)
        .execute();
      await db.schema
        .createIndex('deliveries_bounced')
        .on('deliveries')
        .columns(['bounced_at'])
        .where(sql<boolean>`bounced_at is not null`)
        .execute();
    },
  },
  restoredMigration,
];
