import { accommodationCodes, type Help } from './facets.ts';
import { foldDigits } from './fold.ts';
import { tells } from './place-tells.ts';

/** What of a service says that it is a place to stay. Its schema imports this module, so its type cannot come from there. */
type Kind = { name: string; help: readonly Help[] };

const accommodationName = /\b(?:refuges?|safe ?houses?|places? to stay)\b/i;

/**
 * Whatever in the record of a place to stay could lead somebody there, by field. Empty for every other service, unless
 * its name says that it is one. Web addresses are looked at too, since an address in a path is an address, and so is
 * what only editors see: the files are public.
 */
export function findPlaceLeaks(service: Kind): string[] {
  if (isPlaceToStay(service)) return findLeaks(service);
  if (!accommodationName.test(service.name)) return [];
  return [`help: the name says that it is a place to stay; add ${accommodationCodes.join(', or ')}`];
}

/** Whether a service is a place to stay, so that nothing may tell where it is. */
export function isPlaceToStay({ help }: Pick<Kind, 'help'>): boolean {
  return help.some((code) => accommodationCodes.includes(code));
}

/**
 * Every text in `value`, however deep, that tells where a place is, as "field: what is wrong": for a record, and for
 * the same record's words in another language.
 */
export function findLeaks(value: unknown): string[] {
  return textsOf(value).flatMap(({ field, text }) => {
    const views = viewsOf(text);
    return tells
      .filter(({ found }) => views.some(found))
      .map(({ what }) => `${field}: holds what looks like ${what}; a place to stay must not be found`);
  });
}

/** A text as it stands, and as it reads with what joins words in web addresses and file names taken for spaces. */
function viewsOf(text: string): string[] {
  const plain = foldDigits(
    decode(text)
      .normalize('NFKC')
      .replace(/\p{Cf}/gu, ''),
  );
  return [plain, plain.replace(/[-_+/.,:;=?&@#()[\]|~\s]+/g, ' ')];
}

/** A web address inside a web address is encoded twice. */
function decode(text: string, times = 2): string {
  try {
    const decoded = decodeURIComponent(text);
    return decoded === text || times === 0 ? decoded : decode(decoded, times - 1);
  } catch {
    // A per cent sign of an ordinary sentence.
    return text;
  }
}

function textsOf(value: unknown, field = ''): { field: string; text: string }[] {
  if (typeof value === 'string') return [{ field, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, field === '' ? key : `${field}.${key}`));
}
