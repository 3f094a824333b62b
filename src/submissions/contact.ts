import type { ContactKeys } from '#encryption/key.ts';
import type { SealingLibrary } from '#encryption/library.ts';
import type { ContactId } from '#forms/define.ts';

/** One contact's side of the intake: who it is, and the keys its messages are sealed to, by browsers or by the server. */
export type OpenPgpContact = {
  id: ContactId;
  library: SealingLibrary;
  keys: ContactKeys;
  /** The same keys as text, for browsers to fetch. */
  armoured: string[];
  /** The neutral word before the reference in the subject of what it receives. */
  subject: string;
};

/** A contact that no browser can seal to. The server does, in memory, within the one request. */
export type ServerContact = {
  id: ContactId;
  subject: string;
  /** How a body is dressed for the way, as `NewDelivery.kind`. */
  kind: 'sealed-smime' | 'sealed-ring';
  /** Each certificate by its fingerprint, with the moment it expires and the bits of its RSA key; none where there is none. */
  certificates: { fingerprint: string; expires: Date; bits: number }[];
  /**
   * What was sealed, as text for the queue. Throws where it cannot be sealed, never answers anything in clear.
   * @param only the fingerprint of the one certificate to seal to; without it, to each
   */
  seal: (bytes: Uint8Array, now: Date, only?: string) => Promise<string>;
};

/** Who receives messages. */
export type Contact = OpenPgpContact | ServerContact;

/** Whether browsers seal to a contact; otherwise it has no key to fetch and the answers come over TLS alone. */
export const browsersSeal = (contact: Contact): contact is OpenPgpContact => 'armoured' in contact;

/** A contact's keys or certificates by their fingerprints, each with the moment it expires; null: never. */
export const keysOf = (contact: Contact): { fingerprint: string; expires: Date | null }[] =>
  browsersSeal(contact)
    ? contact.keys.map(({ fingerprint, expires }) => ({ fingerprint, expires }))
    : contact.certificates;
