import type { Mail } from '../channels/channel.ts';
import type { EnvelopeSettings } from '../envelope-settings.ts';

/** The settings of an imaginary county. */
export const envelope: EnvelopeSettings = {
  from: { name: 'Website', address: 'website@county.example' },
  host: 'help.county.example',
  recipients: { referrals: { address: 'referrals@county.example', subject: 'New message' } },
};

/** A finished mail. */
export function makeMail(given: Partial<Mail> = {}): Mail {
  const messageId = '<TEST-1.7@help.county.example>';
  return {
    from: 'website@county.example',
    to: ['referrals@county.example'],
    messageId,
    raw: `Message-ID: ${messageId}\r\nSubject: New message TEST-1\r\n\r\n.sealed\r\n`,
    ...given,
  };
}
