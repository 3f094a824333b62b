import type { OpenFaultCode } from '#encryption/fault.ts';

/**
 * Why a file does not open: what `OpenFault` tells apart, and besides `unreadable` where the computer does not give it,
 * `too-large` for any message of the site, `outlook` for a file of Outlook's own kind, `smime` for what the mail program opens, and `foreign` for what opened and is not
 * a message as the site writes it.
 */
export type UnopenedCode = OpenFaultCode | 'unreadable' | 'too-large' | 'outlook' | 'smime' | 'foreign';

/** Why a message or a key does not open, as the end of a sentence that begins with the file. */
export const unopened: Record<UnopenedCode, string> = {
  'not-sealed': 'is not sealed. Do not trust it: the site sends nothing that is not',
  'wrong-key': 'is sealed to another key than this one',
  damaged: 'was changed or cut short after it was sealed, and cannot be opened',
  'private-key': 'is not an armoured private key',
  passphrase: 'is locked, and the passphrase is missing or wrong',
  unreadable: 'cannot be read. Is it still there, and on this computer?',
  'too-large': 'is larger than any message of the site',
  outlook:
    'is of the kind that Outlook keeps for itself (.msg). Save the attachment that is in the mail, and open that',
  smime: 'is sealed as S/MIME: the mail program that has your certificate opens it',
  foreign: 'opened, but is not a message as the site writes it',
};
