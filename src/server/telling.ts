import type { Config } from '#config';
import type { County } from '#directory/county.ts';
import { findTelling } from '#i18n/telling.ts';

/** The settings that others can see, in an address bar or a list of mail, and that say too much; by name. */
export function findTellingSettings(config: Config, county: County): string[] {
  const seen = {
    PUBLIC_ORIGIN: config.origin ? new URL(config.origin).host : '',
    MAIL_FROM: config.mailFrom ?? '',
    'county.mail.senderName': county.mail.senderName,
    'county.mail.subject': county.mail.subject,
  };
  return Object.entries(seen)
    .filter(([, text]) => findTelling(text) !== null)
    .map(([name]) => name);
}
