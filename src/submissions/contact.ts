import type { ContactKeys } from '#encryption/key.ts';
import type { SealingLibrary } from '#encryption/library.ts';
import type { ContactId } from '#forms/define.ts';

/** One contact's side of the intake: who it is, and the keys its messages are sealed to. */
export type Contact = {
  id: ContactId;
  library: SealingLibrary;
  keys: ContactKeys;
  /** The same keys as text, for browsers to fetch. */
  armoured: string[];
  /** The neutral word before the reference in the subject of what it receives. */
  subject: string;
};
