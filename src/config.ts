import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

const text = z.string().trim().min(1);
const port = z.coerce.number().int().min(0).max(65_535);

const settings = z.object({
  NODE_ENV: z.string().default('development'),
  DEMO: z.enum(['0', '1']).optional(),
  COUNTY: z
    .string()
    .regex(/^[a-z][a-z-]*$/)
    .default('kent'),
  HOST: text.default('127.0.0.1'),
  PORT: port.default(4321),
  PUBLIC_ORIGIN: z
    .url({ protocol: /^https?$/ })
    .transform((url) => new URL(url).origin)
    .optional(),
  DATA_DIR: text.default('data'),
  CONTENT_DIR: text.default('content'),
  BUILD_DIR: text.default('dist'),
  // Not what somebody searched for: a result page has to be explained to whoever looks at it.
  EXIT_URL: z
    .url({ protocol: /^https$/ })
    .refine((url) => new URL(url).search === '')
    .optional(),
  REFERRALS_ADDRESS: z.email().optional(),
  REFERRALS_KEYS: text.optional(),
  BEHAVIOUR_ADDRESS: z.email().optional(),
  BEHAVIOUR_KEYS: text.optional(),
  FEEDBACK_ADDRESS: z.email().optional(),
  FEEDBACK_KEYS: text.optional(),
  EDITORS_ADDRESS: z.email().optional(),
  EDITORS_KEYS: text.optional(),
  TRAINING_ADDRESS: z.email().optional(),
  TRAINING_KEYS: text.optional(),
  MAIL_FROM: z.email().optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  SMTP_CA_FILE: text.optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_CA_FILE: text.optional(),
  DRAFT_KEYS: z
    .string()
    .regex(/^[A-Za-z0-9+/=]{44}(,[A-Za-z0-9+/=]{44})*$/)
    .optional(),
  RESEND_DAYS: z.coerce.number().int().min(0).max(90).default(7),
  ATTACHMENTS_MB: z.coerce.number().int().min(0).max(10).default(10),
});

const mend: Record<string, string> = {
  NODE_ENV: 'leave it out, or set production',
  DEMO: '1 runs a demonstration, 0 a live site',
  COUNTY: 'the name of a folder in content/counties, such as kent',
  HOST: 'the address to listen on, such as 127.0.0.1',
  PORT: 'a number from 0 to 65535',
  PUBLIC_ORIGIN: 'what people type, such as https://help.example.org, with no path',
  DATA_DIR: 'a folder that this process may write to',
  CONTENT_DIR: 'the folder with the counties, pages and languages',
  BUILD_DIR: 'a folder that the build may write to, below the project',
  EXIT_URL: 'an https address that anybody might have open, such as a weather page, and no search',
  REFERRALS_ADDRESS: 'the mailbox of the single point of contact',
  REFERRALS_KEYS: 'one or more files with its public OpenPGP key, separated by commas',
  BEHAVIOUR_ADDRESS: 'the mailbox of the team for people who worry about their own behaviour',
  BEHAVIOUR_KEYS: 'its public OpenPGP keys, as with REFERRALS_KEYS',
  FEEDBACK_ADDRESS: 'the mailbox for feedback and complaints',
  FEEDBACK_KEYS: 'its public OpenPGP keys, as with REFERRALS_KEYS',
  EDITORS_ADDRESS: 'the mailbox of those who keep the list of services',
  EDITORS_KEYS: 'its public OpenPGP keys, as with REFERRALS_KEYS',
  TRAINING_ADDRESS: 'the mailbox of whoever organises training',
  TRAINING_KEYS: 'its public OpenPGP keys, as with REFERRALS_KEYS',
  MAIL_FROM: 'the address the site sends from',
  SMTP_URL: 'smtp://user:password@host:587 (STARTTLS is required) or smtps://user:password@host:465',
  SMTP_CA_FILE: 'a file with the certificate authority of the mail server, in PEM',
  DATABASE_URL: 'postgres://user:password@host:5432/database (TLS is required, except on this machine)',
  DATABASE_CA_FILE: 'a file with the certificate authority of the PostgreSQL server, in PEM',
  DRAFT_KEYS: '32 bytes in base64, the newest first, separated by commas',
  RESEND_DAYS: 'whole days from 0 to 90',
  ATTACHMENTS_MB: 'whole megabytes from 0 to 10; 0 takes no papers',
};

/** Who can receive messages, by the first word of their settings. */
const contacts = {
  referrals: 'REFERRALS',
  behaviour: 'BEHAVIOUR',
  feedback: 'FEEDBACK',
  editors: 'EDITORS',
  training: 'TRAINING',
} as const;

/** A contact's id. */
export type ContactName = keyof typeof contacts;

