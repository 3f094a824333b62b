import * as z from 'zod';
import { ConfigError, readNamedFile } from './fault.ts';

/** Who can receive messages, by the first word of their settings. */
const firstWords = {
  referrals: 'REFERRALS',
  behaviour: 'BEHAVIOUR',
  feedback: 'FEEDBACK',
  editors: 'EDITORS',
  training: 'TRAINING',
} as const;

/** A contact's id. */
export type ContactName = keyof typeof firstWords;
type FirstWord = (typeof firstWords)[ContactName];

/**
 * How a contact opens its messages. `pgp-mime`: with a mail program that speaks OpenPGP. `attachment`: the same ciphertext
 * as a file, opened on a page of ours or with GnuPG. `smime` and `smime-oaep`: with S/MIME, its key sealed by RSA in the
 * older or the newer way. `tls-only`: not sealed to the contact at all, sent open over verified TLS.
 */
export const profiles = ['pgp-mime', 'attachment', 'smime', 'smime-oaep', 'tls-only'] as const;

/** One of `profiles`. */
export type Profile = (typeof profiles)[number];

/** Whether a browser can seal to a contact; otherwise the server does. */
export const browserSeals = (profile: Profile): boolean => profile === 'pgp-mime' || profile === 'attachment';

const about = {
  ADDRESS: z.email().optional(),
  KEYS: z.string().trim().min(1).optional(),
  PROFILE: z.enum(profiles).optional(),
  RISK_OWNER: z.string().trim().min(3).optional(),
  FINGERPRINTS: z
    .string()
    .transform((text) => text.replace(/[\s:]/g, '').toLowerCase())
    .pipe(z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})(,([0-9a-f]{40}|[0-9a-f]{64}))*$/))
    .optional(),
};
type About = typeof about;

/** Who receives messages: address, keys and how they open them, for each contact. */
export const settings = Object.fromEntries(
  Object.values(firstWords).flatMap((first) => Object.entries(about).map(([end, one]) => [`${first}_${end}`, one])),
) as {
  [name in `${FirstWord}_${keyof About}`]: name extends `${FirstWord}_${infer End extends keyof About}`
    ? About[End]
    : never;
};

/** The settings of all contacts, parsed. */
export type Given = { [name in keyof typeof settings]?: z.infer<(typeof settings)[name]> };

const mailboxes: Record<FirstWord, string> = {
  REFERRALS: 'the mailbox of the single point of contact',
  BEHAVIOUR: 'the mailbox of the team for people who worry about their own behaviour',
  FEEDBACK: 'the mailbox for feedback and complaints',
  EDITORS: 'the mailbox of those who keep the list of services',
  TRAINING: 'the mailbox of whoever organises training',
};

/** What to write instead, by the name of the setting. */
export const mend: Record<string, string> = Object.fromEntries(
  Object.entries(mailboxes).flatMap(([first, mailbox]) => [
    [`${first}_ADDRESS`, mailbox],
    [
      `${first}_KEYS`,
      'one or more files with its public OpenPGP key, or its certificates in PEM for smime, separated by commas',
    ],
    [`${first}_PROFILE`, `${profiles.join(', ')} (docs/profiles.md says which); pgp-mime unless it is set`],
    [`${first}_RISK_OWNER`, 'name and role of the person who answers for messages that are not sealed (tls-only)'],
    [`${first}_FINGERPRINTS`, 'the fingerprints of its keys as the contact read them out, separated by commas'],
  ]),
);

/** A contact as set up. */
export type ContactSettings = {
  address: string;
  profile: Profile;
  /** The text of each of its key files; none in a demonstration, whose key is its own, and none for `tls-only`. */
  keys: string[];
  /** The only keys that may be in the files: lower-case hex digits. Null: any. */
  fingerprints: string[] | null;
};

const names = Object.keys(firstWords) as ContactName[];

/** The name of one of a contact's settings, for messages to the operator. */
export const settingOf = (name: ContactName, end: keyof About): string => `${firstWords[name]}_${end}`;

/** The contacts that are set up; in a demonstration, all of them. Throws `ConfigError`. */
export function readContacts(given: Given, demo: boolean): Partial<Record<ContactName, ContactSettings>> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const contact = readContact(given, name, demo);
      return contact === null ? [] : [[name, contact]];
    }),
  );
}

/** The ids of the contacts that are set up, without a look at their keys. */
export const namesOfContacts = (given: Given, demo: boolean): ContactName[] =>
  names.filter((name) => demo || given[`${firstWords[name]}_ADDRESS`] !== undefined);

/** Those of them whose messages the server seals, because no browser can. */
export const sealedByServer = (given: Given, demo: boolean): ContactName[] =>
  namesOfContacts(given, demo).filter((name) => !browserSeals(given[`${firstWords[name]}_PROFILE`] ?? 'pgp-mime'));

/** Those to whom nothing is sealed: their messages travel open from here on. */
export const sentOpen = (given: Given, demo: boolean): ContactName[] =>
  namesOfContacts(given, demo).filter((name) => given[`${firstWords[name]}_PROFILE`] === 'tls-only');

/** What a contact cannot do without: an address, and keys unless nothing is sealed to them. Half of it would lose messages. */
function readContact(given: Given, name: ContactName, demo: boolean): ContactSettings | null {
  const first = firstWords[name];
  const address = given[`${first}_ADDRESS`];
  const files = given[`${first}_KEYS`];
  const profile = given[`${first}_PROFILE`] ?? 'pgp-mime';
  const open = profile === 'tls-only';
  if (!demo && address === undefined && files === undefined && given[`${first}_PROFILE`] === undefined) return null;
  if (!demo && address === undefined) throw missing(`${first}_ADDRESS`);
  if (open && given[`${first}_RISK_OWNER`] === undefined) throw missing(`${first}_RISK_OWNER`);
  const fingerprints = given[`${first}_FINGERPRINTS`]?.split(',') ?? null;
  if (demo) {
    const problem = 'a demonstration has no certificate: leave it out, or set attachment';
    if (!open && !browserSeals(profile)) throw new ConfigError([{ setting: `${first}_PROFILE`, problem }]);
    return { address: address ?? `${name}@localhost`, profile, keys: [], fingerprints: null };
  }
  if (open && files !== undefined) {
    const problem = `is not used with tls-only, where nothing is sealed to a key: leave it out, or change ${first}_PROFILE`;
    throw new ConfigError([{ setting: `${first}_KEYS`, problem }]);
  }
  if (!open && files === undefined) throw missing(`${first}_KEYS`);
  const keys = (files ?? '').split(',').filter(Boolean);
  return {
    address: address ?? '',
    profile,
    keys: keys.map((file) => readNamedFile(`${first}_KEYS`, file.trim())),
    fingerprints,
  };
}

const missing = (setting: string) => new ConfigError([{ setting, problem: `is missing: ${mend[setting]}` }]);
