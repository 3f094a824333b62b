import { existsSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { isoDay, readYaml } from './source.ts';

/** A word that holds a place and names nobody. */
const placeholder =
  /^(tb[acd]\b|to be |to do\b|todo\b|n\/?a\b|none\b|nobody\b|unknown\b|example\b|pending\b|[?.…-]+$)/i;

const words = z
  .string()
  .trim()
  .min(2)
  .refine((text) => !placeholder.test(text), 'names nobody yet; leave null until it is known');

/** What somebody has signed: on which day, who (a name or a job), and where it is kept. */
const signed = z.strictObject({ on: isoDay, signedBy: words, kept: words });

/** The file is public: a role may stand in it, a number or an address of somebody's own may not. */
const role = words.refine(
  (text) => !/\d[\d\s()-]{3,}\d|@/.test(text),
  'the name of a role only: this file is public, and numbers are kept where the rota is',
);

/**
 * What a county has named and signed before its site may open, `content/counties/<id>/assurance.yaml`; null where nobody
 * has. How identity is checked has no field: it would tell an impostor what to prepare.
 */
export const assuranceSchema = z.strictObject({
  /** Who decides how people's data are used, and where to write to it. Never the address of a place to stay. */
  controller: z.strictObject({ name: words, address: words }).nullable(),
  /** Where the data protection officer can be reached. */
  dataProtectionOfficer: z.strictObject({ contact: words }).nullable(),
  /** The controller's number in the register of the Information Commissioner. */
  registration: words.regex(/\d/, 'a number of the register').nullable(),
  impactAssessment: signed.nullable(),
  equalityAssessment: signed.nullable(),
  /** The appropriate policy document; `law`: the parts of the law relied on, a sentence for the public. */
  policyDocument: signed.extend({ law: words }).nullable(),
  /** How many days the contact's mailbox keeps a message. */
  mailboxDays: z.number().int().min(1).max(3650).nullable(),
  /** Where people write who want to see, mend or erase what is kept, and the procedure: identity and a safe way first. */
  rights: z.strictObject({ write: words, procedure: signed }).nullable(),
  accessibilityAudit: z
    .strictObject({
      by: words,
      on: isoDay,
      result: z.enum(['fully compliant', 'partially compliant', 'not compliant']),
    })
    .nullable(),
  /** Who is called when something fails, in order, by role; `kept`: where their numbers are. */
  rota: z.strictObject({ day: z.array(role).min(1), night: z.array(role).min(1), on: isoDay, kept: words }).nullable(),
});

/** What a county has named and signed. */
export type Assurance = z.infer<typeof assuranceSchema>;

/** What a county without the file has named: nothing. */
export const nothingNamed: Assurance = {
  controller: null,
  dataProtectionOfficer: null,
  registration: null,
  impactAssessment: null,
  equalityAssessment: null,
  policyDocument: null,
  mailboxDays: null,
  rights: null,
  accessibilityAudit: null,
  rota: null,
};

/** Where a county's file lies below the folder `content`. */
export const assuranceFile = (county: string) => path.join('counties', county, 'assurance.yaml');

/** Reads what a county has named; without a file, nothing. Throws `ContentError` naming every wrong field. */
export function readAssurance(root: string, county: string): Assurance {
  const file = path.join(root, assuranceFile(county));
  return existsSync(file) ? readYaml(file, assuranceSchema) : nothingNamed;
}
