import type { Kysely } from 'kysely';
import type { Config } from '#config';
import { createProofs } from '#proof/proofs.ts';
import { type Setup, setupsOf } from '#proof/setups.ts';
import type { ProofTables } from '#proof/tables.ts';
import type { Contacts } from './contact.ts';

/** A live site whose contacts have not shown that they can open what it sends. The message says what to do. */
export class UnprovenFault extends Error {
  readonly code = 'unproven';
  constructor(setups: readonly Setup[]) {
    const names = [...new Set(setups.map(({ contact }) => contact))];
    super(
      [
        'Nobody has shown yet that these messages can be opened, as they would be sent now:',
        ...setups.map(({ contact, fingerprint }) => `  ${contact}${fingerprint ? `, key ${fingerprint}` : ''}`),
        'Send a test message, and type back the code that the contact finds inside:',
        ...names.map((name) => `  npm run operate -- prove ${name}`),
        'docs/profiles.md says how. It is asked again whenever an address, a profile or a key changes.',
      ].join('\n'),
    );
    this.name = 'UnprovenFault';
  }
}

/** Every way in which messages reach the contacts that are set up. */
export const setupsOfAll = (config: Pick<Config, 'contacts'>, contacts: Contacts): Setup[] =>
  Object.values(contacts).flatMap((contact) => {
    const settings = config.contacts[contact.id];
    return settings ? setupsOf(contact, settings) : [];
  });

/**
 * Throws `UnprovenFault` where a live site would send what nobody has shown to open. A demonstration's messages reach
 * nobody.
 */
export async function requireProofs(config: Config, contacts: Contacts, db: Kysely<ProofTables>, clock: () => Date) {
  if (config.demo) return;
  const missing = await createProofs(db, clock).missing(setupsOfAll(config, contacts));
  if (missing.length > 0) throw new UnprovenFault(missing);
}
