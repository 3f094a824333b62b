import { createHash } from 'node:crypto';

/** Consonants alone: no word appears by chance, and no digit, so that the code may stand in a `page:` link. */
const signs = 'bcdfghjkmnpqrtvwxz';

/** Whether a page of guidance, by the name of its file, is one to read and learn from: `read-money`. */
export const isReading = (page: string) => page.startsWith('read-');

/**
 * The address of a guidance page below the language: `read-money` has `read/` and six letters that say nothing, since an
 * address stays in a history, a bar and a log of the home's router. The same name gives the same address in every
 * build; a test holds that no two are the same. Every other page has its name.
 */
export function guidancePath(page: string): string {
  if (!isReading(page)) return page;
  const hash = createHash('sha256').update(`reading/${page}`).digest();
  return `read/${Array.from(hash.subarray(0, 6), (byte) => signs[byte % signs.length]).join('')}`;
}

/** Turns the `page:read-…` links of a page's HTML, which editors write by file name, into links to its address. */
export const linkReadings = (html: string) =>
  html.replace(/href="page:(read-[a-z-]+)"/g, (_, page: string) => `href="page:${guidancePath(page)}"`);
