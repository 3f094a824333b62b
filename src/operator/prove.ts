import { buildOptionsOf, type Config, type ContactName } from '#config';
import { readSite } from '#directory/site.ts';
import { createKeyRing } from '#keyring';
import { createId, referenceOf } from '#message/reference.ts';
import { createCode, readCode } from '#proof/code.ts';
import { writeTestMessage } from '#proof/message.ts';
import { createProofs } from '#proof/proofs.ts';
import { type Setup, setupsOf } from '#proof/setups.ts';
import { type Contacts, openContacts } from '#server/contact.ts';
import { openDataFolder, readDraftKeys } from '#server/data-folder.ts';
import { outgoingSettings } from '#server/outgoing.ts';
import { setupsOfAll } from '#server/proven.ts';
import { openSiteDatabase } from '#server/schema.ts';
import { type Command, OperatorFault, type Shop } from './command.ts';
import { sendAtOnce } from './send.ts';

/**
 * Shows that a contact can open what the site sends: sends a test message in the contact's profile, to each key by
 * itself, and records that the code inside came back. A live site starts only when this is done.
 */
export const prove: Command = {
  help: `  npm run operate -- prove [CONTACT [CODE]]
      Without a contact: who has shown that the messages to them can be opened. With one, such as referrals: sends a test
      message, one for each key that is not shown yet. With the code that the contact found in it: records that it opened.
`,
  async run([name, ...typed], shop) {
    const config = shop.readConfig();
    if (config.demo) throw new OperatorFault('A demonstration sends nothing to anybody: there is nothing to prove.');
    openDataFolder(config.dataDir);
    const { mail } = readSite(config.contentDir, buildOptionsOf(config)).county;
    const ring = createKeyRing(readDraftKeys(config.dataDir, config.draftKeys));
    const contacts = await openContacts(config, mail.subject, ring, shop.clock());
    const db = await openSiteDatabase(config, false);
    try {
      const proofs = createProofs(db, shop.clock);
      if (name === undefined) return await list(setupsOfAll(config, contacts), proofs, shop);
      const setups = setupsOfOne(name, config, contacts);
      if (typed.length > 0) return await record(setups, typed.join(''), proofs, shop);
      const missing = await proofs.missing(setups);
      const expired = missing.find(({ expires }) => expires !== null && expires <= shop.clock());
      if (expired) throw new OperatorFault(`${describe(expired)} has expired. Ask the contact for a new key.`);
      for (const setup of missing) {
        const code = await createCode();
        await send(config, setup, code, { mail, ring, now: shop.clock() });
        await proofs.sent(setup, code);
        shop.terminal.write(`Sent: ${describe(setup)}.\n`);
      }
      if (missing.length === 0)
        shop.terminal.write(`Nothing to do: ${name} has opened messages as they are sent now.\n`);
      else shop.terminal.write(`Ask the contact for the code inside, then: npm run operate -- prove ${name} CODE\n`);
      return 0;
    } finally {
      await db.destroy();
    }
  },
};

type Proofs = ReturnType<typeof createProofs>;

const describe = ({ contact, fingerprint }: Setup) => (fingerprint ? `${contact}, key ${fingerprint}` : contact);

function setupsOfOne(name: string, config: Config, contacts: Contacts): Setup[] {
  const contact = Object.hasOwn(contacts, name) ? contacts[name as ContactName] : undefined;
  const settings = contact && config.contacts[contact.id];
  if (contact && settings) return setupsOf(contact, settings);
  throw new OperatorFault(`There is no contact ${JSON.stringify(name)} set up: ${Object.keys(contacts).join(', ')}.`);
}

async function list(setups: Setup[], proofs: Proofs, { terminal }: Shop): Promise<0 | 1> {
  const missing = await proofs.missing(setups);
  for (const setup of setups)
    terminal.write(`${missing.includes(setup) ? 'missing' : 'opened '}  ${describe(setup)}\n`);
  return missing.length > 0 ? 1 : 0;
}

async function record(setups: Setup[], typed: string, proofs: Proofs, shop: Shop): Promise<0 | 1> {
  const opened = await proofs.opened(setups, readCode(typed));
  if (!opened) {
    shop.terminal.warn(
      'This is not the code of a test message sent in the last 30 days as this contact is set up now. Nothing was recorded.\n',
    );
    return 1;
  }
  shop.terminal.write(`Recorded: ${describe(opened)} can be opened.\n`);
  return list(setups, proofs, shop);
}

async function send(
  config: Config,
  setup: Setup,
  code: string,
  {
    mail,
    ring,
    now,
  }: { mail: { senderName: string; subject: string }; ring: ReturnType<typeof createKeyRing>; now: Date },
): Promise<void> {
  const reference = await referenceOf(createId());
  const bytes = writeTestMessage({
    subject: `${mail.subject} ${reference}`,
    code,
    fingerprint: setup.fingerprint,
    picture: `${config.origin}/square.png`,
  });
  const body = await setup.seal(bytes, now);
  const { kind, contact: recipient } = setup;
  const delivery = { id: 'test', reference, kind, recipient, body, priority: 0, keyIds: [] };
  await sendAtOnce(config, outgoingSettings(config, mail, ring), delivery, { number: 0, now });
}
