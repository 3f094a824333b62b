import type { Form } from './define.ts';
import { form as selfReferral } from './self-referral/form.ts';

/** Every form of the site by id. A form is one folder and its line here. */
export const forms: Record<string, Form> = { [selfReferral.id]: selfReferral };

/** A form by id, or null. */
export function findForm(id: string): Form | null {
  return Object.hasOwn(forms, id) ? (forms[id] ?? null) : null;
}
