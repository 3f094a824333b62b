import * as openpgp from 'openpgp';
import { generateKeyPair } from '../../src/encryption/generate.ts';
import { readContactKeys } from '../../src/encryption/key.ts';
import { seal } from '../../src/encryption/seal.ts';
import type { Answers } from '../../src/forms/define.ts';
import { discoverForms } from '../../src/forms/discover.ts';
import { composeMessage } from '../../src/message/compose.ts';
import type { Attachment } from '../../src/message/mime.ts';

/** A message as a person sends it. `entity` changes what is about to be sealed, for what a forger would seal. */
export type Written = {
  form: string;
  reference: string;
  answers: Answers;
  language?: string;
  attachments?: Attachment[];
  entity?: (entity: string) => string;
};

/** Twelve signs as a message's code has them beside its reference. */
export const code = 'K7QM-2RVT-9HBD';

/** A contact with a key pair, and messages sealed to it by what the site itself uses. `passphrase`: locks the private key. */
export async function createReceiver(passphrase?: string) {
  const owner = { name: 'Referrals', now: new Date(), expiresInDays: 730 };
  return receiverOf(await generateKeyPair(openpgp, { ...owner, ...(passphrase === undefined ? {} : { passphrase }) }));
}

/** The same for keys that are there, armoured. */
export async function receiverOf<Pair extends { publicKey: string }>(pair: Pair) {
  const now = new Date();
  const keys = await readContactKeys(openpgp, [pair.publicKey], now);
  const forms = await discoverForms();

  /** The armoured message. */
  async function write({ form: id, reference, answers, language = 'en', attachments = [], entity }: Written) {
    const entry = forms.get(id);
    if (!entry) throw new Error(`no form ${id}`);
    const bytes = composeMessage({
      form: entry.form,
      english: entry.english,
      answers,
      lists: { areas: [{ code: 'maidstone', label: 'Maidstone' }], services: [] },
      header: { reference, language, versions: { privacy: '2026-11-22', permission: '2026-11-22' } },
      languageName: language === 'ur' ? 'Urdu' : 'English',
      rules: { highScore: 14 },
      code,
      subject: 'Message',
      attachments,
    });
    const changed = entity ? new TextEncoder().encode(entity(new TextDecoder().decode(bytes))) : bytes;
    return seal(openpgp, changed, keys, now);
  }
  return { ...pair, write };
}

/** A sealed message as the mail that holds it (RFC 3156 section 4). */
export const mailOf = (armoured: string, subject: string): string =>
  [
    'From: site@example.org',
    `Subject: ${subject}`,
    'Date: Fri, 20 Nov 2026 10:00:00 +0000',
    'MIME-Version: 1.0',
    'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary="outer"',
    '',
    '--outer',
    'Content-Type: application/pgp-encrypted',
    '',
    'Version: 1',
    '',
    '--outer',
    'Content-Type: application/octet-stream; name="encrypted.asc"',
    '',
    ...armoured.trim().split(/\r?\n/),
    '--outer--',
    '',
  ].join('\r\n');
