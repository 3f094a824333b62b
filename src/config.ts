import path from 'node:path';
import * as z from 'zod';
import * as alarms from './config/alarms.ts';
import * as contacts from './config/contacts.ts';
import * as database from './config/database.ts';
import { ConfigError } from './config/fault.ts';
import * as flood from './config/flood.ts';
import * as site from './config/site.ts';
import * as smtp from './config/smtp.ts';

export type { AlarmConfig } from './config/alarms.ts';
export { type ContactName, type ContactSettings, type Profile, settingOf } from './config/contacts.ts';
export { ConfigError } from './config/fault.ts';

/** Every topic's settings and how to mend them: a new topic is a file in `config` and a line here. */
const schema = z.object({
  ...site.settings,
  ...contacts.settings,
  ...smtp.settings,
  ...database.settings,
  ...alarms.settings,
  ...flood.settings,
});
const mend: Record<string, string> = {
  ...site.mend,
  ...contacts.mend,
  ...smtp.mend,
  ...database.mend,
  ...alarms.mend,
  ...flood.mend,
};

/** What a live site cannot do without; for messages that are not sealed to a key, somebody who answers for it. */
const liveSettings = (profile?: contacts.Profile) =>
  [
    'PUBLIC_ORIGIN',
    'REFERRALS_ADDRESS',
    profile === 'tls-only' ? 'REFERRALS_RISK_OWNER' : 'REFERRALS_KEYS',
    'MAIL_FROM',
    'SMTP_URL',
  ] as const;

/** The settings of one process, checked. Paths are absolute; `null` means not set. */
export type Config = {
  production: boolean;
  /** Nothing sent reaches anyone: shown on every page, messages go to a folder. */
  demo: boolean;
  county: string;
  host: string;
  port: number;
  /** `https://host[:port]`; null takes each request's own host, which only a demonstration may. */
  origin: string | null;
  dataDir: string;
  contentDir: string;
  buildDir: string;
  exitUrl: string | null;
  /** Mailbox, profile and public keys of each contact that is set up. */
  contacts: Partial<Record<contacts.ContactName, contacts.ContactSettings>>;
  mailFrom: string | null;
  smtp: smtp.SmtpConfig | null;
  /** PostgreSQL, shared by any number of instances; null: SQLite in the data folder. */
  database: database.DatabaseConfig | null;
  /** Base64 keys of 32 bytes that seal drafts, newest first; null: kept in the data folder. */
  draftKeys: string[] | null;
  /** With SQLite: below so many free bytes on the disk of `dataDir` nothing new is accepted. */
  minFreeBytes: number;
  /** How many days a delivered message can still be sent again before its ciphertext is erased. */
  resendDays: number;
  /** Most megabytes (2^20) of papers with one referral; 0: none are taken. */
  attachmentsMb: number;
  alarms: alarms.AlarmConfig;
  /** When more than pressing *Send* is asked. */
  flood: flood.FloodConfig;
};

/** What a build is made for. A start that differs needs another build. */
export type BuildOptions = {
  contentDir: string;
  buildDir: string;
  county: string;
  demo: boolean;
  origin: string | null;
  exitUrl: string | null;
  resendDays: number;
  /** The contacts that are set up: forms to the others are not offered. */
  contacts: contacts.ContactName[];
  /** Those of them whose messages the server seals, because no browser can: the pages say so. */
  serverSeals: contacts.ContactName[];
  /** Those of these to whom nothing is sealed at all: the server opens their messages when it sends them. */
  sentOpen: contacts.ContactName[];
};

/** The part of the settings that the pages are built from. */
export function buildOptionsOf(config: Config): BuildOptions {
  const { contentDir, buildDir, county, demo, origin, exitUrl, resendDays } = config;
  const offered = Object.keys(config.contacts) as contacts.ContactName[];
  const serverSeals = offered.filter((name) => !contacts.browserSeals(config.contacts[name]?.profile ?? 'pgp-mime'));
  const sentOpen = offered.filter((name) => config.contacts[name]?.profile === 'tls-only');
  return { contentDir, buildDir, county, demo, origin, exitUrl, resendDays, contacts: offered, serverSeals, sentOpen };
}

