import type { Help } from './facets.ts';
import { findPhrases, type Meaning, type Phrase } from './phrases.ts';
import type { Clause, ServiceIndex } from './search-index.ts';
import { terms } from './terms.ts';

/** What somebody's own words were taken to mean. */
export type ReadWords = {
  /** What a service may match, each by any of its tokens. An empty clause: words that mean nothing here. */
  clauses: Clause[];
  /** Tokens of names that were typed. */
  names: Clause;
  help: Help[];
  areas: string[];
  /** Danger now. */
  emergency: boolean;
  /** Somebody is worried about what they themselves do. */
  ownBehaviour: boolean;
};

/** Beyond this many words the commonest are left aside: they would cost time and say little. */
const mostWords = 4;

/**
 * Reads words in a person's own order: phrases become kinds of help, places areas; of what is left, the rarest words
 * count, with their slips mended.
 */
export function readWords(
  index: ServiceIndex,
  words: string,
  locale: string,
  synonyms: readonly Phrase<Meaning>[],
  places: readonly Phrase<string>[],
): ReadWords {
  const typed = formsOf(words, locale);
  const said = dropContained(findPhrases(typed, synonyms));
  const named = findPhrases(typed, places);
  const used = new Set([...said, ...named].flatMap(({ at }) => at));
  const rest = chooseWords(
    typed.filter((_, place) => !used.has(place)),
    index,
  );
  const meant = said.map(({ means }) => means.help.filter((code) => code !== 'behaviour-change'));
  const helpClauses = meant.filter((help) => help.length > 0).map((help) => help.map((code) => `help:${code}`));
  const distinct = [...new Map(helpClauses.map((clause) => [clause.join(' '), clause])).values()];
  const nothingKnown = typed.length > 0 && used.size === 0 && rest.length === 0;
  return {
    clauses: nothingKnown ? [[]] : [...distinct, ...rest],
    names: [...rest, ...typed].flat().map((word) => `name:${word}`),
    help: [...new Set(meant.flat())],
    areas: [...new Set(named.map(({ means }) => means))],
    emergency: said.some(({ means }) => means.emergency),
    ownBehaviour: said.some(({ means }) => means.help.includes('behaviour-change')),
  };
}

/** For each typed word what it may be: as a word of the page's language and, since people mix them, as an English one. */
function formsOf(words: string, locale: string): string[][] {
  const own = terms(words, locale);
  const english = terms(words, 'en');
  if (own.length !== english.length) return own.map((word) => [word]);
  return own.map((word, place) => [...new Set([word, english[place] ?? word])]);
}

/** "Somewhere to stay" says all that "stay" inside it would. */
function dropContained<T extends { at: number[] }>(longestFirst: T[]): T[] {
  return longestFirst.filter(({ at }, place) => {
    const longer = longestFirst.slice(0, place).filter((one) => one.at.length > at.length);
    return !longer.some((one) => at.every((word) => one.at.includes(word)));
  });
}

/** Words that more than half of all services hold say nothing, unless nothing else was typed. */
function chooseWords(typed: readonly string[][], { size, vocabulary }: ServiceIndex): Clause[] {
  const known = typed
    .map((forms) => [...new Set(forms.flatMap(vocabulary.meant))])
    .filter((clause) => clause.length > 0)
    .map((clause) => ({ clause, count: Math.max(...clause.map(vocabulary.count)) }))
    .sort((a, b) => a.count - b.count);
  const telling = known.filter(({ count }) => count <= size / 2);
  return (telling.length > 0 ? telling : known).slice(0, mostWords).map(({ clause }) => clause);
}
