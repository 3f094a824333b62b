import type { Referral } from '#message/referral.ts';
import type { LogEntry } from '../log.ts';
import { dayOf } from '../log-command.ts';
import { reportFields } from '../report-fields.ts';
import type { CountedTable } from './figures.ts';
import type { Quarter } from './quarters.ts';
import type { Question } from './questions.ts';

/** A message as it is counted: what was answered, the day the site took it, and days until somebody was reached or declined. */
export type Case = { referral: Referral; day: string; days: number | null };

/** Puts a message and the log together. The first contact is the first day the person was reached, or declined. */
export function createCase(referral: Referral, sent: Date, entries: readonly LogEntry[]): Case {
  const day = dayOf(sent);
  const spoken = entries
    .filter(({ reference, outcome }) => reference === referral.reference && ['reached', 'declined'].includes(outcome))
    .map(({ on }) => on)
    .sort();
  const [first] = spoken;
  return { referral, day, days: first === undefined ? null : Math.max(0, daysBetween(day, first)) };
}

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** The messages of one quarter, counted: one table for the months, one for each question, one for the first contact. */
export function countTables(
  cases: readonly Case[],
  quarter: Quarter,
  questions: readonly Question[],
  within: number,
): CountedTable[] {
  const routes = questions.find(({ id }) => id === 'route')?.rows.map(({ code }) => code) ?? [];
  const place = (form: string) => routes.indexOf(form);
  const months = ['first month', 'second month', 'third month'].map((label, index) => ({
    label,
    count: cases.filter(({ day }) => day.startsWith(quarter.months[index] ?? '')).length,
  }));
  const asked = routes.filter((form) => reportFields[form]?.contact).map(place);
  const waited = cases.flatMap(({ referral, days }) =>
    days !== null && asked.includes(place(referral.form)) ? [days] : [],
  );
  const contact = [
    {
      label: `within ${within} ${within === 1 ? 'day' : 'days'}`,
      count: waited.filter((days) => days <= within).length,
    },
    { label: 'later', count: waited.filter((days) => days > within).length },
  ];
  return [
    { id: 'month', rows: months, rest: 0, askedBy: null, overlapping: false },
    ...questions.map((question) => countQuestion(question, cases, place)),
    { id: 'first contact', rows: contact, rest: cases.length - waited.length, askedBy: asked, overlapping: false },
  ];
}

function countQuestion(question: Question, cases: readonly Case[], place: (form: string) => number): CountedTable {
  const answers = cases.map(({ referral }) => question.answer(referral));
  return {
    id: question.id,
    rows: question.rows.map(({ code, label }) => ({
      label,
      count: answers.filter((codes) => codes.includes(code)).length,
    })),
    rest: answers.filter((codes) => codes.length === 0).length,
    askedBy: question.forms?.map(place) ?? null,
    overlapping: question.overlapping,
  };
}

/** The middle of the days until first contact, rounded up, or null where there is none. */
export function medianDays(cases: readonly Case[]): number | null {
  const days = cases
    .filter(({ referral }) => reportFields[referral.form]?.contact)
    .flatMap((one) => one.days ?? [])
    .sort((a, b) => a - b);
  return days[Math.floor(days.length / 2)] ?? null;
}