function parseSettings(environment: Record<string, string | undefined>): z.infer<typeof schema> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) {
    const { EXIT_URL, PUBLIC_ORIGIN } = parsed.data;
    if (EXIT_URL && PUBLIC_ORIGIN && new URL(EXIT_URL).host === new URL(PUBLIC_ORIGIN).host) {
      throw new ConfigError([{ setting: 'EXIT_URL', problem: `leads back to this site: ${mend['EXIT_URL']}` }]);
    }
    return parsed.data;
  }
  throw new ConfigError(
    parsed.error.issues.map(({ path: [setting] }) => ({
      setting: String(setting),
      problem: mend[String(setting)] ?? '',
    })),
  );
}

/** What the build itself reads: `DEMO` is decided by then, so that no other setting is needed. */
export function readBuildOptions(environment: Record<string, string | undefined>): BuildOptions {
  const set = parseSettings(environment);
  return {
    contentDir: path.resolve(set.CONTENT_DIR),
    buildDir: path.resolve(set.BUILD_DIR),
    county: set.COUNTY,
    demo: set.DEMO !== '0',
    origin: set.PUBLIC_ORIGIN ?? null,
    exitUrl: set.EXIT_URL ?? null,
    resendDays: set.RESEND_DAYS,
    contacts: contacts.namesOfContacts(set, set.DEMO !== '0'),
    serverSeals: contacts.sealedByServer(set, set.DEMO !== '0'),
    sentOpen: contacts.sentOpen(set, set.DEMO !== '0'),
  };
}

/**
 * Reads the process's settings. The only reader of the environment. Throws `ConfigError` naming every setting that is
 * wrong or, for a live site, missing; in production a site is live unless `DEMO` is 1.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const set = parseSettings(environment);
  const production = set.NODE_ENV === 'production';
  const missing = liveSettings(set.REFERRALS_PROFILE).filter((setting) => set[setting] === undefined);
  const demo = set.DEMO ? set.DEMO === '1' : !production && missing.length > 0;
  if (!demo && set.PUBLIC_ORIGIN && !isPrivate(set.PUBLIC_ORIGIN)) {
    throw new ConfigError([
      { setting: 'PUBLIC_ORIGIN', problem: 'must begin with https: without it others could read what is sent' },
    ]);
  }
  if (!demo && missing.length > 0) {
    throw new ConfigError(missing.map((setting) => ({ setting, problem: `is missing: ${mend[setting]}` })));
  }
  if (!demo && set.DATABASE_URL && !set.DRAFT_KEYS) {
    const problem = `is missing: instances that share DATABASE_URL must open each other's drafts; ${mend['DRAFT_KEYS']}`;
    throw new ConfigError([{ setting: 'DRAFT_KEYS', problem }]);
  }
  return {
    production,
    demo,
    county: set.COUNTY,
    host: set.HOST,
    port: set.PORT,
    origin: set.PUBLIC_ORIGIN ?? null,
    dataDir: path.resolve(set.DATA_DIR),
    contentDir: path.resolve(set.CONTENT_DIR),
    buildDir: path.resolve(set.BUILD_DIR),
    exitUrl: set.EXIT_URL ?? null,
    contacts: contacts.readContacts(set, demo),
    mailFrom: set.MAIL_FROM ?? null,
    smtp: smtp.readSmtp(set),
    database: database.readDatabase(set),
    draftKeys: set.DRAFT_KEYS?.split(',') ?? null,
    minFreeBytes: set.MIN_FREE_MB * 2 ** 20,
    resendDays: set.RESEND_DAYS,
    attachmentsMb: set.ATTACHMENTS_MB,
    flood: flood.readFlood(set),
    alarms: alarms.readAlarms(set),
  };
}

/** Nobody else can read along: TLS, or this machine alone (loopback is a secure context, W3C Secure Contexts 3.1). */
const isPrivate = (origin: string) => /^https:|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|$)/.test(origin);
