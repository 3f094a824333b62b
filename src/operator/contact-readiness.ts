import type { Config, ContactName, ContactSettings } from '#config';
import { createKeyRing } from '#keyring';
import { createProofs } from '#proof/proofs.ts';
import { setupsOf } from '#proof/setups.ts';
import { ContactFault, openContact } from '#server/contact.ts';
import { openDataFolder, readDraftKeys } from '#server/data-folder.ts';
import { openSiteDatabase } from '#server/schema.ts';
import { type Contact, keysOf } from '#submissions/contact.ts';
import type { Check } from './readiness.ts';

/** Days before the end of a key at which a new one is to be on its way. */
const renewalDays = 60;

/**
 * For each contact of a live site whether its keys can be used and for how long, and whether it has shown that it can
 * open what is sent to it as it is set up now. Nothing for a demonstration. Throws what opening the database throws.
 */
export async function checkContacts(config: Config, clock: () => Date): Promise<Check[]> {
  if (config.demo) return [];
  openDataFolder(config.dataDir);
  const ring = createKeyRing(readDraftKeys(config.dataDir, config.draftKeys));
  const db = await openSiteDatabase(config, false);
  try {
    const proofs = createProofs(db, clock);
    const checks = (Object.entries(config.contacts) as [ContactName, ContactSettings][]).map(
      async ([name, settings]): Promise<Check[]> => {
        const contact = await openContact(name, settings, '', ring, clock()).catch((error: unknown) => {
          if (error instanceof ContactFault) return error;
          throw error;
        });
        if (contact instanceof ContactFault) {
          return [{ id: `keys of ${name}`, state: 'missing', says: contact.message }];
        }
        const open = (await proofs.missing(setupsOf(contact, settings))).length === 0;
        return [checkKeys(name, contact, clock()), sayProof(name, settings, open)];
      },
    );
    return (await Promise.all(checks)).flat();
  } finally {
    await db.destroy();
  }
}

/** An expired key never stops intake (decision 7), so it is old and not missing. */
function checkKeys(name: string, contact: Contact, now: Date): Check {
  const id = `keys of ${name}`;
  const keys = keysOf(contact);
  if (keys.length === 0) return { id, state: 'done', says: 'none are needed: it is sent open over verified TLS' };
  const ends = keys.flatMap(({ expires }) => (expires === null ? [] : [expires.getTime()]));
  if (ends.length === 0) return { id, state: 'done', says: 'can be used and have no end' };
  const left = Math.floor((Math.min(...ends) - now.getTime()) / 86_400_000);
  if (left > renewalDays) return { id, state: 'done', says: `can be used for ${left} days` };
  const end = left < 0 ? 'have ended' : `end in ${left} days`;
  return { id, state: 'old', says: `${end}. Have the team make new ones (docs/profiles.md)` };
}

const sayProof = (name: string, { profile }: ContactSettings, open: boolean): Check =>
  open
    ? { id: `proof of ${name}`, state: 'done', says: `its messages were opened as they are sent now (${profile})` }
    : {
        id: `proof of ${name}`,
        state: 'missing',
        says: `nobody has shown that its messages can be opened (${profile}). Run: npm run operate -- prove ${name}`,
      };
