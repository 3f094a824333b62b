import type { Config } from '#config';
import type { County } from '#directory/county.ts';
import { findTelling } from '#i18n/telling.ts';

/**
 * The settings that keep a visit from being left unseen, by name: what others can see, in an address bar or a list of
 * mail, and that says too much; an exit that leads back to the site; two exits of which the second would hang as well.
 */
export function findTellingSettings(config: Config, county: County): string[] {
  const seen = {
    PUBLIC_ORIGIN: config.origin ? new URL(config.origin).host : '',
    MAIL_FROM: config.mailFrom ?? '',
    'county.mail.senderName': county.mail.senderName,
    'county.mail.subject': county.mail.subject,
  };
  const telling = Object.entries(seen).filter(([, text]) => findTelling(text) !== null);
  return [...telling.map(([name]) => name), ...findUselessExits(config, county)];
}

/** The exits that leave the person where they are. That of the setting itself has been refused (`#config`). */
function findUselessExits({ origin, exitUrl }: Config, { exit }: County): string[] {
  const hostOf = (url: string | null) => (url === null ? null : new URL(url).host);
  const own = hostOf(origin);
  const useless = {
    EXIT_URL: exitUrl !== null && hostOf(exitUrl) === hostOf(exit.second),
    'county.exit.url': exitUrl === null && hostOf(exit.url) === own,
    'county.exit.second': hostOf(exit.second) === own,
  };
  return Object.entries(useless)
    .filter(([, is]) => is)
    .map(([name]) => name);
}
