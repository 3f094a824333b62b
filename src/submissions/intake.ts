import { markedName, spareName } from '#flood/trap.ts';
import { readAnswers } from '#forms/answers.ts';
import { type Answers, contactsOf, type Form } from '#forms/define.ts';
import type { FormEntry } from '#forms/index.ts';
import { checkPage } from '#forms/path.ts';
import { openForm, takeTurn, type View } from '#forms/turn.ts';
import { createId, isId } from '#message/reference.ts';
import { admitSend, askAgain, countAnswers, isQuick, type Shown } from './admission.ts';
import { type FormBody, readBody, type Unread } from './body.ts';
import type { Draft } from './draft.ts';
import { createKeeper, fileBytesOf } from './keep.ts';
import type { FormPage, Outcome } from './outcome.ts';
import type { IntakeParts } from './parts.ts';
import { agreedVersions, type Versions } from './words.ts';

/**
 * How a request came. `crowded`: there is no room for papers now: they are let go, and the page says to send again in a
 * minute. `sender`: a name of whoever sends that means nothing elsewhere; null: not known.
 */
export type Arrival = { crowded: boolean; sender: string | null };

/** Where answers come in. */
export type Intake = {
  /** The first page. `answers` are given by the page that leads here, such as which service it is about. */
  open: (form: Form, answers?: Answers) => FormPage;
  /** Whether there is somebody to receive the form. */
  offers: (form: Form) => boolean;
  /** Most bytes of papers that may be added to a form; 0: none. */
  fileBytes: (form: Form) => number;
  receive: (entry: FormEntry, language: string, request: Request, arrival?: Arrival) => Promise<Outcome>;
};

type Read = Exclude<FormBody, Unread>;
/** `script`: the page's own script asks, which keeps what it sends until it is taken. */
type Fields = { body: Read; given: (name: string) => string; sender: string | null; script: boolean };

/** What the draft of a page carries beside its answers. */
type Carried = Required<Pick<Draft, 'id' | 'first' | 'marked' | 'again'>> & { words: Versions };

