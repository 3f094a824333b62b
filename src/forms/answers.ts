import type { Answer, Answers, Field, Form } from './define.ts';
import { fieldsOf } from './define.ts';

/** What a form body holds, in order: the pairs of a `FormData` whose values are text. */
export type Entries = Iterable<readonly [string, string]>;

/** Names that the form's own machinery uses beside the fields. */
export const shownName = 'shown';

/** The parts of a date field, in the order people write them. */
export const dateParts = ['day', 'month', 'year'] as const;

/** The name of one input of a date field. */
export const datePartName = (field: string, part: (typeof dateParts)[number]) => `${field}-${part}`;

/** Line ends as one LF, so that an answer is the same whether a browser script or the browser itself sent it. */
const oneLineEnd = (value: string) => value.replace(/\r\n?/g, '\n');

/** Numbers are written in the reader's own digits as well: Arabic-Indic, Persian, Bengali, Gurmukhi and the rest. */
const westernDigits = (value: string) =>
  value.replace(/\p{Nd}/gu, (digit) => {
    let zero = digit.codePointAt(0) ?? 0;
    // Unicode keeps the ten digits of a script in one run (UAX #44, Nd). Some runs stand directly behind others, each of
    // ten, so the first digit of the first run is as good a zero as one's own.
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return String(((digit.codePointAt(0) ?? 0) - zero) % 10);
  });

/** A date's part as it was typed. A hyphen would end it, so another of its kind takes its place. */
const datePart = (typed: string) => westernDigits(typed.trim()).replaceAll('-', '\u2010');

/** Only a number is filled up to two digits: an empty month must not come back as "00". */
const twoDigits = (part: string) => (/^\d$/.test(part) ? `0${part}` : part);

function readDate(values: Map<string, string[]>, name: string): string {
  const [day = '', month = '', year = ''] = dateParts.map((part) =>
    datePart(values.get(datePartName(name, part))?.[0] ?? ''),
  );
  if (day + month + year === '') return '';
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`;
}

function readField(values: Map<string, string[]>, field: Field): Answer {
  if (field.control === 'date') return readDate(values, field.name);
  const given = values.get(field.name) ?? [];
  if (field.control === 'number') return westernDigits((given[0] ?? '').trim());
  // A number to ring that its reader cannot dial is none; and Arabic digits in groups turn their order in an English line.
  if (field.control === 'tel') return westernDigits(oneLineEnd(given[0] ?? ''));
  if (field.control === 'checkboxes') return given;
  return oneLineEnd(given[0] ?? '');
}

/**
 * The answers that a body gives, laid over those there already. Any subset of fields may come: a step that says it was
 * shown (`shown`) empties its own fields that are absent, since a browser sends nothing for a box that is not ticked;
 * other fields count only where they are there. Names that are no field of the form are ignored.
 */
export function readAnswers(form: Form, entries: Entries, before: Answers = {}): Answers {
  const values = new Map<string, string[]>();
  for (const [name, value] of entries) values.set(name, [...(values.get(name) ?? []), value]);
  const shown = new Set(values.get(shownName) ?? []);
  const answers: Answers = {};
  for (const step of form.steps) {
    for (const field of step.fields) {
      const names = field.control === 'date' ? dateParts.map((part) => datePartName(field.name, part)) : [field.name];
      const present = shown.has(step.id) || names.some((name) => values.has(name));
      const kept = before[field.name];
      if (present) answers[field.name] = readField(values, field);
      else if (kept !== undefined) answers[field.name] = kept;
    }
  }
  return answers;
}

/** The pairs that `readAnswers` makes these answers of: what a script posts in place of the browser's own form. */
export function entriesOf(form: Form, answers: Answers): [string, string][] {
  return fieldsOf(form).flatMap((field): [string, string][] => {
    const answer = answers[field.name];
    if (answer === undefined) return [];
    if (typeof answer !== 'string') return answer.map((code) => [field.name, code]);
    if (field.control !== 'date') return [[field.name, answer]];
    const [year = '', month = '', day = ''] = answer.split('-');
    const parts = { day, month, year };
    return dateParts.map((part) => [datePartName(field.name, part), parts[part]]);
  });
}

/** Whether anything was answered. */
export function isAnswered(answer: Answer | undefined): boolean {
  return answer !== undefined && (typeof answer === 'string' ? answer.trim() !== '' : answer.length > 0);
}

/** A text answer, or empty. */
export function textOf(answers: Answers, name: string): string {
  const answer = answers[name];
  return typeof answer === 'string' ? answer : '';
}

/** The most bytes a body with every answer at its limit can have: four bytes a character, and 200 for each part's header. */
export function maxBytes(form: Form): number {
  const bytes = fieldsOf(form).map((field) => {
    const parts = field.control === 'date' ? 3 : Math.max(1, field.options.length);
    return field.max * 4 * (field.control === 'checkboxes' ? field.options.length : 1) + parts * 200;
  });
  // Multipart escapes nothing, but the browser writes each line end as two bytes: counted within four a character.
  return bytes.reduce((sum, one) => sum + one, 4096);
}
