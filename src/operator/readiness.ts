import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildOptionsOf, type Config } from '#config';
import type { County } from '#directory/county.ts';
import type { Duty } from '#directory/duties.ts';
import { findExamples } from '#directory/examples.ts';
import type { Site } from '#directory/site.ts';
import { differences, readBuildRecord } from '#server/build-record.ts';

/** What is ready or not: as a duty, or `later`, which a site may open without. */
export type Check = Omit<Duty, 'state'> & { state: Duty['state'] | 'later' };

/** Whether the settings are those of a live site that people can reach over TLS. */
export function checkSettings(config: Config): Check[] {
  const { origin, mailFrom, smtp, demo } = config;
  const missing = [
    ...(origin === null ? ['PUBLIC_ORIGIN'] : []),
    ...(mailFrom === null ? ['MAIL_FROM'] : []),
    ...(smtp === null ? ['SMTP_URL'] : []),
    ...(demo ? ['REFERRALS_ADDRESS', 'REFERRALS_KEYS', 'DEMO=0'] : []),
  ];
  const settings: Check =
    missing.length === 0
      ? { id: 'settings', state: 'done', says: 'the settings are those of a live site' }
      : {
          id: 'settings',
          state: 'missing',
          says: `are those of a demonstration. Give this command the live settings: ${missing.join(', ')}`,
        };
  const tls: Check = origin?.startsWith('https:')
    ? { id: 'origin', state: 'done', says: `people reach the site over TLS: ${origin}` }
    : { id: 'origin', state: 'missing', says: 'is not https. Set PUBLIC_ORIGIN to what people will type' };
  return [settings, tls];
}

/**
 * Whether somebody is told when something fails: by another way than the mail, which may be what fails, and of messages
 * that nobody opens.
 */
export function checkAlarms({ alarms }: Config, { contacts }: County): Check[] {
  const unread = Object.values(contacts).some((contact) => contact.unread !== null);
  const missing = [
    ...(alarms.webhook === null ? ['nobody is told by another way than mail: ALARM_WEBHOOK'] : []),
    ...(unread && alarms.unreadAddress === null ? ['nobody is told of what is not opened: UNREAD_ADDRESS'] : []),
  ];
  return [
    missing.length === 0
      ? { id: 'alarms', state: 'done', says: 'somebody is told when mail is stuck and when a message is not opened' }
      : { id: 'alarms', state: 'missing', says: `${missing.join('; ')}. Who: docs/assurance/rota.md` },
  ];
}

/** What stands in the county's file and no team has confirmed. */
export function checkExamples(county: County, reaches: Site['reaches']): Check[] {
  const examples = findExamples(county, reaches);
  return [
    examples.length === 0
      ? { id: 'examples', state: 'done', says: 'names, hours and promises were confirmed by their teams' }
      : {
          id: 'examples',
          state: 'missing',
          says:
            `are still in content/counties/${county.id}/county.yaml: ${examples.join(', ')}. Have each team confirm its name, ` +
            'hours and promises, then write example: false',
        },
  ];
}

/** Languages in which no form is offered, because no native reader has passed the words. */
export const checkLanguages = ({ locales }: Pick<Site, 'locales'>): Check[] =>
  locales.map(({ tag, english, reviewed }) =>
    tag === 'en' || reviewed !== null
      ? { id: english, state: 'done', says: 'its forms are offered' }
      : {
          id: english,
          state: 'later',
          says: `has no forms until a native reader has passed its words: content/locales/${tag}/locale.yaml, reviewed`,
        },
  );

/** How many pages of guidance nobody who works in the field has read; each of them says so itself. */
export function checkPages({ contentDir }: Config): Check[] {
  const folder = path.join(contentDir, 'pages');
  const pages = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));
  const unread = pages.filter((text) => /^reviewedBy: null$/m.test(text)).length;
  return [
    unread === 0
      ? { id: 'pages to read', state: 'done', says: 'each was read by somebody who works in the field' }
      : {
          id: 'pages to read',
          state: 'later',
          says: `${unread} were read by nobody of the field yet: docs/guidance.md`,
        },
  ];
}

/** Whether what was built is what would be served: for these settings, and with the names that stand there now. */
export function checkBuild(config: Config, { assurance, locales }: Site): Check[] {
  const record = readBuildRecord(config.buildDir);
  const other = record === null ? [] : differences(record.options, buildOptionsOf(config));
  const unnamed = locales.some(({ tag }) => {
    const page = record === null ? '' : readPage(path.join(config.buildDir, 'client', tag, 'privacy', 'index.html'));
    return assurance.controller !== null && !page.includes(assurance.controller.name.replaceAll('&', '&#38;'));
  });
  const why = [
    ...(record === null ? ['it was not built'] : []),
    ...(other.length > 0 ? [`it was built for other settings (${other.join(', ')})`] : []),
    ...(record !== null && unnamed ? ['its page on privacy does not name the controller'] : []),
  ];
  return [
    why.length === 0
      ? { id: 'build', state: 'done', says: 'was made for these settings' }
      : {
          id: 'build',
          state: 'missing',
          says: `is not the site that is to open: ${why.join('; ')}. Run: npm run build`,
        },
  ];
}

function readPage(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
