import * as openpgp from 'openpgp';
import { KeyFault, type KeyFaultCode } from '#encryption/fault.ts';
import { type ContactKey, daysLeft, readContactKeys } from '#encryption/key.ts';
import { showHidden } from '#message/visible.ts';
import { readText } from './files.ts';
import type { Terminal } from './terminal.ts';

const faults: Record<KeyFaultCode, string> = {
  none: 'there is no key in it',
  unreadable: 'it is not a whole armoured public key. Export it again, with --armor',
  private: 'it is a PRIVATE key. Never give it to anyone: export the public one',
  v6: 'it is of a newer kind (version 5 or 6) that many programs cannot use yet',
  seipd2: 'it asks for a newer kind of message (SEIPD version 2) that GnuPG cannot open',
  revoked: 'it was revoked',
  expired: 'it has expired. A site that uses it goes on, but make a new one now',
  weak: 'it is too weak: RSA needs 3072 bits or more',
  'sign-only': 'it can only sign: it has no part that messages can be sealed to',
};

/**
 * Says whether the public keys in a file can be used, their fingerprints, what messages are addressed to, and how long
 * they last. Answers 0 when all can be used, 1 when not. Throws `SpocFault` when the file cannot be read.
 */
export async function check(file: string, terminal: Terminal, now: Date): Promise<0 | 1> {
  const armoured = readText(file);
  try {
    const keys = await readContactKeys(openpgp, [armoured], now);
    terminal.write(`${file} can be used.\n${keys.map((key) => describeKey(key, now)).join('\n')}`);
    return 0;
  } catch (error) {
    if (!(error instanceof KeyFault)) throw error;
    const which = error.position > 1 ? ` (key ${error.position} in it)` : '';
    terminal.warn(`${file}${which} cannot be used: ${faults[error.code]}.\n`);
    return 1;
  }
}

/** One key in lines for a person: whose, fingerprint, key id, expiry. */
export function describeKey(contactKey: ContactKey, now: Date): string {
  const { key, keyId, fingerprint, expires } = contactKey;
  const left = daysLeft([contactKey], now);
  const end = expires ? `${expires.toISOString().slice(0, 10)} (${left} days left)` : 'never';
  return [
    ...key.getUserIDs().map((owner) => `  for          ${showHidden(owner)}`),
    `  fingerprint  ${groupFingerprint(fingerprint)}`,
    `  sealed to    ${keyId.toUpperCase()}`,
    `  expires      ${end}`,
    '',
  ].join('\n');
}

/** In fours, as people read fingerprints to each other. */
function groupFingerprint(fingerprint: string): string {
  return fingerprint.toUpperCase().match(/.{4}/g)?.join(' ') ?? '';
}
