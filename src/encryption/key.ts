import type { Key, Subkey } from 'openpgp';
import { KeyFault } from './fault.ts';
import type { SealingLibrary } from './library.ts';
import { findWeakness, rejectForm } from './weakness.ts';

/** One public key that messages are sealed to, with the subkey that does it. */
export type ContactKey = {
  key: Key;
  /** Of the encryption subkey: what a sealed message is addressed to. 16 lower-case hex digits. */
  keyId: string;
  /** Of the primary key: what a person compares. 40 lower-case hex digits. */
  fingerprint: string;
  /** The public key algorithm of the subkey, as numbered by RFC 9580 section 9.1. */
  algorithm: number;
  /** The first moment at which every signature on the key is in force. */
  from: Date;
  /** The moment from which the key counts as expired; null: never. */
  expires: Date | null;
};

/** Every key a message is sealed to, never empty. */
export type ContactKeys = readonly [ContactKey, ...ContactKey[]];

const blocks = /-----BEGIN PGP ([A-Z ]+)-----[\s\S]*?-----END PGP \1-----/g;
const opening = /-----BEGIN PGP /g;

/** Of RSA: less gives under 128 bits of strength (NIST SP 800-57 part 1, table 2; ASVS 5.0 V11.2.3). Curves have no bits. */
const leastRsaBits = 3072;

/**
 * Reads the contact's public keys from armoured texts, each of which may hold several blocks. All of them must be
 * usable: one bad key throws `KeyFault`, so that a contact never believes a key is in use when it is not.
 *
 * With `allowExpired`, a key that has expired is still used, because the person who holds it can still open what is
 * sealed to it and intake must not stop; without it, as when a key is first accepted, it is refused. A clock that runs
 * behind the key's creation is forgiven. The same subkey given twice counts once.
 */
export async function readContactKeys(
  library: SealingLibrary,
  armoured: readonly string[],
  now: Date,
  options: { allowExpired?: boolean } = {},
): Promise<ContactKeys> {
  const keys: ContactKey[] = [];
  let position = 0;
  for (const key of await readEach(library, armoured)) {
    position += 1;
    const found = await chooseSubkey(library, key, position, now, options.allowExpired ?? false);
    if (!keys.some(({ keyId }) => keyId === found.keyId)) keys.push(found);
  }
  const [first, ...others] = keys;
  if (!first) throw new KeyFault('none', 0);
  return [first, ...others];
}

/** The ids of the subkeys that a message to these keys is addressed to: 16 lower-case hex digits each. */
export function keyIdsOf(keys: ContactKeys): string[] {
  return keys.map(({ keyId }) => keyId);
}

/** Whole days until the first of the keys expires, negative once it has; null if none ever does. */
export function daysLeft(keys: readonly Pick<ContactKey, 'expires'>[], now: Date): number | null {
  const ends = keys.flatMap(({ expires }) => (expires ? [expires.getTime()] : []));
  return ends.length > 0 ? Math.floor((Math.min(...ends) - now.getTime()) / 86_400_000) : null;
}

/**
 * The date to seal at: now, unless the clock is behind the key's making (then the moment it was made) or the key has
 * expired (then a second before). OpenPGP.js refuses both otherwise; GnuPG opens the result.
 */
export function sealingDate({ from, expires }: ContactKey, now: Date): Date {
  const started = Math.max(now.getTime(), from.getTime());
  return new Date(expires ? Math.min(started, expires.getTime() - 1000) : started);
}

async function readEach(library: SealingLibrary, armoured: readonly string[]): Promise<Key[]> {
  const keys: Key[] = [];
  for (const text of armoured) {
    const found = [...text.matchAll(blocks)];
    // OpenPGP.js reads the first block of a text and says nothing of the others; a cut block has no end.
    if (found.length === 0 || found.length !== [...text.matchAll(opening)].length) {
      throw new KeyFault('unreadable', keys.length + 1);
    }
    for (const [block] of found) keys.push(...(await readBlock(library, block, keys.length + 1)));
  }
  return keys;
}

async function readBlock(library: SealingLibrary, block: string, position: number): Promise<Key[]> {
  if (block.startsWith('-----BEGIN PGP PRIVATE')) throw new KeyFault('private', position);
  const read = await library.readKeys({ armoredKeys: block }).catch(() => []);
  if (read.length === 0) throw new KeyFault('unreadable', position);
  return read;
}

async function chooseSubkey(
  library: SealingLibrary,
  key: Key,
  position: number,
  now: Date,
  allowExpired: boolean,
): Promise<ContactKey> {
  const form = await rejectForm(library, key);
  if (form) throw new KeyFault(form, position);
  const inForce = await key.getEncryptionKey(undefined, now).catch(() => null);
  const subkey = inForce ?? (await key.getEncryptionKey(undefined, null).catch(() => null));
  if (!subkey) throw new KeyFault(await findWeakness(library, key), position);
  if ((subkey.getAlgorithmInfo().bits ?? leastRsaBits) < leastRsaBits) throw new KeyFault('weak', position);
  const contactKey = await describe(key, subkey, now);
  const expired = contactKey.expires !== null && contactKey.expires <= now;
  if (expired && !allowExpired) throw new KeyFault('expired', position);
  const works = await key.getEncryptionKey(subkey.getKeyID(), sealingDate(contactKey, now)).catch(() => null);
  if (!works) throw new KeyFault('unreadable', position);
  return contactKey;
}

async function describe(key: Key, subkey: Key | Subkey, now: Date): Promise<ContactKey> {
  const signatures = [
    ...key.users.flatMap(({ selfCertifications }) => selfCertifications),
    ...('bindingSignatures' in subkey ? subkey.bindingSignatures : []),
  ];
  const starts = [key.keyPacket, subkey.keyPacket, ...signatures].map(({ created }) => created?.getTime() ?? 0);
  const from = new Date(Math.max(...starts));
  const at = new Date(Math.max(from.getTime(), now.getTime()));
  const ends = [
    await key.getExpirationTime(),
    'bindingSignatures' in subkey ? await subkey.getExpirationTime(at) : null,
  ].flatMap((end) => (end instanceof Date ? [end.getTime()] : []));
  return {
    key,
    keyId: subkey.getKeyID().toHex(),
    fingerprint: key.getFingerprint(),
    algorithm: subkey.keyPacket.algorithm,
    from,
    expires: ends.length > 0 ? new Date(Math.min(...ends)) : null,
  };
}
