import type { Config } from '#config';
import type { EnvelopeSettings } from '#delivery/envelope-settings.ts';
import type { KeyRing } from '#keyring';

/** What every mail is made of, from the settings and the county's words for the outside of its mail. */
export function outgoingSettings(
  config: Config,
  mail: { senderName: string; subject: string },
  ring: KeyRing,
): EnvelopeSettings {
  const sender = config.mailFrom ?? 'demonstration@localhost';
  return {
    from: { name: mail.senderName, address: sender },
    host: sender.split('@')[1] ?? 'localhost',
    letters: ring,
    reader: config.origin === null ? null : `${config.origin}/open/`,
    recipients: Object.fromEntries(
      Object.entries(config.contacts).map(([id, { address, profile }]) => [
        id,
        { address, profile, subject: mail.subject },
      ]),
    ),
  };
}
