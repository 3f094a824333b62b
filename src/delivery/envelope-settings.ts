import type { Profile } from '#config';
import type { KeyRing } from '#keyring';

/** A contact as mail goes to it. `subject` is neutral: anybody may see it. `profile` is `pgp-mime` unless it is set. */
export type Recipient = { address: string; subject: string; profile?: Profile };

/** What the outer mail is made of, all of it from settings. */
export type EnvelopeSettings = {
  from: { name: string; address: string };
  /** The right side of Message-IDs, such as the site's host name. */
  host: string;
  /** Opens letters and what is sent over TLS alone; without it none can leave. */
  letters?: KeyRing;
  /** Address of the page that opens a message, for those who get theirs as a file; null: there is none to name. */
  reader?: string | null;
  /** By the id of the contact. */
  recipients: Record<string, Recipient>;
};
