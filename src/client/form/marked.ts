import type { PageData } from '#components/form/data.ts';
import { fewAnswers, quickMs } from '#flood/trap.ts';
import { isAnswered } from '#forms/answers.ts';
import { type Answers, type Form, isUrgent } from '#forms/define.ts';

/**
 * Whether a program may have filled in the form: there is something in the field that nobody sees, or it took less time than
 * anybody needs, from when the page was asked for. Of somebody in danger nothing is said: their message waits for nobody.
 */
export function isMarked(form: Form, answers: Answers, { rules }: PageData, spare: string): boolean {
  if (isUrgent(form, answers, rules)) return false;
  return (
    spare !== '' || (performance.now() < quickMs && Object.values(answers).filter(isAnswered).length >= fewAnswers)
  );
}
