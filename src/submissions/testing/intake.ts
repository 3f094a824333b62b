import { randomBytes } from 'node:crypto';
import * as openpgp from 'openpgp';
import { generateKeyPair, type KeyPair } from '#encryption/generate.ts';
import { readContactKeys } from '#encryption/key.ts';
import { createFlood } from '#flood/flood.ts';
import type { ContactId } from '#forms/define.ts';
import type { OpenPgpContact } from '../contact.ts';
import { createDraftBox } from '../draft.ts';
import { createIntake, type Intake } from '../intake.ts';
import type { IntakeParts } from '../parts.ts';

/** A contact that browsers seal to, and the pair made for it, good for 30 days. */
export async function makeContact(id: ContactId): Promise<{ contact: OpenPgpContact; pair: KeyPair }> {
  const pair = await generateKeyPair(openpgp, { name: id, now: new Date(), expiresInDays: 30 });
  const keys = await readContactKeys(openpgp, [pair.publicKey], new Date());
  return { contact: { id, library: openpgp, keys, armoured: [pair.publicKey], subject: 'Message' }, pair };
}

/** An intake as a site has it whose county marks nothing and takes no papers; what a test is about is given. */
export function makeIntake(given: Pick<IntakeParts, 'queue' | 'contacts'> & Partial<IntakeParts>): Intake {
  const clock = given.clock ?? (() => new Date());
  return createIntake({
    drafts: createDraftBox([randomBytes(32).toString('base64')], clock),
    rules: { highScore: null },
    markUrgent: false,
    lists: () => ({ areas: [{ code: 'maidstone', label: 'Maidstone' }] }),
    languageName: () => 'English',
    origin: null,
    fileBytes: 0,
    clock,
    flood: createFlood({ perSender: 30, atAll: 600 }, () => clock().getTime()),
    log: () => {},
    receipts: async () => null,
    takePlace: () => Promise.reject(new Error('this form takes no place')),
    accepted: () => {},
    ...given,
  });
}
