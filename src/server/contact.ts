import * as openpgp from 'openpgp';
import { type Config, type ContactName, type ContactSettings, settingOf } from '#config';
import { sealByRing } from '#delivery/ring.ts';
import { KeyFault } from '#encryption/fault.ts';
import { readContactKeys } from '#encryption/key.ts';
import type { ContactId } from '#forms/define.ts';
import type { KeyRing } from '#keyring';
import { CertificateFault } from '#smime/fault.ts';
import { envelopApart, largeBytes } from '#submissions/apart.ts';
import { browsersSeal, type Contact, keysOf, type OpenPgpContact, type ServerContact } from '#submissions/contact.ts';

/** A contact whose settings cannot be used. The message names the setting and what to do, and holds no key. */
export class ContactFault extends Error {
  readonly code: string;
  constructor(setting: string, code: string, message: string) {
    super(`${setting}: ${message}`);
    this.name = 'ContactFault';
    this.code = code;
  }
}

/** The contacts that are set up, by their ids. */
export type Contacts = Partial<Record<ContactId, Contact>>;

/**
 * Every contact that is set up, as `openContact` opens one.
 * @param own the keys of a demonstration, which are used for all
 */
export async function openContacts(
  { contacts }: Pick<Config, 'contacts'>,
  subject: string,
  ring: KeyRing,
  now: Date,
  own: string[] | null = null,
): Promise<Contacts> {
  const opened: Contacts = {};
  for (const [id, settings] of Object.entries(contacts) as [ContactName, ContactSettings][]) {
    opened[id] = await openContact(id, { ...settings, keys: own ?? settings.keys }, subject, ring, now);
  }
  return opened;
}

/** Settings whose certificates are usable and weaker than the rest of what is sealed with: RSA below 3072 bits. */
export const findWeakCertificates = (contacts: Contacts): string[] =>
  Object.values(contacts)
    .filter((contact) => !browsersSeal(contact) && contact.certificates.some(({ bits }) => bits < 3072))
    .map(({ id }) => settingOf(id, 'KEYS'));

/**
 * A contact as its settings say, its keys or certificates read and checked. Throws `ContactFault` for one that must not
 * be used or that is not among the fingerprints the operator was told; one that has expired since it was accepted still
 * is used, because an expired key must not stop anybody asking for help.
 * @param ring seals what goes over TLS alone until it is sent
 */
export async function openContact(
  id: ContactName,
  settings: ContactSettings,
  subject: string,
  ring: KeyRing,
  now: Date,
): Promise<Contact> {
  try {
    const contact = await open(id, settings, subject, ring, now);
    if (settings.fingerprints) comparePins(id, settings.fingerprints, contact);
    return contact;
  } catch (error) {
    const setting = settingOf(id, 'KEYS');
    if (error instanceof KeyFault) {
      const help = 'What to do about it says: npm run spoc -- check FILE';
      throw new ContactFault(setting, error.code, `${error.message}. ${help}`);
    }
    if (error instanceof CertificateFault) {
      throw new ContactFault(
        setting,
        error.code,
        `${error.message}. docs/profiles.md, "S/MIME", says what it must be.`,
      );
    }
    throw error;
  }
}

function open(id: ContactId, { profile, keys }: ContactSettings, subject: string, ring: KeyRing, now: Date) {
  if (profile === 'smime' || profile === 'smime-oaep') {
    return openSmime(id, keys, subject, profile === 'smime' ? 'pkcs1' : 'oaep', now);
  }
  return profile === 'tls-only' ? openUnsealed(id, subject, ring) : readContact(id, keys, subject, now);
}

/** A contact that opens OpenPGP. Throws `KeyFault` for a key that must not be used; an expired one may. */
export async function readContact(
  id: ContactId,
  armoured: string[],
  subject: string,
  now: Date,
): Promise<OpenPgpContact> {
  const keys = await readContactKeys(openpgp, armoured, now, { allowExpired: true });
  return { id, library: openpgp, keys, armoured, subject };
}

async function openSmime(
  id: ContactId,
  pem: string[],
  subject: string,
  padding: 'oaep' | 'pkcs1',
  now: Date,
): Promise<ServerContact> {
  // Loaded only where somebody uses it: it adds 20 MB to the process.
  const { readCertificates } = await import('#smime/certificate.ts');
  const { envelopText } = await import('#submissions/enveloped.ts');
  const certificates = readCertificates(pem, now, { allowExpired: true });
  return {
    id,
    subject,
    kind: 'sealed-smime',
    certificates: certificates.map(({ fingerprint, expires, bits }) => ({ fingerprint, expires, bits })),
    seal: async (bytes, at, only) => {
      const to = certificates.filter(({ fingerprint }) => only === undefined || fingerprint === only);
      const blocks = to.map((one) => one.pem);
      return bytes.length > largeBytes
        ? envelopApart(bytes, blocks, at, padding)
        : Buffer.from(await envelopText(bytes, blocks, at, padding)).toString('latin1');
    },
  };
}

const openUnsealed = (id: ContactId, subject: string, ring: KeyRing): ServerContact => ({
  id,
  subject,
  kind: 'sealed-ring',
  certificates: [],
  seal: async (bytes) => sealByRing(ring, bytes),
});

/** Exactly those: a key that nobody read out may be somebody else's, and one that is missing was thought to be in use. */
function comparePins(id: ContactName, pins: string[], contact: Contact): void {
  const found = keysOf(contact).map(({ fingerprint }) => fingerprint);
  if (found.length === 0) return;
  const strange = found.filter((fingerprint) => !pins.includes(fingerprint));
  const missing = pins.filter((pin) => !found.includes(pin));
  if (strange.length === 0 && missing.length === 0) return;
  const said = [
    ...strange.map((fingerprint) => `${fingerprint} is in ${settingOf(id, 'KEYS')} and not named here`),
    ...missing.map((fingerprint) => `${fingerprint} is named here and not in ${settingOf(id, 'KEYS')}`),
  ];
  const help = 'Ask the contact to read its fingerprint out, by telephone.';
  throw new ContactFault(settingOf(id, 'FINGERPRINTS'), 'fingerprint', `${said.join('; ')}. ${help}`);
}
