import type { OpenPgp } from './library.ts';

/** Whom a key pair is for; a name or an address is enough. */
export type KeyOwner = {
  name: string;
  email?: string;
  /** Locks the private key; without it anybody who has the file can read every message. */
  passphrase?: string;
  now: Date;
  expiresInDays: number;
};

/** Both halves, armoured. */
export type KeyPair = { privateKey: string; publicKey: string };

/**
 * Makes a key pair: version 4, Ed25519 to sign and a Curve25519 subkey to encrypt in their older ("legacy") form, and
 * no announcement of SEIPD version 2. This is the form GnuPG 2.2.40 imports and opens; the newer algorithm numbers and
 * version 6 do not import there at all.
 */
export async function generateKeyPair(library: OpenPgp, owner: KeyOwner): Promise<KeyPair> {
  const { privateKey, publicKey } = await library.generateKey({
    type: 'ecc',
    curve: 'curve25519Legacy',
    userIDs: [{ name: owner.name, ...(owner.email ? { email: owner.email } : {}) }],
    ...(owner.passphrase ? { passphrase: owner.passphrase } : {}),
    date: owner.now,
    keyExpirationTime: owner.expiresInDays * 86_400,
    format: 'armored',
    config: { v6Keys: false, aeadProtect: false },
  });
  return { privateKey, publicKey };
}
