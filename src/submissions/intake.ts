import type { Queue } from '#delivery/queue.ts';
import { KeyFault, SealFault } from '#encryption/fault.ts';
import { readAnswers } from '#forms/answers.ts';
import {
  type Answers,
  type ContactId,
  contactOf,
  contactsOf,
  type Form,
  type Lists,
  type Rules,
} from '#forms/define.ts';
import type { FormEntry } from '#forms/index.ts';
import { checkPage } from '#forms/path.ts';
import { openForm, takeTurn, type View } from '#forms/turn.ts';
import type { Log } from '#log';
import { createId, isId } from '#message/reference.ts';
import { acceptAnswers, acceptSealed, type Receipt } from './accept.ts';
import { readBody } from './body.ts';
import type { Contact } from './contact.ts';
import type { DraftBox } from './draft.ts';

/** A page to render with the sealed draft it carries. */
export type FormPage = View & { draft: string; id: string };

/** What became of one request to a form's address. */
export type Outcome =
  | { kind: 'page'; status: 200 | 422 | 503; page: FormPage }
  | { kind: 'sent'; contact: ContactId; receipt: Receipt; answers: Answers | null }
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
  languageName: (tag: string) => string;
  clock: () => Date;
  log: Log;
  /** Told after each acceptance, so that delivery begins at once. */
  accepted: () => void;
};

/** Where answers come in. */
export type Intake = {
  /** The first page. `answers` are given by the page that leads here, such as which service it is about. */
  open: (form: Form, answers?: Answers) => FormPage;
  /** Whether there is somebody to receive the form. */
  offers: (form: Form) => boolean;
  receive: (entry: FormEntry, language: string, request: Request) => Promise<Outcome>;
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

  const page = (form: Form, view: View, id: string, status: 200 | 422 | 503): Outcome => ({
    kind: 'page',
    status,
    page: { ...view, id, draft: drafts.seal(form.id, { id, answers: view.answers }) },
  });

  async function keep(entry: FormEntry, answers: Answers, id: string, language: string): Promise<Outcome> {
    const { form, english } = entry;
    const writing = {
      english,
      lists: parts.lists(),
      rules: parts.rules,
      language,
      languageName: parts.languageName(language),
    };
    try {
      const contact = findContact(form, contactOf(form, answers));
      const receipt = await acceptAnswers(queue, contact, form, { id, answers }, writing, clock());
      log(receipt.known ? 'known' : 'accepted', { ref: receipt.reference, form: form.id, code: 'answers' });
      parts.accepted();
      return { kind: 'sent', contact: contact.id, receipt, answers };
    } catch (error) {
      log('failed', { form: form.id, code: codeOf(error) });
      return page(form, { page: checkPage, answers, issues: [], returning: false, notice: 'not-sent' }, id, 503);
    }
  }

  async function keepSealed(form: Form, to: string, id: string, sealed: string): Promise<Outcome> {
    const contact = contactsOf(form).find((one) => one === to);
    if (!contact) return { kind: 'refused', status: 400 };
    try {
      const result = await acceptSealed(queue, findContact(form, contact), form, { id, sealed });
      if (result === 'reseal') return { kind: 'reseal' };
      if (result === 'refused') {
        log('refused', { form: form.id, code: 'sealed' });
        return { kind: 'refused', status: 400 };
      }
      log(result.known ? 'known' : 'accepted', { ref: result.reference, form: form.id, code: 'sealed' });
      parts.accepted();
      return { kind: 'sent', contact, receipt: result, answers: null };
    } catch (error) {
      log('failed', { form: form.id, code: codeOf(error) });
      return { kind: 'refused', status: 503 };
    }
  }

  async function receive(entry: FormEntry, language: string, request: Request): Promise<Outcome> {
    const { form } = entry;
    const body = await readBody(request, form);
    if ('status' in body) {
      log('refused', { form: form.id, status: body.status });
      return { kind: 'refused', status: body.status };
    }
    const given = (name: string) => body.entries.find(([key]) => key === name)?.[1] ?? '';
    const sealed = given('sealed');
    if (sealed !== '') {
      return isId(given('submission'))
        ? keepSealed(form, given('contact') || form.contact, given('submission'), sealed)
        : { kind: 'refused', status: 400 };
    }
    const opened = given('draft') === '' ? null : drafts.open(form.id, given('draft'));
    const draft = typeof opened === 'string' ? null : opened;
    const answers = readAnswers(form, body.entries, draft?.answers);
    const id = draft?.id ?? (isId(given('submission')) ? given('submission') : createId());
    const turn = takeTurn(form, answers, parts.lists(), {
      action: given('action'),
      page: given('page'),
      returning: given('returning') === 'yes',
    });
    if (turn.send) return keep(entry, answers, id, language);
    const lost = typeof opened === 'string';
    const view: View = lost ? { ...turn.view, notice: 'expired' } : turn.view;
    return page(form, view, id, view.issues.length > 0 ? 422 : 200);
  }

  return { open, offers, receive };
}
