import type { Answers, Form, Issue, Lists } from './define.ts';
import { checkPage, findStep, pageAfter, pageBefore, stepsFor } from './path.ts';
import { firstUnfinished, validateStep } from './validate.ts';

/** Something the person is told beside the page: the draft was too old, or what they sent was not kept. */
export type Notice = 'expired' | 'not-sent';

/** What a page of the form is rendered from. */
export type View = {
  /** A step's id, or the check page. */
  page: string;
  answers: Answers;
  issues: Issue[];
  /** The person came from the check page and goes back there. */
  returning: boolean;
  notice: Notice | null;
};

/** Where one POST leads: to a page of the form, or to sending. */
export type Turn = { send: false; view: View } | { send: true };

/** The first page, empty. */
export function openForm(form: Form): View {
  return { page: form.steps[0]?.id ?? checkPage, answers: {}, issues: [], returning: false, notice: null };
}

/**
 * Decides one step of the way without JavaScript. An action that is not known counts as *Continue*: that is what a
 * browser sends for Enter, or when the page's script has died.
 * @param page the page the person was on
 */
export function takeTurn(
  form: Form,
  answers: Answers,
  lists: Lists,
  given: { action: string; page: string; returning: boolean },
): Turn {
  const stay = (page: string, issues: Issue[] = [], returning = given.returning): Turn => ({
    send: false,
    view: { page, answers, issues, returning, notice: null },
  });
  const known = given.page === checkPage || findStep(form, given.page, answers) !== null;
  const page = known ? given.page : openForm(form).page;
  const [verb, target = ''] = given.action.split(':');
  if (verb === 'language') return stay(page);
  if (verb === 'back') return stay(pageBefore(form, page, answers) ?? page, [], false);
  if (verb === 'change') return stay(findStep(form, target, answers) ? target : checkPage, [], true);
  if (verb === 'send') {
    const unfinished = firstUnfinished(form, answers, lists);
    return unfinished ? stay(unfinished.step.id, unfinished.issues) : { send: true };
  }
  if (page === checkPage) return stay(checkPage);
  const step = findStep(form, page, answers);
  const issues = step ? validateStep(step, answers, lists) : [];
  if (issues.length > 0) return stay(page, issues);
  return given.returning ? stay(pageAfterChange(form, answers, lists), [], true) : stay(pageAfter(form, page, answers));
}

/** After a change: the check page, unless the change opened a step that still needs an answer. */
function pageAfterChange(form: Form, answers: Answers, lists: Lists): string {
  const open = stepsFor(form, answers).find((step) => validateStep(step, answers, lists).length > 0);
  return open?.id ?? checkPage;
}
