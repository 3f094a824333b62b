import { checkPriority, type NewDelivery, urgentPriority } from '#delivery/delivery.ts';
import type { Queue } from '#delivery/queue.ts';
import { checkSealed } from '#encryption/check.ts';
import type { SealedFault } from '#encryption/fault.ts';
import { keyIdsOf } from '#encryption/key.ts';
import { seal } from '#encryption/seal.ts';
import { maxBytes } from '#forms/answers.ts';
import type { Answers, Form, Lists, Rules } from '#forms/define.ts';
import type { FormWords } from '#forms/words.ts';
import { codeOf } from '#message/code.ts';
import { composeMessage } from '#message/compose.ts';
import type { Attachment } from '#message/mime.ts';
import { referenceOf } from '#message/reference.ts';
import { checkApart, inTurn, largeBytes, sealApart } from './apart.ts';
import { armourBytes } from './armour.ts';
import { filesInMessage } from './body.ts';
import { browsersSeal, type Contact, type OpenPgpContact } from './contact.ts';
import { presentVersions, type Versions } from './words.ts';

/** What a message is made of beside the answers; `origin` as in `TextSource`. */
export type Writing = {
  english: FormWords;
  lists: Lists;
  rules: Rules;
  language: string;
  languageName: string;
  origin: string | null;
};

/** What the person is told: the reference, and whether the same message was there already. */
export type Receipt = { reference: string; known: boolean };

/**
 * How a delivery goes beside the others: urgent ones first, where the county has them marked; those that a program may have
 * sent last, marked as to be checked, and not before `later`.
 */
export type Beside = { letters?: readonly NewDelivery[]; urgent?: boolean; later?: Date | null };

const delivery = (
  id: string,
  reference: string,
  contact: Contact,
  body: string,
  { urgent = false, later = null }: Beside,
): NewDelivery => ({
  id,
  reference,
  kind: browsersSeal(contact) ? 'sealed-openpgp' : contact.kind,
  priority: later ? checkPriority : urgent ? urgentPriority : 0,
  ...(later ? { notBefore: later } : {}),
  recipient: contact.id,
  keyIds: browsersSeal(contact) ? keyIdsOf(contact.keys) : contact.certificates.map(({ fingerprint }) => fingerprint),
  body,
});

/**
 * Seals answers on the server, in memory, and resolves once the sealed message is committed to disk. The same id gives
 * the same reference and changes nothing. Throws when it cannot be sealed or kept: then nothing was accepted.
 */
export function acceptAnswers(
  queue: Queue,
  contact: Contact,
  form: Form,
  submission: { id: string; answers: Answers; attachments?: Attachment[]; words?: Versions } & Beside,
  writing: Writing,
  now: Date,
): Promise<Receipt> {
  const papers = submission.attachments ?? [];
  const accept = () => sealAndKeep(queue, contact, form, submission, writing, now);
  return papers.reduce((sum, { bytes }) => sum + bytes.length, 0) > largeBytes ? inTurn(accept) : accept();
}

async function sealAndKeep(...[queue, contact, form, submission, writing, now]: Parameters<typeof acceptAnswers>) {
  const known = await queue.find(submission.id);
  if (known) return { reference: known.reference, known: true };
  const sealed = await sealAnswers(contact, form, submission, writing, now);
  const accepted = await queue.accept(sealed, submission.letters);
  return { reference: accepted.reference, known: accepted.known };
}

/**
 * Seals answers to a contact, in memory, for whoever keeps them. Throws when that cannot be done.
 * @param submission `reference` only where it is not that of the id, such as for something added to an earlier message;
 * `words` where those that were agreed to may not be the present ones
 */
export async function sealAnswers(
  contact: Contact,
  form: Form,
  submission: {
    id: string;
    answers: Answers;
    attachments?: Attachment[];
    reference?: string;
    words?: Versions;
  } & Beside,
  writing: Writing,
  now: Date,
): Promise<NewDelivery> {
  const reference = submission.reference ?? (await referenceOf(submission.id));
  const bytes = composeMessage({
    form,
    answers: submission.answers,
    english: writing.english,
    lists: writing.lists,
    rules: writing.rules,
    languageName: writing.languageName,
    origin: writing.origin,
    subject: contact.subject,
    attachments: submission.attachments ?? [],
    code: await codeOf(submission.id),
    header: {
      reference,
      language: writing.language,
      versions: submission.words ?? presentVersions(form),
    },
  });
  return delivery(submission.id, reference, contact, await sealTo(contact, bytes, now), submission);
}

/** Seals a message to a contact, in the way it opens them: the body of its delivery. Throws where that cannot be done. */
export async function sealTo(contact: Contact, bytes: Uint8Array, now: Date): Promise<string> {
  if (!browsersSeal(contact)) return contact.seal(bytes, now);
  if (bytes.length > largeBytes) return sealApart(bytes, contact.armoured, now);
  return seal(contact.library, bytes, contact.keys, now);
}

/** The most bytes a sealed message can hold: text in four bytes a sign, JSON in six, base64 of that, labels, and papers. */
export const sealedLimit = (form: Form, fileBytes = 0) => maxBytes(form) * 4 + 16_384 + filesInMessage(fileBytes);

/**
 * Takes what a browser sealed. `reseal`: it is sealed to other keys than the contact's present ones, or to one that has
 * its messages sealed here now, which happens when settings changed while the page was open. `refused`: it is no sealed message at all. Throws when it cannot be kept.
 * @param submission `sealed` is armoured text, or the bytes of a message with papers, of at most `fileBytes`
 */
export function acceptSealed(
  queue: Queue,
  contact: Contact,
  form: Form,
  submission: { id: string; sealed: string | Uint8Array } & Beside,
  fileBytes = 0,
): Promise<Receipt | 'reseal' | 'refused'> {
  const accept = () => checkAndKeep(queue, contact, form, submission, fileBytes);
  return submission.sealed.length > largeBytes && typeof submission.sealed !== 'string' ? inTurn(accept) : accept();
}

async function checkAndKeep(...[queue, contact, form, submission, fileBytes]: Parameters<typeof acceptSealed>) {
  const known = await queue.find(submission.id);
  if (known) return { reference: known.reference, known: true };
  if (!browsersSeal(contact)) return 'reseal' as const;
  const { fault, body } = await check(contact, submission.sealed, sealedLimit(form, fileBytes));
  if (fault === 'wrong-keys') return 'reseal' as const;
  if (fault !== 'ok') return 'refused' as const;
  const reference = await referenceOf(submission.id);
  const accepted = await queue.accept(
    delivery(submission.id, reference, contact, body, submission),
    submission.letters,
  );
  return { reference: accepted.reference, known: accepted.known };
}

const armourText = (sealed: Uint8Array) => Buffer.from(armourBytes(sealed).buffer).toString('latin1');

async function check(
  contact: OpenPgpContact,
  sealed: string | Uint8Array,
  maxBytes: number,
): Promise<{ fault: 'ok' | SealedFault; body: string }> {
  if (typeof sealed === 'string' || sealed.length <= largeBytes) {
    const body = (typeof sealed === 'string' ? sealed : armourText(sealed)).replace(/\r\n?/g, '\n');
    return { fault: await checkSealed(contact.library, body, contact.keys, { maxBytes }), body };
  }
  const checked = await checkApart(sealed, contact.armoured, new Date(), maxBytes);
  return checked.fault === 'ok' ? checked : { ...checked, body: '' };
}
