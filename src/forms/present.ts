import { isAnswered } from './answers.ts';
import type { Answer, Answers, Control, Field, Form, Issue, Lists } from './define.ts';
import { stepsFor } from './path.ts';
import { type ErrorWords, type FormWords, fill } from './words.ts';

/** One answered question as a page shows it: its label and the answer's parts, each a line. */
export type Row = { field: string; step: string; label: string; lines: string[]; control: Control; free: boolean };

/** The words for one code of a field: the county's own name for it, or the form's. */
export function optionLabel(field: Field, code: string, words: FormWords, lists: Lists): string {
  const listed = field.list === null ? undefined : lists[field.list]?.find((item) => item.code === code)?.label;
  const own = words.fields[field.name]?.options ?? {};
  // A forged code may be the name of something every object has.
  return listed ?? (Object.hasOwn(own, code) ? own[code] : undefined) ?? code;
}

/** The lines that show one answer: a line for each code that was chosen, or the text as it was typed. */
export function linesOf(field: Field, answer: Answer, words: FormWords, lists: Lists): string[] {
  if (typeof answer !== 'string') return answer.map((code) => optionLabel(field, code, words, lists));
  if (field.options.length > 0 || field.list !== null) return [optionLabel(field, answer, words, lists)];
  return [answer];
}

/** Every answered question of the steps on the way, in order: what "check your answers" shows. */
export function rowsOf(form: Form, answers: Answers, words: FormWords, lists: Lists): Row[] {
  return stepsFor(form, answers).flatMap((step) =>
    step.fields.flatMap((field) => {
      const answer = answers[field.name];
      if (answer === undefined || !isAnswered(answer)) return [];
      const label = words.fields[field.name]?.label ?? field.name;
      return [
        {
          field: field.name,
          step: step.id,
          label,
          lines: linesOf(field, answer, words, lists),
          control: field.control,
          free: field.free,
        },
      ];
    }),
  );
}

/** The sentence that says what is to be mended, the same in the summary and at the field. */
export function issueText(form: Form, issue: Issue, words: FormWords, errors: ErrorWords): string {
  const field = form.steps.flatMap((step) => step.fields).find((one) => one.name === issue.field);
  const own = words.fields[issue.field];
  const text = own?.errors?.[issue.reason] ?? errors[issue.reason === 'one-way' ? 'choose' : issue.reason];
  return fill(text, { label: own?.label ?? '', max: field?.max ?? 0 });
}
