import type { Form } from './define.ts';
import { type BlockWords, type FormWords, joinWords } from './words.ts';

/** A form with its English words, those of the questions it shares among them. */
export type FormEntry = { form: Form; english: FormWords };

/** The forms of the site by id. */
export type Forms = ReadonlyMap<string, FormEntry>;

/** The same for whoever needs no words: what a message is checked against. */
export type Definitions = ReadonlyMap<string, Pick<FormEntry, 'form'>>;

/**
 * Puts together what the folders of `src/forms` hold, each its `form.ts` and its `en.json`, as whoever runs has read it
 * (`discover.ts` in Node, the bundler in pages), so that a form is one folder and no list names it. Throws where two share
 * an id or an address, or where the words of shared questions are missing.
 */
export function gatherForms(entries: readonly FormEntry[], blocks: Readonly<Record<string, BlockWords>>): Forms {
  const whole = entries.map(({ form, english }): FormEntry => {
    const shared = (form.blocks ?? []).map((name) => {
      const words = blocks[name];
      if (!words) throw new Error(`${form.id}: there are no words for ${name}`);
      return words;
    });
    return { form, english: joinWords(shared, english) };
  });
  const forms = new Map(whole.map((entry) => [entry.form.id, entry]));
  const paths = new Set(whole.map(({ form }) => form.path));
  if (forms.size < entries.length || paths.size < entries.length)
    throw new Error('two forms share an id or an address');
  return forms;
}
