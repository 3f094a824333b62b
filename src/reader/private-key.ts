import type { PrivateKey } from 'openpgp';
import { OpenFault } from '#encryption/fault.ts';
import type { OpenPgp } from '#encryption/library.ts';
import { readPrivateKey } from '#encryption/open.ts';
import type { OpeningLibrary } from '#opening/open-message.ts';

/** How reading a key ended. */
export type KeyAnswer = { key: PrivateKey } | { fault: 'private-key' | 'passphrase' };

const armour = '-----BEGIN PGP PRIVATE KEY BLOCK-----';

/**
 * Whether a file that nobody called a key is a private one: it begins as such, as text or as bytes (tag 5 in either form of
 * header, RFC 9580 section 4.2). A mail that holds a key somewhere is a mail.
 */
export function isPrivateKey(bytes: Uint8Array): boolean {
  const [first = 0] = bytes;
  return beginningOf(bytes).trimStart().startsWith(armour) || first === 0xc5 || (first >= 0x94 && first <= 0x97);
}

/** Whether a file is a public key or a certificate, which opens nothing. */
export function isPublicKey(bytes: Uint8Array): boolean {
  return /^\s*-----BEGIN (PGP PUBLIC KEY BLOCK|CERTIFICATE)-----/.test(beginningOf(bytes));
}

const beginningOf = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes.subarray(0, 4096));

/** Reads a private key, before which a program may have written whose it is, and unlocks it. What is wrong with it is a value. */
export async function readKey(library: OpeningLibrary, bytes: Uint8Array, passphrase: string): Promise<KeyAnswer> {
  const text = new TextDecoder('latin1').decode(bytes);
  const at = text.indexOf(armour);
  const armoured = at >= 0 ? text.slice(at) : library.armor(library.enums.armor.privateKey, bytes);
  try {
    return { key: await readPrivateKey(library as OpenPgp, armoured, passphrase) };
  } catch (error) {
    if (!(error instanceof OpenFault)) throw error;
    return { fault: error.code === 'passphrase' ? 'passphrase' : 'private-key' };
  }
}