/** Builds the intake. Nothing it returns, throws or logs holds an answer, except the page that goes back to the person. */
export function createIntake(parts: IntakeParts): Intake {
  const { drafts, clock, log } = parts;
  const { keep, keepSealed } = createKeeper(parts);

  const open = (form: Form, answers: Answers = {}): FormPage => ({ ...openForm(form), answers, draft: '', id: '' });
  const offers = (form: Form) => contactsOf(form).every((id) => parts.contacts[id] !== undefined);
  const fileBytes = (form: Form) => fileBytesOf(parts, form);

  const lay = (form: Form, view: Omit<FormPage, 'draft' | 'id'>, carried: Carried): FormPage => ({
    ...view,
    id: carried.id,
    draft: drafts.seal(form.id, { ...carried, answers: view.answers }),
  });

  const openDraft = (form: Form, sealed: string) => {
    const opened = sealed === '' ? null : drafts.open(form.id, sealed);
    return { lost: typeof opened === 'string', draft: typeof opened === 'string' ? null : opened };
  };

  /** What the page's script shows after it was asked for more: its own draft, and a proof. */
  const shownByScript = (form: Form, given: Fields['given']): Shown => ({
    draft: openDraft(form, given('pass')).draft,
    token: given('pass'),
    proof: given('proof'),
  });

  const again = (form: Form, id: string, page: FormPage | null): Outcome => {
    log('refused', { form: form.id, code: 'again', status: 429 });
    return { kind: 'again', status: 429, challenge: askAgain(drafts, form.id, id), page };
  };

  async function receiveSealed(form: Form, { body, given, sender }: Fields): Promise<Outcome> {
    const id = given('submission');
    if (!isId(id)) return { kind: 'refused', status: 400 };
    const shown = shownByScript(form, given);
    const admitted = await admitSend(parts, { id, sender, losesPapers: false, shown });
    if (admitted === 'again') return again(form, id, null);
    return keepSealed(form, {
      to: given('contact') || form.contact,
      id,
      sealed: body.sealed ?? given('sealed'),
      address: given('receipt') || null,
      urgent: given('urgent') === 'yes',
      doubted: admitted === 'later' || given(markedName) === 'yes',
    });
  }

  type Whole = { answers: Answers; carried: Carried; shown: Shown };
  async function receiveWhole(
    entry: FormEntry,
    language: string,
    { body, given, sender, script }: Fields,
    { answers, carried, shown }: Whole,
  ): Promise<Outcome> {
    const { form } = entry;
    const { files } = body;
    const admitted = await admitSend(parts, {
      id: carried.id,
      sender,
      losesPapers: files.length > 0 && !script,
      shown,
    });
    if (admitted === 'again') {
      const view = { page: checkPage, answers, issues: [], returning: false, notice: 'again' as const };
      return again(form, carried.id, lay(form, view, { ...carried, again: true }));
    }
    const quick = given(markedName) === 'yes' || isQuick(carried.first, answers, clock());
    const doubted = admitted === 'later' || carried.marked || quick;
    const { id, words } = carried;
    return keep(entry, { answers, id, files, doubted, words }, language, (view, status) => ({
      kind: 'page',
      status,
      page: lay(form, view, carried),
    }));
  }

  async function receivePlain(entry: FormEntry, language: string, fields: Fields, crowded: boolean): Promise<Outcome> {
    const { form } = entry;
    const { body, given } = fields;
    const { lost, draft } = openDraft(form, given('draft'));
    const answers = readAnswers(form, body.entries, draft?.answers);
    const carried: Carried = {
      id: draft?.id ?? (isId(given('submission')) ? given('submission') : createId()),
      first: draft ? draft.first : { at: clock().getTime(), answered: countAnswers(answers) },
      marked: (draft?.marked ?? false) || given(spareName) !== '',
      again: draft?.again ?? false,
      words: agreedVersions(form, answers, draft?.words ?? null),
    };
    const turn = takeTurn(form, answers, parts.lists(), {
      action: crowded ? '' : given('action'),
      page: given('page'),
      returning: given('returning') === 'yes',
    });
    const { files, over } = body;
    if (turn.send && over === null) {
      const shown = draft?.again ? { draft, token: '', proof: '' } : shownByScript(form, given);
      return receiveWhole(entry, language, fields, { answers, carried, shown });
    }
    const view: View = turn.send ? { page: checkPage, answers, issues: [], returning: false, notice: null } : turn.view;
    const faults = over === null || crowded || view.page !== checkPage ? [] : [{ name: '', reason: over }];
    const chosen = files.length > 0 || over !== null || given('again') === 'yes';
    const said = chosen ? { papers: { faults, again: true } } : {};
    if (crowded) {
      log('refused', { form: form.id, code: 'crowd', status: 503 });
      return {
        kind: 'page',
        status: 503,
        page: lay(form, { ...view, ...said, issues: [], notice: 'busy' }, carried),
      };
    }
    const status = view.issues.length > 0 || faults.length > 0 ? 422 : 200;
    return {
      kind: 'page',
      status,
      page: lay(form, { ...view, ...said, notice: lost ? 'expired' : view.notice }, carried),
    };
  }

  async function receive(
    entry: FormEntry,
    language: string,
    request: Request,
    { crowded, sender }: Arrival = { crowded: false, sender: null },
  ): Promise<Outcome> {
    const { form } = entry;
    const body = await readBody(request, form, fileBytes(form), !crowded);
    if ('status' in body) {
      log('refused', { form: form.id, status: body.status });
      return { kind: 'refused', status: body.status };
    }
    const given = (name: string) => body.entries.find(([key]) => key === name)?.[1] ?? '';
    const script = request.headers.get('accept')?.startsWith('application/json') ?? false;
    const fields = { body, given, sender, script };
    if ((body.sealed ?? given('sealed')).length > 0) return receiveSealed(form, fields);
    return receivePlain(entry, language, fields, crowded);
  }

  return { open, offers, fileBytes, receive };
}
