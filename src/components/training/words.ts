import { fill } from '#forms/words.ts';
import { pluralText } from '#i18n/plural.ts';
import english from './en.json' with { type: 'json' };

/** The words of the pages on training, in English alone: courses are held in it. */
export const words = english;

/** The text for a count: `found` with 1 is that of `found_one`. */
export function countText(tree: Record<string, unknown>, key: string, count: number): string {
  const texts = Object.entries(tree).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return pluralText(Object.fromEntries(texts), key, count, 'en');
}

export { fill };
