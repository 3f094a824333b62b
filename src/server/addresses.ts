/** The address of each form below a language, by the form's id. Addresses say nothing of what is asked. */
export const formPaths: Record<string, string> = { 'self-referral': 'ask' };

/** Every address that a form is at, with the form's id. */
export function formAddresses(tags: string[]): Map<string, string> {
  return new Map(
    tags.flatMap((tag) =>
      Object.entries(formPaths).map(([form, path]): [string, string] => [`/${tag}/${path}/`, form]),
    ),
  );
}

/** The most bytes of a choice in the finder: a few codes, half a postcode and a sentence. */
export const finderLimit = 16_384;

/** The limit of a directory page's body: the finder takes a choice, lists and services take none; null: no such page. */
export function directoryLimit(address: string, tags: string[]): number | null {
  const [, tag = '', page, rest, end] = address.split('/');
  if (!tags.includes(tag)) return null;
  if (page === 'find' && rest === '' && end === undefined) return finderLimit;
  if (page === 'find' && rest === 'list.json' && end === undefined) return 0;
  if (page === 's' && /^[a-z0-9]{8}$/.test(rest ?? '') && end === '') return 0;
  if (page === 'work' && ['pathway', 'table', 'list'].includes(rest ?? '') && end === '') return 0;
  return page === 'own' && rest === '' && end === undefined ? 0 : null;
}
