import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { type Assurance, assuranceFile } from '#directory/assurance.ts';

/** What a county would have named and signed on one day (`YYYY-MM-DD`). All of it is made up. */
export function inventAssurance(on: string): Assurance {
  const signed = { on, signedBy: 'Director of an invented county', kept: 'A shelf of the invented council' };
  return {
    controller: { name: 'Invented County Council', address: 'Invented Hall, Nowhere' },
    dataProtectionOfficer: { contact: 'officer@county.example' },
    registration: 'INVENTED-1',
    impactAssessment: signed,
    equalityAssessment: signed,
    policyDocument: { ...signed, law: 'This sentence stands for the parts of the law.' },
    mailboxDays: 30,
    rights: { write: 'rights@county.example', procedure: signed },
    accessibilityAudit: { by: 'An invented auditor', on, result: 'partially compliant' },
    rota: { day: ['duty manager', 'service lead'], night: ['on-call lead'], on, kept: 'The invented duty folder' },
  };
}

/**
 * Copies the content and gives one county everything that a live site needs in production: what it would have named and
 * signed, and a day in every service on which somebody would have rung it. For trials alone: nobody has.
 * @param on the day of it all, `YYYY-MM-DD`
 * @returns the folder of the copy
 */
export function signContent(content: string, copy: string, county: string, on: string): string {
  cpSync(content, copy, { recursive: true });
  writeFileSync(path.join(copy, assuranceFile(county)), stringify(inventAssurance(on)));
  for (const pack of ['national', path.join('counties', county)]) {
    const folder = path.join(copy, pack, 'services');
    for (const name of readdirSync(folder)) {
      const file = path.join(folder, name);
      writeFileSync(file, readFileSync(file, 'utf8').replace(/^confirmedOn: null$/m, `confirmedOn: ${on}`));
    }
  }
  return copy;
}
