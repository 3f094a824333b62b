import type { Answers, Form, Issue, Lists, Reason, Step } from './define.ts';
import { stepsFor } from './path.ts';

const reasons = new Set<string>([
  'required',
  'choose',
  'one-way',
  'too-long',
  'email',
  'phone',
  'date',
  'number',
  'agree',
] satisfies Reason[]);

/** What is to be mended on one step, in the order of its fields; empty when nothing is. One issue a field. */
export function validateStep(step: Step, answers: Answers, lists: Lists): Issue[] {
  const issues: Issue[] = [];
  for (const field of step.fields) {
    const empty = field.control === 'checkboxes' ? [] : '';
    const answer = answers[field.name] ?? empty;
    const result = field.schema.safeParse(answer);
    const listed =
      field.list === null ||
      answer === '' ||
      field.options.some((code) => code === answer) ||
      lists[field.list]?.some((item) => item.code === answer);
    if (!result.success) {
      const message = result.error.issues[0]?.message ?? '';
      issues.push({ field: field.name, reason: reasons.has(message) ? (message as Reason) : 'unreadable' });
    } else if (!listed) {
      issues.push({ field: field.name, reason: 'choose' });
    }
  }
  return issues.length === 0 ? (step.check?.(answers) ?? []) : issues;
}

/** The first step with something to mend, of all that the answers lead to; null when the form can be sent. */
export function firstUnfinished(form: Form, answers: Answers, lists: Lists): { step: Step; issues: Issue[] } | null {
  for (const step of stepsFor(form, answers)) {
    const issues = validateStep(step, answers, lists);
    if (issues.length > 0) return { step, issues };
  }
  return null;
}
