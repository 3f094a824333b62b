import type { FormEntry, Forms } from '#forms/index.ts';

/** Every address that a form is at, in every language. Addresses say nothing of what is asked. */
export function formAddresses(forms: Forms, tags: string[]): Map<string, FormEntry> {
  const entries = [...forms.values()];
  return new Map(
    tags.flatMap((tag) => entries.map((entry): [string, FormEntry] => [`/${tag}/${entry.form.path}/`, entry])),
  );
}

/** The most bytes of a choice in the finder: a few codes, half a postcode and a sentence. */
export const finderLimit = 16_384;

/** The limit of a directory page's body: the finder takes a choice, lists and services take none; null: no such page. */
export function directoryLimit(address: string, tags: string[]): number | null {
  const [, tag = '', page, rest, end, last] = address.split('/');
  if (!tags.includes(tag)) return null;
  if (page === 'find' && rest === '' && end === undefined) return finderLimit;
  if (page === 'find' && rest === 'list.json' && end === undefined) return 0;
  if (page === 's' && /^[a-z0-9]{8}$/.test(rest ?? '') && end === '') return 0;
  // The report about one service opens with that service in it; what is posted goes to the form's own address.
  if (page === 'ask' && rest === 'fix' && /^[a-z0-9]{8}$/.test(end ?? '') && last === '') return 0;
  if (page === 'work' && ['pathway', 'table', 'list'].includes(rest ?? '') && end === '') return 0;
  return (page === 'own' || page === 'now') && rest === '' && end === undefined ? 0 : null;
}
