import type { FormEntry } from '#forms/index.ts';
import { formAt } from './forms.ts';

/**
 * What a form's address says: which form, and where the form can be about one thing (`Form.subject`) the code of that, so
 * that a page can lead there without a question in the address. Null for an address of no form.
 * @param rest what follows `ask/`; the form of `ask/` itself has none
 */
export function subjectOf(rest: string | undefined): { entry: FormEntry; code: string | null } | null {
  const whole = formAt(rest ? `ask/${rest}` : 'ask');
  if (whole) return { entry: whole, code: null };
  const [, path = '', code = ''] = /^(.+)\/([^/]+)$/.exec(rest ?? '') ?? [];
  const entry = formAt(`ask/${path}`);
  return entry?.form.subject?.code.test(code) ? { entry, code } : null;
}
