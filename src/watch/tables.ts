import type { Migration } from '#database/migrate.ts';
import type { DeliveryTables } from '#delivery/tables.ts';

/**
 * What has been said about one thing that is, or was, wrong: one row a thing, so that several processes say it once. Times
 * are integers, ms since 1970. Nothing in it is about a person.
 */
export type AlarmsTable = {
  /** Such as `stuck` or `unread.referrals`. */
  name: string;
  kind: string;
  /** A contact's id, where it is about one. */
  contact: string | null;
  count: number;
  /** How bad it is; each higher one is told at once. */
  level: number;
  since: number;
  told_at: number;
  /** Null while it lasts. */
  over_at: number | null;
  /** What was said last: `begin`, `again` or `over`. */
  said: string;
  /** Counts what was said, from 1. */
  seq: number;
  /** Up to which of these the webhook has taken. */
  posted_seq: number;
  /** When the webhook is tried next; meanwhile somebody tries it. */
  post_due: number;
};

/** The last letter of a kind that was written: the list of a day, a heartbeat. */
export type WrittenTable = {
  /** Such as `digest.referrals` or `heartbeat.referrals`. */
  name: string;
  /** The id of its delivery; empty before the first. */
  letter: string;
  /** When it was written; of a list, where it ends. */
  at: number;
  /** The last number that lists have told of. */
  number: number;
  /** When one was last known to have been delivered, or when the first began to be waited for. */
  delivered_at: number;
};

/** The tables that the watch owns. */
export type OwnTables = { watch_alarms: AlarmsTable; watch_letters: WrittenTable };

/** The watch's tables and those of the queue: what is said and that it was said are kept together or not at all. */
export type WatchTables = DeliveryTables & OwnTables;

/** The history of the watch's tables. */
export const watchMigrations: readonly Migration[] = [
  {
    name: 'watch-1',
    async up(db) {
      await db.schema
        .createTable('watch_alarms')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('contact', 'text')
        .addColumn('count', 'bigint', (column) => column.notNull())
        .addColumn('level', 'integer', (column) => column.notNull())
        .addColumn('since', 'bigint', (column) => column.notNull())
        .addColumn('told_at', 'bigint', (column) => column.notNull())
        .addColumn('over_at', 'bigint')
        .addColumn('said', 'text', (column) => column.notNull())
        .addColumn('seq', 'bigint', (column) => column.notNull())
        .addColumn('posted_seq', 'bigint', (column) => column.notNull())
        .addColumn('post_due', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('watch_letters')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('letter', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addColumn('number', 'bigint', (column) => column.notNull())
        .addColumn('delivered_at', 'bigint', (column) => column.notNull())
        .execute();
    },
  },
];
