import type { Help } from './facets.ts';
import { terms } from './terms.ts';
import { countSlips } from './vocabulary.ts';

/** What people say and the kinds of help they mean by it, as `content/synonyms/<tag>.yaml` has it. */
export type SynonymEntry = { phrases: string[]; help: Help[]; emergency: boolean };

/** Words in people's own order, and what they stand for. */
export type Phrase<T> = { words: string[]; gap: number; means: T };

/** What a synonym stands for. */
export type Meaning = Pick<SynonymEntry, 'help' | 'emergency'>;

/** A phrase that occurs in what somebody typed, and the places of its words. */
export type Said<T> = { means: T; at: number[] };

/** Makes the phrases of a language ready to be looked for. One more word may stand between two of a phrase. */
export function compileSynonyms(entries: readonly SynonymEntry[], locale: string): Phrase<Meaning>[] {
  return entries.flatMap(({ phrases, help, emergency }) =>
    phrases
      .map((phrase) => terms(phrase, locale))
      .filter((words) => words.length > 0)
      .map((words) => ({ words, gap: 1, means: { help, emergency } })),
  );
}

/** Makes the names of areas and their towns ready to be looked for, so that a place can be typed among other words. */
export function compilePlaces(
  areas: readonly { id: string; name: string; towns: readonly string[] }[],
  locale: string,
): Phrase<string>[] {
  return areas.flatMap(({ id, name, towns }) =>
    [name, ...towns].map((place) => ({ words: terms(place, locale), gap: 0, means: id })),
  );
}

/**
 * Every phrase that occurs among typed words, in order, the longest first.
 * @param typed for each word what it may be, as one or more terms
 */
export function findPhrases<T>(typed: readonly string[][], phrases: readonly Phrase<T>[]): Said<T>[] {
  return phrases
    .flatMap((phrase) => {
      const at = placesOf(typed, phrase);
      return at ? [{ means: phrase.means, at }] : [];
    })
    .sort((a, b) => b.at.length - a.at.length);
}

function placesOf<T>(typed: readonly string[][], { words, gap }: Phrase<T>): number[] | null {
  for (let start = 0; start <= typed.length - words.length; start += 1) {
    const at: number[] = [];
    for (const word of words) {
      const from = at.length === 0 ? start : (at.at(-1) ?? 0) + 1;
      const to = at.length === 0 ? start : from + gap;
      const place = typed.findIndex(
        (forms, index) => index >= from && index <= to && forms.some((form) => isSame(form, word)),
      );
      if (place < 0) break;
      at.push(place);
    }
    if (at.length === words.length) return at;
  }
  return null;
}

/** One slip is forgiven from five letters on; in shorter words it makes another word (hit, him, his). */
function isSame(form: string, word: string): boolean {
  return form === word || (word.length >= 5 && form.length >= 4 && countSlips(form, word, 1) <= 1);
}
