import * as z from 'zod';
import { ConfigError, readNamedFile } from './fault.ts';

const address = z.email().optional();
const files = z.string().trim().min(1).optional();

/** Who receives messages: an address and keys for each contact. */
export const settings = {
  REFERRALS_ADDRESS: address,
  REFERRALS_KEYS: files,
  BEHAVIOUR_ADDRESS: address,
  BEHAVIOUR_KEYS: files,
  FEEDBACK_ADDRESS: address,
  FEEDBACK_KEYS: files,
  EDITORS_ADDRESS: address,
  EDITORS_KEYS: files,
  TRAINING_ADDRESS: address,
  TRAINING_KEYS: files,
};

/** What to write instead, by the name of the setting. */
export const mend: Record<keyof typeof settings, string> = {
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
};

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

/** A contact as set up: its mailbox and the text of each of its key files (none in a demonstration, whose key is its own). */
export type ContactSettings = { address: string; keys: string[] };

/** The settings of all contacts, parsed. */
export type Given = { [name in keyof typeof settings]?: string | undefined };

const names = Object.keys(firstWords) as ContactName[];

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

/** A contact has both an address and a key, or neither: half of it would take messages that nobody gets. */
function readContact(given: Given, name: ContactName, demo: boolean): ContactSettings | null {
  const first = firstWords[name];
  const address = given[`${first}_ADDRESS`];
  const files = given[`${first}_KEYS`];
  if (demo) return { address: address ?? `${name}@localhost`, keys: [] };
  if (address === undefined && files === undefined) return null;
  const missing = address === undefined ? (`${first}_ADDRESS` as const) : (`${first}_KEYS` as const);
  if (address === undefined || files === undefined) {
    throw new ConfigError([{ setting: missing, problem: `is missing: ${mend[missing]}` }]);
  }
  const keys = files.split(',').filter(Boolean);
  return { address, keys: keys.map((file) => readNamedFile(`${first}_KEYS`, file.trim())) };
}
