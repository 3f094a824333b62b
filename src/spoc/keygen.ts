import * as openpgp from 'openpgp';
import { generateKeyPair } from '#encryption/generate.ts';
import { readContactKeys } from '#encryption/key.ts';
import { describeKey } from './check.ts';
import { SpocFault } from './fault.ts';
import { refuseExisting, writeNew } from './files.ts';
import { chooseNewPassphrase } from './passphrase.ts';
import type { Terminal } from './terminal.ts';

/** `out` is what both file names begin with; `days` how long the key lasts. */
export type KeygenOptions = {
  name: string;
  email?: string | undefined;
  out: string;
  days: number;
  passphraseFile?: string | undefined;
};

/**
 * Makes a key pair where the contact works: `<out>-private.asc`, locked by a passphrase and readable by its owner
 * alone, and `<out>-public.asc`. Overwrites nothing. Throws `SpocFault`; answers 0.
 */
export async function keygen(options: KeygenOptions, terminal: Terminal, now: Date): Promise<0> {
  const { name, email, out, days } = options;
  if (!Number.isInteger(days) || days < 1 || days > 3650) throw new SpocFault(2, '--days is a number from 1 to 3650');
  if (email !== undefined && !/^[^\s<>@]+@[^\s<>@]+$/.test(email)) throw new SpocFault(2, '--email is not an address');
  if (/[\p{Cc}<>]/u.test(name) || name.trim() === '') throw new SpocFault(2, '--name cannot be used');
  const files = { privateKey: `${out}-private.asc`, publicKey: `${out}-public.asc` };
  refuseExisting(Object.values(files));
  const passphrase = await chooseNewPassphrase(terminal, options.passphraseFile);
  const owner = { name, passphrase, now, expiresInDays: days, ...(email === undefined ? {} : { email }) };
  const pair = await generateKeyPair(openpgp, owner);
  const [key] = await readContactKeys(openpgp, [pair.publicKey], now);
  writeNew([
    { path: files.privateKey, content: pair.privateKey, secret: true },
    { path: files.publicKey, content: pair.publicKey, secret: false },
  ]);
  terminal.write(`Two files were made:

  ${files.publicKey}   goes to whoever runs the site (setting REFERRALS_KEYS)
  ${files.privateKey}  stays here. Whoever has it and its passphrase can read every message

${describeKey(key, now)}
What to do next:
  1. Keep a copy of the private file and of the passphrase where this computer's loss does not reach them:
     without either, nobody can open the messages any more.
  2. Give the public file to whoever runs the site, then read them the fingerprint over the phone.
  3. To read mail, import the private file into Thunderbird or Gpg4win, or run: gpg --import ${files.privateKey}
     Or open one message: npm run spoc -- read --key ${files.privateKey} MESSAGE.eml
  4. Make the next key a month before this one expires. Keep this one: older messages open with nothing else.
`);
  return 0;
}
