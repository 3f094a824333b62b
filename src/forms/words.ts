import type { Reason } from './define.ts';

/** The words for each reason, the same on every form; which ways a question offers only its own words can say. */
export type ErrorWords = Record<Exclude<Reason, 'one-way'>, string>;

/** The words of one step. */
export type StepWords = { title: string; intro: string[] };

/** The words of one field, and the words in which the contact reads it (English only, absent from other languages). */
export type FieldWords = {
  label: string;
  hint?: string;
  options?: Record<string, string>;
  errors?: Partial<Record<Reason, string>>;
  message?: { label: string; options?: Record<string, string> };
};

/** All the words of a form in one language. English is the form's `en.json`; the others are overlays of the same shape. */
export type FormWords = {
  title: string;
  /** Who writes, where a message could be taken for one of somebody who is hurt. Read by the contact alone: English only. */
  from?: string;
  steps: Record<string, StepWords>;
  fields: Record<string, FieldWords>;
  /** What the page says after sending, in place of what is said to a person who asked for help for themselves. */
  sent?: { heading: string; next: string[] };
};

/** The words of questions that several forms share. */
export type BlockWords = Pick<FormWords, 'steps' | 'fields'>;

/** A form's words over those of the questions it shares with others. */
export function joinWords(blocks: readonly BlockWords[], own: FormWords): FormWords {
  return {
    ...own,
    steps: Object.assign({}, ...blocks.map(({ steps }) => steps), own.steps),
    fields: Object.assign({}, ...blocks.map(({ fields }) => fields), own.fields),
  };
}

/** Puts values into a text: `{{name}}` becomes the value of that name. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
}
