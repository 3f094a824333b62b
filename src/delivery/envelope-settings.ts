import type { KeyRing } from '#keyring';

/** What the outer mail is made of, all of it from settings. `subject` is neutral: anybody may see it. */
export type EnvelopeSettings = {
  from: { name: string; address: string };
  /** The right side of Message-IDs, such as the site's host name. */
  host: string;
  /** Opens letters; without it none can leave. */
  letters?: KeyRing;
  /** By the id of the contact. */
  recipients: Record<string, { address: string; subject: string }>;
};
