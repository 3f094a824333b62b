import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { reachDatabase } from '#database/faults.ts';
import type { Setup } from './setups.ts';
import type { ProofTables } from './tables.ts';

/** For how long the code of a test message counts, in ms: a contact may be away for some days. */
const codeLasts = 30 * 86_400_000;

/** What is known of which setups a contact has shown to open. Every method throws `DatabaseFault`. */
export type Proofs = {
  /** A test message with this code has been handed over for the setup. Several may be open at once. */
  sent: (setup: Setup, code: string) => Promise<void>;
  /** The one of the setups whose code this is, which counts as opened from now on; null for no code of theirs. */
  opened: (setups: readonly Setup[], code: string) => Promise<Setup | null>;
  /** Those of the setups that nobody has shown to open. */
  missing: (setups: readonly Setup[]) => Promise<Setup[]>;
};

/** The proofs in `db`, whose table `proofMigrations` made. */
export function createProofs(db: Kysely<ProofTables>, clock: () => Date): Proofs {
  const now = () => clock().getTime();
  return {
    sent: (setup, code) =>
      reachDatabase(async () => {
        const row = { id: hash(setup, code), setup: setup.id, sent_at: now(), opened_at: null };
        await db.insertInto('contact_proofs').values(row).execute();
      }),
    opened: (setups, code) =>
      reachDatabase(async () => {
        for (const setup of setups) {
          const { numUpdatedRows } = await db
            .updateTable('contact_proofs')
            .set({ opened_at: now() })
            .where('id', '=', hash(setup, code))
            .where('sent_at', '>', now() - codeLasts)
            .executeTakeFirst();
          if (numUpdatedRows > 0n) return setup;
        }
        return null;
      }),
    missing: (setups) =>
      reachDatabase(async () => {
        const ids = setups.map(({ id }) => id);
        const rows = await db
          .selectFrom('contact_proofs')
          .select('setup')
          .where('setup', 'in', ids.length > 0 ? ids : [''])
          .where('opened_at', 'is not', null)
          .execute();
        const shown = new Set(rows.map(({ setup }) => setup));
        return setups.filter(({ id }) => !shown.has(id));
      }),
  };
}

const hash = ({ id }: Setup, code: string) => createHash('sha256').update(`${id} ${code}`).digest('hex');
