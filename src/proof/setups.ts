import { createHash } from 'node:crypto';
import type { ContactSettings } from '#config';
import { keyIdsOf } from '#encryption/key.ts';
import { seal } from '#encryption/seal.ts';
import { browsersSeal, type Contact } from '#submissions/contact.ts';

/**
 * One way in which messages reach a contact: its profile, its address and one of its keys. Each has to be shown to open
 * by itself: with two keys, an old one that opens says nothing of a new one that nobody can use.
 */
export type Setup = {
  /** SHA-256 of all that it is made of, in hex. */
  id: string;
  contact: Contact['id'];
  /** The key's fingerprint; null where nothing is sealed to one. */
  fingerprint: string | null;
  /** When the key expires; null: never. */
  expires: Date | null;
  /** Seals to this key alone: the body of a delivery of `kind`. */
  kind: 'sealed-openpgp' | 'sealed-smime' | 'sealed-ring';
  seal: (bytes: Uint8Array, now: Date) => Promise<string>;
};

/** Every way in which messages reach a contact, one for each of its keys. */
export function setupsOf(contact: Contact, { profile, address }: ContactSettings): Setup[] {
  const identify = (key: string) =>
    createHash('sha256')
      .update(JSON.stringify([contact.id, profile, address.toLowerCase(), key]))
      .digest('hex');
  if (browsersSeal(contact)) {
    return contact.keys.map((key) => ({
      id: identify(`${key.fingerprint} ${keyIdsOf([key])[0]}`),
      contact: contact.id,
      fingerprint: key.fingerprint,
      expires: key.expires,
      kind: 'sealed-openpgp',
      seal: (bytes, now) => seal(contact.library, bytes, [key], now),
    }));
  }
  const { id, kind, certificates } = contact;
  if (certificates.length === 0) {
    return [{ id: identify(''), contact: id, fingerprint: null, expires: null, kind, seal: contact.seal }];
  }
  return certificates.map(({ fingerprint, expires }) => ({
    id: identify(fingerprint),
    contact: id,
    fingerprint,
    expires,
    kind,
    seal: (bytes, now) => contact.seal(bytes, now, fingerprint),
  }));
}
