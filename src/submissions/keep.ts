import type { NamedFile } from '#attachments/check.ts';
import { asParts, findFaults } from '#attachments/papers.ts';
import { KeyFault, SealFault } from '#encryption/fault.ts';
import {
  type Answers,
  type ContactId,
  contactOf,
  contactsOf,
  type Form,
  isPlain,
  isUrgent,
  receiptAddress,
} from '#forms/define.ts';
import type { FormEntry } from '#forms/index.ts';
import { answersOnPath, checkPage } from '#forms/path.ts';
import { referenceOf } from '#message/reference.ts';
import { acceptAnswers, acceptSealed, sealAnswers } from './accept.ts';
import type { Contact } from './contact.ts';
import type { FormPage, Outcome, Taken } from './outcome.ts';
import type { IntakeParts } from './parts.ts';
import type { Versions } from './words.ts';

/** Renders a page of a form, with all that was typed; its draft is sealed by whoever hands this in. */
type ShowPage = (view: Omit<FormPage, 'draft' | 'id'>, status: 422 | 503) => Outcome;

/** Answers that are whole. `doubted`: a program may have sent them; `words`: those that were agreed to. */
export type Given = { answers: Answers; id: string; files: NamedFile[]; doubted: boolean; words: Versions };

/** What a browser sealed, and what it says beside it. */
export type Posted = {
  to: string;
  id: string;
  sealed: string | Uint8Array;
  address: string | null;
  urgent: boolean;
  doubted: boolean;
};

/** Seals and keeps what is let in. */
export type Keeper = {
  keep: (entry: FormEntry, given: Given, language: string, show: ShowPage) => Promise<Outcome>;
  keepSealed: (form: Form, posted: Posted) => Promise<Outcome>;
};

/** The codes of what can go wrong on our side, for the log; never the error's own words. */
function codeOf(error: unknown): string {
  if (error instanceof KeyFault) return `key.${error.code}`;
  if (error instanceof SealFault) return `seal.${error.code}`;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return `keep.${code}`;
}

const hour = 3_600_000;

/** The next full hour, at which what may come of programs goes out together. */
export const nextHour = (now: Date): Date => new Date((Math.floor(now.getTime() / hour) + 1) * hour);

/** The most bytes of papers with a message of a form. */
export const fileBytesOf = ({ fileBytes }: IntakeParts, form: Form): number => (form.attachments ? fileBytes : 0);

/** Most of the intake's promises are kept here: a person is thanked for what is on the disk, and for nothing else. */
export function createKeeper(parts: IntakeParts): Keeper {
  const { queue, clock, log } = parts;

  const findContact = (form: Form, id: ContactId): Contact => {
    const contact = parts.contacts[id];
    if (!contact) throw new Error(`${form.id}: there is no contact ${id}`);
    return contact;
  };

  async function writeReceipt(form: Form, id: string, address: string | null) {
    if (!form.receipt || address === null) return { letters: [], written: null };
    const letter = await parts.receipts(id, await referenceOf(id), address);
    return letter
      ? ({ letters: [letter], written: 'sent' } as const)
      : ({ letters: [], written: 'not-listed' } as const);
  }

  async function keep(entry: FormEntry, given: Given, language: string, show: ShowPage): Promise<Outcome> {
    const { form, english } = entry;
    const { answers, id, files, words } = given;
    const failed = { page: checkPage, answers, issues: [], returning: false, notice: null };
    const papers = { faults: findFaults(files, fileBytesOf(parts, form)), again: files.length > 0 };
    if (papers.faults.length > 0) return show({ ...failed, papers }, 422);
    const writing = {
      english,
      lists: parts.lists(),
      rules: parts.rules,
      language,
      languageName: parts.languageName(language),
      origin: parts.origin,
    };
    try {
      const contact = findContact(form, contactOf(form, answers));
      const urgent = isUrgent(form, answers, parts.rules);
      // Somebody in danger waits for no hour, whatever filled in their form.
      const later = given.doubted && !urgent ? nextHour(clock()) : null;
      if (isPlain(form, answers)) {
        const message = await sealAnswers(contact, form, { id, answers, later, words }, writing, clock());
        const taken = await parts.takePlace(answersOnPath(form, answers), message);
        return answerTaken(form, answers, taken, later, show);
      }
      const { letters, written } = await writeReceipt(form, id, receiptAddress(form, answers));
      const submission = {
        id,
        answers,
        attachments: asParts(files),
        words,
        letters,
        urgent: parts.markUrgent && urgent,
        later,
      };
      const receipt = await acceptAnswers(queue, contact, form, submission, writing, clock());
      log(receipt.known ? 'known' : 'accepted', { ref: receipt.reference, form: form.id, code: 'answers' });
      parts.accepted();
      return { kind: 'sent', contact: contact.id, receipt, written, answers, papers: files.length, later };
    } catch (error) {
      log('failed', { form: form.id, code: codeOf(error) });
      return show({ ...failed, notice: 'not-sent', papers }, 503);
    }
  }

  function answerTaken(form: Form, answers: Answers, taken: Taken, later: Date | null, show: ShowPage): Outcome {
    const view = { page: checkPage, answers, issues: [], returning: false, notice: null };
    if (taken.kind === 'limit') {
      log('refused', { form: form.id, code: 'limit' });
      return show({ ...view, notice: 'not-sent' }, 503);
    }
    if (taken.kind === 'closed') {
      const field = form.subject?.field ?? '';
      const step = form.steps.find(({ fields }) => fields.some(({ name }) => name === field));
      const issues = [{ field, reason: 'choose' as const }];
      return show({ ...view, page: step?.id ?? checkPage, issues }, 422);
    }
    const { kind, reference, known } = taken;
    log(known ? 'known' : 'accepted', { ref: reference, form: form.id, code: kind });
    parts.accepted();
    return {
      kind: 'sent',
      contact: form.contact,
      receipt: { reference, known, place: kind },
      written: null,
      answers,
      papers: 0,
      later,
    };
  }

  async function keepSealed(form: Form, posted: Posted): Promise<Outcome> {
    const { to, id, sealed } = posted;
    const contact = contactsOf(form).find((one) => one === to);
    // A place cannot be taken by what the server cannot read.
    if (!contact || (form.plain && contact === form.contact)) return { kind: 'refused', status: 400 };
    try {
      const { letters, written } = await writeReceipt(form, id, posted.address);
      const urgent = parts.markUrgent && posted.urgent;
      const later = posted.doubted && !urgent ? nextHour(clock()) : null;
      const submission = { id, sealed, letters, urgent, later };
      const result = await acceptSealed(queue, findContact(form, contact), form, submission, fileBytesOf(parts, form));
      if (result === 'reseal') return { kind: 'reseal' };
      if (result === 'refused') {
        log('refused', { form: form.id, code: 'sealed' });
        return { kind: 'refused', status: 400 };
      }
      log(result.known ? 'known' : 'accepted', { ref: result.reference, form: form.id, code: 'sealed' });
      parts.accepted();
      return { kind: 'sent', contact, receipt: result, written, answers: null, papers: 0, later };
    } catch (error) {
      log('failed', { form: form.id, code: codeOf(error) });
      return { kind: 'refused', status: 503 };
    }
  }

  return { keep, keepSealed };
}
