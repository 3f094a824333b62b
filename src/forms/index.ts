import type { Form } from './define.ts';
import type { FormWords } from './words.ts';

/** A form with its English words. */
export type FormEntry = { form: Form; english: FormWords };

/** The forms of the site by id. */
export type Forms = ReadonlyMap<string, FormEntry>;

/**
 * Puts together what the folders of `src/forms` hold: each its `form.ts` and its `en.json`, read by whoever runs (`discover.ts`
 * in Node, the bundler in pages), so that a form is one folder and no list names it. Throws where two share an id or a path.
 */
export function gatherForms(entries: FormEntry[]): Forms {
  const forms = new Map(entries.map((entry) => [entry.form.id, entry]));
  const paths = new Set(entries.map(({ form }) => form.path));
  if (forms.size < entries.length || paths.size < entries.length) throw new Error('two forms share an id or a path');
  return forms;
}
