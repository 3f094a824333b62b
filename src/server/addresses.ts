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

/** The most bytes of a code that is typed back, and what stands around it. */
const codeLimit = 4096;

/**
 * Where the contact types a code back. It takes posts from anywhere, the page of a file on the contact's own disk included:
 * the code itself is the right to give it, and without one a post changes nothing.
 */
export const isReceived = (address: string) => /^\/[^/]+\/received\/$/.test(address);

/** The most bytes that a button of a booking's own link sends: two texts of 500 signs, in any script. */
const linkLimit = 16_384;

/** Lists, a course, a calendar file or a booking by its own link, whatever the language. */
const isTraining = (address: string) =>
  /^\/[^/]+\/work\/training\/(?:[a-z0-9-]+\/|[a-z0-9]+\.ics)?$/.test(address) || isLink(address);

/** The address that a person has from the mail about a booking, or what became of it there: the page itself says so. */
const isLink = (address: string) => /^\/[^/]+\/work\/booking\/[^/]{1,100}\/$/.test(address);

/**
 * Whether a page says what changes by the minute, or is for one person alone: it is made for each request and never kept.
 * So are the pages about places on a course.
 */
export const isFresh = (address: string) => isTraining(address) || /^\/[^/]+\/ask\/book\//.test(address);

/**
 * The limit of a directory page's body: the finder takes a choice, lists and services take none, the link of a booking
 * takes its buttons; null: no such page.
 */
export function directoryLimit(address: string, tags: string[]): number | null {
  const [, tag = '', page, rest, end] = address.split('/');
  if (!tags.includes(tag)) return null;
  if (page === 'find' && rest === '' && end === undefined) return finderLimit;
  if (isReceived(address)) return codeLimit;
  if (page === 'find' && rest === 'list.json' && end === undefined) return 0;
  if (page === 's' && /^[a-z0-9]{8}$/.test(rest ?? '') && end === '') return 0;
  if (page === 'work' && ['pathway', 'table', 'list'].includes(rest ?? '') && end === '') return 0;
  // What is printed, one sheet a page.
  if (page === 'print' && /^[a-z]+$/.test(rest ?? '') && end === '') return 0;
  if (isTraining(address)) return isLink(address) ? linkLimit : 0;
  return (page === 'own' || page === 'now') && rest === '' && end === undefined ? 0 : null;
}
