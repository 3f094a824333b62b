import { type Selectable, sql } from 'kysely';
import type { Migration } from '#database/migrate.ts';
import type { DeliveryTables } from '#delivery/tables.ts';

/**
 * One row is one person's booking of one session. Times are integers, ms since 1970; where it stands follows from them
 * (`status.ts`). Nothing in a row names anybody: what a person filled in is in `details`, sealed by the key ring.
 */
export type BookingsTable = {
  /** The submission's id. */
  id: string;
  reference: string;
  session: string;
  /** In order of arrival within the session, from 1: who waits longer is first. */
  number: number;
  /** Keyed hash of session and address while the booking counts, else null: one booking a person and session. */
  person: string | null;
  /** Keyed hash of the address alone, for limits. */
  address: string | null;
  /** SHA-256 of the token of the private link. */
  token: string | null;
  /** How often the booking was handed over: each time it has another link and another event in calendars. */
  generation: number;
  /** An `Attendee`, sealed; null once removed. */
  details: string | null;
  booked_at: number;
  /** Since when the person has a place; null: not (yet). */
  seat_at: number | null;
  /** A place is kept for the person until then; null: no offer is open. */
  offered_until: number | null;
  ended_at: number | null;
  /** Why it ended: `cancelled`, `late`, `lapsed` or `called-off`. */
  ended: string | null;
  /** Which reminder was sent last, as start and days before, so that a session that moves is reminded of anew. */
  reminded: string | null;
  /** `attended` or `absent`, as the organiser said. */
  attendance: string | null;
};

/** How full a session is. `taken` counts places that people have and those kept by an open offer. */
export type SeatsTable = { session: string; seats: number; taken: number; bookings: number; called_off: number };

/** What people of a session were told last. `place` is a hash of where it is; times are local. */
export type StatesTable = {
  session: string;
  starts: string;
  ends: string;
  place: string;
  called_off: number;
  sequence: number;
};

/** What is left of bookings whose names were removed: counts by quarter, such as `2026-Q4`. */
export type CountsTable = {
  quarter: string;
  kind: string;
  role: string;
  district: string;
  booked: number;
  attended: number;
  absent: number;
  unmet: number;
};

/** When letters went to an address (a keyed hash), for an hour. */
export type LettersTable = { address: string; at: number };

/** A secret of our own, sealed by the key ring, which may change while this stays. */
export type SecretsTable = { name: string; sealed: string };

/** The tables that training owns. */
export type OwnTables = {
  bookings: BookingsTable;
  session_seats: SeatsTable;
  session_states: StatesTable;
  training_counts: CountsTable;
  training_letters: LettersTable;
  training_secrets: SecretsTable;
};

/** Training's tables and those of the queue, since a booking and its letters are kept together or not at all. */
export type TrainingTables = DeliveryTables & OwnTables;

/** A booking as read. PostgreSQL's driver gives big integers as text: put times through `Number`. */
export type BookingRow = Selectable<BookingsTable>;

/** The history of training's tables. */
export const trainingMigrations: readonly Migration[] = [
  {
    name: 'training-1',
    async up(db) {
      await db.schema
        .createTable('bookings')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('reference', 'text', (column) => column.notNull())
        .addColumn('session', 'text', (column) => column.notNull())
        .addColumn('number', 'integer', (column) => column.notNull())
        .addColumn('person', 'text', (column) => column.unique())
        .addColumn('address', 'text')
        .addColumn('token', 'text', (column) => column.unique())
        .addColumn('generation', 'integer', (column) => column.notNull())
        .addColumn('details', 'text')
        .addColumn('booked_at', 'bigint', (column) => column.notNull())
        .addColumn('seat_at', 'bigint')
        .addColumn('offered_until', 'bigint')
        .addColumn('ended_at', 'bigint')
        .addColumn('ended', 'text')
        .addColumn('reminded', 'text')
        .addColumn('attendance', 'text')
        .addUniqueConstraint('bookings_by_number', ['session', 'number'])
        .execute();
      await db.schema.createIndex('bookings_by_address').on('bookings').column('address').execute();
      await db.schema
        .createTable('session_seats')
        .addColumn('session', 'text', (column) => column.primaryKey())
        .addColumn('seats', 'integer', (column) => column.notNull())
        .addColumn('taken', 'integer', (column) => column.notNull().check(sql`taken >= 0`))
        .addColumn('bookings', 'integer', (column) => column.notNull())
        .addColumn('called_off', 'integer', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('session_states')
        .addColumn('session', 'text', (column) => column.primaryKey())
        .addColumn('starts', 'text', (column) => column.notNull())
        .addColumn('ends', 'text', (column) => column.notNull())
        .addColumn('place', 'text', (column) => column.notNull())
        .addColumn('called_off', 'integer', (column) => column.notNull())
        .addColumn('sequence', 'integer', (column) => column.notNull())
        .execute();
      await db.schema
        .createTable('training_counts')
        .addColumn('quarter', 'text', (column) => column.notNull())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('role', 'text', (column) => column.notNull())
        .addColumn('district', 'text', (column) => column.notNull())
        .addColumn('booked', 'integer', (column) => column.notNull())
        .addColumn('attended', 'integer', (column) => column.notNull())
        .addColumn('absent', 'integer', (column) => column.notNull())
        .addColumn('unmet', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('training_counts_key', ['quarter', 'kind', 'role', 'district'])
        .execute();
      await db.schema
        .createTable('training_letters')
        .addColumn('address', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema
        .createIndex('training_letters_by_address')
        .on('training_letters')
        .columns(['address', 'at'])
        .execute();
      await db.schema
        .createTable('training_secrets')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('sealed', 'text', (column) => column.notNull())
        .execute();
    },
  },
];
