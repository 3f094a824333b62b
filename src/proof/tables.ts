import type { Migration } from '#database/migrate.ts';

/**
 * One row is one test message to a contact. Times are integers, ms since 1970. It holds no address, no key and no code:
 * only what tells them again.
 */
export type ProofsTable = {
  /** SHA-256 of `setup` and the code that stands in the message. */
  id: string;
  /** What was shown to be opened: SHA-256 of contact, profile, address and one key. */
  setup: string;
  sent_at: number;
  /** When the code was typed back; null: not yet. */
  opened_at: number | null;
};

/** The table that proofs own. */
export type ProofTables = { contact_proofs: ProofsTable };

/** The history of that table. */
export const proofMigrations: readonly Migration[] = [
  {
    name: 'proof-1',
    async up(db) {
      await db.schema
        .createTable('contact_proofs')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('setup', 'text', (column) => column.notNull())
        .addColumn('sent_at', 'bigint', (column) => column.notNull())
        .addColumn('opened_at', 'bigint')
        .execute();
      await db.schema.createIndex('contact_proofs_by_setup').on('contact_proofs').column('setup').execute();
    },
  },
];
