import type { NamedFile } from '#attachments/check.ts';
import { asParts, findFaults, type PaperFault } from '#attachments/papers.ts';
import type { NewDelivery, Queue } from '#delivery/queue.ts';
import { KeyFault, SealFault } from '#encryption/fault.ts';
import { readAnswers } from '#forms/answers.ts';
import {
  type Answers,
  type ContactId,
  contactOf,
  contactsOf,
  type Form,
  isPlain,
  isUrgent,
  type Lists,
  type Rules,
  receiptAddress,
} from '#forms/define.ts';
import type { FormEntry } from '#forms/index.ts';
import { answersOnPath, checkPage } from '#forms/path.ts';
import { type Notice, openForm, takeTurn, type View } from '#forms/turn.ts';
import type { Log } from '#log';
import { createId, isId, referenceOf } from '#message/reference.ts';
import { acceptAnswers, acceptSealed, type Receipt, sealAnswers } from './accept.ts';
import { readBody } from './body.ts';
import type { Contact } from './contact.ts';
import type { DraftBox } from './draft.ts';
import type { Receipts } from './receipt.ts';

/** What a page says of papers: what was wrong with them, and that none is kept, so that they have to be chosen again. */
export type PapersSaid = { faults: PaperFault[]; again: boolean };

/** A page to render with the sealed draft it carries. `busy`: too many papers are on their way to take more. */
export type FormPage = Omit<View, 'notice'> & {
  notice: Notice | 'busy' | null;
  papers?: PapersSaid;
  draft: string;
  id: string;
};

/** Whether a receipt goes to the professional who asked for one: null where nobody asked. */
export type Written = 'sent' | 'not-listed' | null;

/** What became of answers that take a place: it, or one on the waiting list; there is none to take; or too many were taken. */
export type Taken =
  | { kind: 'booked' | 'waiting'; reference: string; known: boolean }
  | { kind: 'closed' }
  | { kind: 'limit' };

/** What became of one request to a form's address. */
export type Outcome =
  | { kind: 'page'; status: 200 | 422 | 503; page: FormPage }
  | {
      kind: 'sent';
      contact: ContactId;
      receipt: Receipt & { place?: 'booked' | 'waiting' };
      written: Written;
      answers: Answers | null;
      papers: number;
    }
  | { kind: 'reseal' }
  | { kind: 'refused'; status: 400 | 413 | 415 | 503 };

/** What the intake works with, built once at start. */
export type IntakeParts = {
  queue: Queue;
  /** A contact that is not set up is absent: the forms that go to it are not offered. */
  contacts: Partial<Record<ContactId, Contact>>;
  drafts: DraftBox;
  lists: () => Lists;
  rules: Rules;
  /** Danger and high risk are marked outside the seal: the county chose so. */
  markUrgent: boolean;
  languageName: (tag: string) => string;
  /** Most bytes of papers with one message; 0: none are taken. */
  fileBytes: number;
  clock: () => Date;
  log: Log;
  receipts: Receipts;
  /** Takes the place that a plain form is about and keeps its message with it, or does neither. */
  takePlace: (answers: Answers, message: NewDelivery) => Promise<Taken>;
  /** Told after each acceptance, so that delivery begins at once. */
  accepted: () => void;
};

/** Where answers come in. */
export type Intake = {
  /** The first page. `answers` are given by the page that leads here, such as which service it is about. */
  open: (form: Form, answers?: Answers) => FormPage;
  /** Whether there is somebody to receive the form. */
  offers: (form: Form) => boolean;
  /** Most bytes of papers that may be added to a form; 0: none. */
  fileBytes: (form: Form) => number;
  /** @param crowded there is no room for papers now: they are let go, and the page says to send again in a minute */
  receive: (entry: FormEntry, language: string, request: Request, crowded?: boolean) => Promise<Outcome>;
};

/** The codes of what can go wrong on our side, for the log; never the error's own words. */
function codeOf(error: unknown): string {
  if (error instanceof KeyFault) return `key.${error.code}`;
  if (error instanceof SealFault) return `seal.${error.code}`;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return `keep.${code}`;
}

