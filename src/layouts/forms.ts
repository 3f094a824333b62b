import type { Site } from '#directory/site.ts';
import { contactsOf, type Form } from '#forms/define.ts';
import { type FormEntry, gatherForms } from '#forms/index.ts';
import type { BlockWords, FormWords } from '#forms/words.ts';

const definitions = import.meta.glob<Form>('../forms/*/form.ts', { eager: true, import: 'form' });
const english = import.meta.glob<FormWords>('../forms/*/en.json', { eager: true, import: 'default' });

const blocks = import.meta.glob<BlockWords>('../forms/blocks/*.en.json', { eager: true, import: 'default' });
const blockName = (file: string) => file.replace(/^.*\/(.*)\.en\.json$/, '$1');

/** Every form that has a folder, as the bundler finds them. */
export const forms = gatherForms(
  Object.entries(definitions).map(([file, form]): FormEntry => {
    const words = english[file.replace('form.ts', 'en.json')];
    if (!words) throw new Error(`${form.id}: en.json is missing`);
    return { form, english: words };
  }),
  Object.fromEntries(Object.entries(blocks).map(([file, words]) => [blockName(file), words])),
);

/** A form by its address below the language, or null. */
export const formAt = (path: string): FormEntry | null =>
  [...forms.values()].find(({ form }) => form.path === path) ?? null;

/** Whether the form at an address has somebody to receive it; a page does not lead to one that has not. */
export function isOffered(site: Site, path: string): boolean {
  const entry = formAt(path);
  return entry !== null && contactsOf(entry.form).every((contact) => site.reaches(contact));
}
