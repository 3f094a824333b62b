import { buildOptionsOf, readConfig } from '#config';
import { readSite } from '#directory/site.ts';
import { createKeyRing } from '#keyring';
import { createCode } from '#proof/code.ts';
import { createProofs } from '#proof/proofs.ts';
import { openContacts } from '#server/contact.ts';
import { openDataFolder, readDraftKeys } from '#server/data-folder.ts';
import { setupsOfAll } from '#server/proven.ts';
import { openSiteDatabase } from '#server/schema.ts';

/**
 * Records for a live site whose contact is made up that its messages can be opened, as the operator does with the code
 * that a contact reads out. Nothing is sent: whether the mail opens is what those look at who call this. A demonstration
 * is left as it is. Throws what a start would.
 * @param environment settings, `DATA_DIR` among them
 */
export async function proveAll(environment: Record<string, string | undefined>): Promise<void> {
  const config = readConfig(environment);
  if (config.demo) return;
  openDataFolder(config.dataDir);
  const { mail } = readSite(config.contentDir, buildOptionsOf(config)).county;
  const ring = createKeyRing(readDraftKeys(config.dataDir, config.draftKeys));
  const clock = () => new Date();
  const contacts = await openContacts(config, mail.subject, ring, clock());
  const db = await openSiteDatabase(config);
  try {
    const proofs = createProofs(db, clock);
    for (const setup of await proofs.missing(setupsOfAll(config, contacts))) {
      const code = await createCode();
      await proofs.sent(setup, code);
      await proofs.opened([setup], code);
    }
  } finally {
    await db.destroy();
  }
}