/** Builds the intake. Nothing it returns, throws or logs holds an answer, except the page that goes back to the person. */
export function createIntake(parts: IntakeParts): Intake {
  const { queue, drafts, clock, log } = parts;

  const open = (form: Form, answers: Answers = {}): FormPage => ({ ...openForm(form), answers, draft: '', id: '' });

  const offers = (form: Form) => contactsOf(form).every((id) => parts.contacts[id] !== undefined);

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

  const fileBytes = (form: Form) => (form.attachments ? parts.fileBytes : 0);

  type Shown = Omit<FormPage, 'draft' | 'id'>;
  const page = (form: Form, view: Shown, id: string, status: 200 | 422 | 503): Outcome => ({
    kind: 'page',
    status,
    page: { ...view, id, draft: drafts.seal(form.id, { id, answers: view.answers }) },
  });

  type Given = { answers: Answers; id: string; files: NamedFile[] };
  async function keep(entry: FormEntry, { answers, id, files }: Given, language: string): Promise<Outcome> {
    const { form, english } = entry;
    const failed = { page: checkPage, answers, issues: [], returning: false, notice: null };
    const papers = { faults: findFaults(files, fileBytes(form)), again: files.length > 0 };
    if (papers.faults.length > 0) return page(form, { ...failed, papers }, id, 422);
    const writing = {
      english,
      lists: parts.lists(),
      rules: parts.rules,
      language,
      languageName: parts.languageName(language),
    };
    try {
      const contact = findContact(form, contactOf(form, answers));
      if (isPlain(form, answers)) {
        const message = await sealAnswers(contact, form, { id, answers }, writing, clock());
        const taken = await parts.takePlace(answersOnPath(form, answers), message);
        return answerTaken(form, { answers, id }, taken);
      }
      const { letters, written } = await writeReceipt(form, id, receiptAddress(form, answers));
      const receipt = await acceptAnswers(
        queue,
        contact,
        form,
        {
          id,
          answers,
          attachments: asParts(files),
          letters,
          urgent: parts.markUrgent && isUrgent(form, answers, parts.rules),
        },
        writing,
        clock(),
      );
      log(receipt.known ? 'known' : 'accepted', { ref: receipt.reference, form: form.id, code: 'answers' });
      parts.accepted();
      return { kind: 'sent', contact: contact.id, receipt, written, answers, papers: files.length };
    } catch (error) {
      log('failed', { form: form.id, code: codeOf(error) });
      return page(form, { ...failed, notice: 'not-sent', papers }, id, 503);
    }
  }

  function answerTaken(form: Form, { answers, id }: Omit<Given, 'files'>, taken: Taken): Outcome {
    const view = { page: checkPage, answers, issues: [], returning: false, notice: null };
    if (taken.kind === 'limit') {
      log('refused', { form: form.id, code: 'limit' });
      return page(form, { ...view, notice: 'not-sent' }, id, 503);
    }
    if (taken.kind === 'closed') {
      const field = form.subject?.field ?? '';
      const step = form.steps.find(({ fields }) => fields.some(({ name }) => name === field));
      const issues = [{ field, reason: 'choose' as const }];
      return page(form, { ...view, page: step?.id ?? checkPage, issues }, id, 422);
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
    };
  }

  type Posted = { to: string; id: string; sealed: string | Uint8Array; address: string | null; urgent: boolean };
  async function keepSealed(form: Form, { to, id, sealed, address, urgent }: Posted): Promise<Outcome> {
    const contact = contactsOf(form).find((one) => one === to);
    // A place cannot be taken by what the server cannot read.
    if (!contact || (form.plain && contact === form.contact)) return { kind: 'refused', status: 400 };
    try {
      const { letters, written } = await writeReceipt(form, id, address);
      const posted = { id, sealed, letters, urgent: parts.markUrgent && urgent };
      const result = await acceptSealed(queue, findContact(form, contact), form, posted, fileBytes(form));
      if (result === 'reseal') return { kind: 'reseal' };
      if (result === 'refused') {
        log('refused', { form: form.id, code: 'sealed' });
        return { kind: 'refused', status: 400 };
      }
      log(result.known ? 'known' : 'accepted', { ref: result.reference, form: form.id, code: 'sealed' });
      parts.accepted();
      return { kind: 'sent', contact, receipt: result, written, answers: null, papers: 0 };
    } catch (error) {
      log('failed', { form: form.id, code: codeOf(error) });
      return { kind: 'refused', status: 503 };
    }
  }

  async function receive(entry: FormEntry, language: string, request: Request, crowded = false): Promise<Outcome> {
    const { form } = entry;
    const body = await readBody(request, form, fileBytes(form), !crowded);
    if ('status' in body) {
      log('refused', { form: form.id, status: body.status });
      return { kind: 'refused', status: body.status };
    }
    const given = (name: string) => body.entries.find(([key]) => key === name)?.[1] ?? '';
    const sealed = body.sealed ?? given('sealed');
    if (sealed.length > 0) {
      const id = given('submission');
      const address = given('receipt') || null;
      return isId(id)
        ? keepSealed(form, {
            to: given('contact') || form.contact,
            id,
            sealed,
            address,
            urgent: given('urgent') === 'yes',
          })
        : { kind: 'refused', status: 400 };
    }
    const opened = given('draft') === '' ? null : drafts.open(form.id, given('draft'));
    const draft = typeof opened === 'string' ? null : opened;
    const answers = readAnswers(form, body.entries, draft?.answers);
    const id = draft?.id ?? (isId(given('submission')) ? given('submission') : createId());
    const turn = takeTurn(form, answers, parts.lists(), {
      action: crowded ? '' : given('action'),
      page: given('page'),
      returning: given('returning') === 'yes',
    });
    const { files, over } = body;
    if (turn.send && over === null) return keep(entry, { answers, id, files }, language);
    const view: View = turn.send ? { page: checkPage, answers, issues: [], returning: false, notice: null } : turn.view;
    const faults = over === null || crowded || view.page !== checkPage ? [] : [{ name: '', reason: over }];
    const chosen = files.length > 0 || over !== null || given('again') === 'yes';
    const said = chosen ? { papers: { faults, again: true } } : {};
    if (crowded) {
      log('refused', { form: form.id, code: 'busy', status: 503 });
      return page(form, { ...view, ...said, issues: [], notice: 'busy' }, id, 503);
    }
    const lost = typeof opened === 'string';
    const status = view.issues.length > 0 || faults.length > 0 ? 422 : 200;
    return page(form, { ...view, ...said, notice: lost ? 'expired' : view.notice }, id, status);
  }

  return { open, offers, fileBytes, receive };
}