/** What a live site cannot do without. */
const live = ['PUBLIC_ORIGIN', 'REFERRALS_ADDRESS', 'REFERRALS_KEYS', 'MAIL_FROM', 'SMTP_URL'] as const;

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
  /** Mailbox and public keys of each contact that is set up; in a demonstration, whose key is its own, all of them. */
  contacts: Partial<Record<ContactName, { address: string; keys: string[] }>>;
  mailFrom: string | null;
  smtp: { url: string; ca: string | null } | null;
  /** PostgreSQL, shared by any number of instances; null: SQLite in the data folder. The URL holds a password. */
  database: { url: string; ca: string | null } | null;
  /** Base64 keys of 32 bytes that seal drafts, newest first; null: kept in the data folder. */
  draftKeys: string[] | null;
  /** How many days a delivered message can still be sent again before its ciphertext is erased. */
  resendDays: number;
  /** Most megabytes (2^20) of papers with one referral; 0: none are taken. */
  attachmentsMb: number;
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
  contacts: ContactName[];
};

/** The part of the settings that the pages are built from. */
export function buildOptionsOf(config: Config): BuildOptions {
  const { contentDir, buildDir, county, demo, origin, exitUrl, resendDays } = config;
  const offered = Object.keys(config.contacts) as ContactName[];
  return { contentDir, buildDir, county, demo, origin, exitUrl, resendDays, contacts: offered };
}

/** Settings that cannot be used, with a line for each that says how to mend it. */
export class ConfigError extends Error {
  readonly settings: string[];
  constructor(problems: { setting: string; problem: string }[]) {
    super(problems.map(({ setting, problem }) => `  ${setting}: ${problem}`).join('\n'));
    this.name = 'ConfigError';
    this.settings = problems.map(({ setting }) => setting);
  }
}

function parseSettings(environment: Record<string, string | undefined>): z.infer<typeof settings> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
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

const contactNames = Object.keys(contacts) as ContactName[];

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
    contacts: contactNames.filter((name) => set.DEMO !== '0' || set[`${contacts[name]}_ADDRESS`] !== undefined),
  };
}

/**
 * Reads the process's settings. The only reader of the environment. Throws `ConfigError` naming every setting that is
 * wrong or, for a live site, missing; in production a site is live unless `DEMO` is 1.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const set = parseSettings(environment);
  const production = set.NODE_ENV === 'production';
  const missing = live.filter((setting) => set[setting] === undefined);
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
    contacts: Object.fromEntries(
      contactNames.flatMap((name) => {
        const contact = readContact(set, name, demo);
        return contact === null ? [] : [[name, contact]];
      }),
    ),
    mailFrom: set.MAIL_FROM ?? null,
    smtp: set.SMTP_URL
      ? { url: set.SMTP_URL, ca: set.SMTP_CA_FILE ? readSetting('SMTP_CA_FILE', set.SMTP_CA_FILE) : null }
      : null,
    database: set.DATABASE_URL
      ? {
          url: set.DATABASE_URL,
          ca: set.DATABASE_CA_FILE ? readSetting('DATABASE_CA_FILE', set.DATABASE_CA_FILE) : null,
        }
      : null,
    draftKeys: set.DRAFT_KEYS?.split(',') ?? null,
    resendDays: set.RESEND_DAYS,
    attachmentsMb: set.ATTACHMENTS_MB,
  };
}

/** Nobody else can read along: TLS, or this machine alone (loopback is a secure context, W3C Secure Contexts 3.1). */
const isPrivate = (origin: string) => /^https:|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|$)/.test(origin);

/** A contact has both an address and a key, or neither: half of it would take messages that nobody gets. */
function readContact(
  set: z.infer<typeof settings>,
  name: ContactName,
  demo: boolean,
): { address: string; keys: string[] } | null {
  const first = contacts[name];
  const address = set[`${first}_ADDRESS`];
  const files = set[`${first}_KEYS`];
  if (demo) return { address: address ?? `${name}@localhost`, keys: [] };
  if (address === undefined && files === undefined) return null;
  const missing = address === undefined ? `${first}_ADDRESS` : `${first}_KEYS`;
  if (address === undefined || files === undefined) {
    throw new ConfigError([{ setting: missing, problem: `is missing: ${mend[missing]}` }]);
  }
  const keys = files.split(',').filter(Boolean);
  return { address, keys: keys.map((file) => readSetting(`${first}_KEYS`, file.trim())) };
}

function readSetting(setting: string, file: string): string {
  try {
    return readFileSync(path.resolve(file), 'utf8');
  } catch {
    throw new ConfigError([{ setting, problem: `the file ${file} cannot be read` }]);
  }
}
