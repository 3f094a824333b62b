import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import * as openpgp from 'openpgp';
import PostalMime, { type Email } from 'postal-mime';
import { discoverForms } from '../../src/forms/discover.ts';
import { type Referral, readReferral } from '../../src/message/referral.ts';
import { createGpg, gpgAvailable } from './gpg.ts';

const forms = await discoverForms();

/** What the contact has after opening a mail, read by a mail program's parser and none of ours. */
export type Opened = {
  mail: Email;
  /** Subject inside the seal. */
  subject: string;
  /** The readable part; lines end in LF. */
  text: string;
  /** `referral.json` as it came, checked by `readReferral`. */
  referral: Referral;
};

/** Decrypts an armoured message to its bytes. */
export type Decrypt = (armoured: string) => Promise<Uint8Array>;

/** Opens with OpenPGP.js and an armoured private key without passphrase. */
export function decryptWith(armoredKey: string): Decrypt {
  return async (armoured) => {
    const decryptionKeys = await openpgp.readPrivateKey({ armoredKey });
    const message = await openpgp.readMessage({ armoredMessage: armoured });
    const { data } = await openpgp.decrypt({ message, decryptionKeys, format: 'binary' });
    return data as Uint8Array;
  };
}

/** Opens with GnuPG, as a contact does, in a key ring of its own; with OpenPGP.js where there is no GnuPG. */
export function decryptByGpg(armoredKey: string): Decrypt {
  if (!gpgAvailable) return decryptWith(armoredKey);
  return async (armoured) => {
    const gpg = createGpg();
    try {
      await gpg.importKey(armoredKey);
      return (await gpg.decrypt(armoured)).output;
    } finally {
      gpg.close();
    }
  };
}

/** Opens a PGP/MIME mail. Throws when it is not one, does not open, or holds a `referral.json` that is not as published. */
export async function openMail(raw: Uint8Array, decrypt: Decrypt): Promise<Opened> {
  const mail = await PostalMime.parse(raw, { attachmentEncoding: 'utf8' });
  const sealed = mail.attachments.find(({ mimeType }) => mimeType === 'application/octet-stream');
  const inside = await PostalMime.parse(await decrypt(String(sealed?.content)), { attachmentEncoding: 'utf8' });
  const [json, ...others] = inside.attachments;
  if (json?.filename !== 'referral.json' || others.length > 0) throw new Error('not one referral.json inside');
  const read = readReferral(String(json.content), forms);
  if (!read.ok) throw new Error(`referral.json: ${read.problems.join(', ')}`);
  return {
    mail,
    subject: inside.subject ?? '',
    text: (inside.text ?? '').replaceAll('\r\n', '\n'),
    referral: read.referral,
  };
}

/** The names of the messages that a demonstration delivered into its folder so far. */
export function listMessages(dataDir: string): string[] {
  const folder = path.join(dataDir, 'messages');
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.eml')) : [];
}

/** Opens the message with a reference that a demonstration delivered, once it is there, with the key it made for itself. */
export async function openDemonstration(
  dataDir: string,
  reference: string,
  by: (armoredKey: string) => Decrypt = decryptWith,
): Promise<Opened> {
  const find = () => listMessages(dataDir).filter((name) => name.startsWith(`${reference}.`));
  await expect.poll(() => find().length, { intervals: [25], message: 'the message is delivered once' }).toBe(1);
  const key = readFileSync(path.join(dataDir, 'demonstration', 'private-key.asc'), 'utf8');
  return openMail(readFileSync(path.join(dataDir, 'messages', find()[0] ?? '')), by(key));
}
