import type { Queue } from '#delivery/queue.ts';
import { KeyFault, SealFault } from '#encryption/fault.ts';
import { readAnswers } from '#forms/answers.ts';
import type { Answers, Form, Lists } from '#forms/define.ts';
import { checkPage } from '#forms/path.ts';
import { openForm, takeTurn, type View } from '#forms/turn.ts';
import type { FormWords } from '#forms/words.ts';
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
  | { kind: 'sent'; receipt: Receipt; answers: Answers | null }
  | { kind: 'reseal' }
  | { kind: 'refused'; status: 400 | 413 | 415 | 503 };

/** What the intake works with, built once at start. */
export type IntakeParts = {
  queue: Queue;
  contacts: Record<string, Contact>;
  drafts: DraftBox;
  english: Record<string, FormWords>;
  lists: () => Lists;
  languageName: (tag: string) => string;
  clock: () => Date;
  log: Log;
  /** Told after each acceptance, so that delivery begins at once. */
  accepted: () => void;
};

/** Where answers come in. */
export type Intake = {
  open: (form: Form) => FormPage;
  receive: (form: Form, language: string, request: Request) => Promise<Outcome>;
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

  const open = (form: Form): FormPage => ({ ...openForm(form), draft: '', id: '' });

  const contactOf = (form: Form): Contact => {
    const contact = parts.contacts[form.contact];
    if (!contact) throw new Error(`${form.id}: there is no contact ${form.contact}`);
    return contact;
  };

  const page = (form: Form, view: View, id: string, status: 200 | 422 | 503): Outcome => ({
    kind: 'page',
    status,
    page: { ...view, id, draft: drafts.seal(form.id, { id, answers: view.answers }) },
  });

  async function keep(form: Form, answers: Answers, id: string, language: string): Promise<Outcome> {
    const writing = {
      english: parts.english[form.id] as FormWords,
      lists: parts.lists(),
      language,
      languageName: parts.languageName(language),
    };
    try {
      const receipt = await acceptAnswers(queue, contactOf(form), form, { id, answers }, writing, clock());
      log(receipt.known ? 'known' : 'accepted', { ref: receipt.reference, form: form.id, code: 'answers' });
      parts.accepted();
      return { kind: 'sent', receipt, answers };
    } catch (error) {
      log('failed', { form: form.id, code: codeOf(error) });
      return page(form, { page: checkPage, answers, issues: [], returning: false, notice: 'not-sent' }, id, 503);
    }
  }

  async function keepSealed(form: Form, id: string, sealed: string): Promise<Outcome> {
    try {
      const result = await acceptSealed(queue, contactOf(form), form, { id, sealed });
      if (result === 'reseal') return { kind: 'reseal' };
      if (result === 'refused') {
        log('refused', { form: form.id, code: 'sealed' });
        return { kind: 'refused', status: 400 };
      }
      log(result.known ? 'known' : 'accepted', { ref: result.reference, form: form.id, code: 'sealed' });
      parts.accepted();
      return { kind: 'sent', receipt: result, answers: null };
    } catch (error) {
      log('failed', { form: form.id, code: codeOf(error) });
      return { kind: 'refused', status: 503 };
    }
  }

  async function receive(form: Form, language: string, request: Request): Promise<Outcome> {
    const body = await readBody(request, form);
    if ('status' in body) {
      log('refused', { form: form.id, status: body.status });
      return { kind: 'refused', status: body.status };
    }
    const given = (name: string) => body.entries.find(([key]) => key === name)?.[1] ?? '';
    const sealed = given('sealed');
    if (sealed !== '') {
      return isId(given('submission'))
        ? keepSealed(form, given('submission'), sealed)
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
    if (turn.send) return keep(form, answers, id, language);
    const lost = typeof opened === 'string';
    const view: View = lost ? { ...turn.view, notice: 'expired' } : turn.view;
    return page(form, view, id, view.issues.length > 0 ? 422 : 200);
  }

  return { open, receive };
}
