import { isAnswered } from './answers.ts';
import type { Answers, Form, Step } from './define.ts';

/** The id of the last page: check your answers. */
export const checkPage = 'check';

/** The steps that these answers lead through, in order. Computed each time, never stored (GOV.UK Forms' journey). */
export function stepsFor(form: Form, answers: Answers): Step[] {
  return form.steps.filter((step) => step.when?.(answers) ?? true);
}

/** A step by id, or null where there is none or the answers do not lead to it. */
export function findStep(form: Form, id: string, answers: Answers): Step | null {
  return stepsFor(form, answers).find((step) => step.id === id) ?? null;
}

/** The page after `id`: a step's id or the check page. */
export function pageAfter(form: Form, id: string, answers: Answers): string {
  const ids = stepsFor(form, answers).map((step) => step.id);
  return ids[ids.indexOf(id) + 1] ?? checkPage;
}

/** The page before `id`; null on the first, and where the answers do not lead to it. */
export function pageBefore(form: Form, id: string, answers: Answers): string | null {
  const ids = stepsFor(form, answers).map((step) => step.id);
  return (id === checkPage ? ids.at(-1) : ids[ids.indexOf(id) - 1]) ?? null;
}

/** Whether the page comes after everything that is needed, so that it may offer to send at once. */
export function offersSending(form: Form, id: string, answers: Answers): boolean {
  const ids = [...stepsFor(form, answers).map((step) => step.id), checkPage];
  return ids.indexOf(id) >= ids.indexOf(form.enoughAfter);
}

/** The answers that count: those of steps that are on the way, and only where something was answered. */
export function answersOnPath(form: Form, answers: Answers): Answers {
  const kept: Answers = {};
  for (const field of stepsFor(form, answers).flatMap((step) => step.fields)) {
    const answer = answers[field.name];
    if (answer !== undefined && isAnswered(answer)) kept[field.name] = answer;
  }
  return kept;
}
