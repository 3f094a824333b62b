import { type For, forCodes, type Help, helpCodes, howCodes } from './facets.ts';
import { toIndexEntry } from './index-entry.ts';
import type { IndexEntry } from './search-index.ts';

/** Numbers that look random and are the same in every run. */
export type Random = { below: (limit: number) => number; pick: <T>(list: readonly T[]) => T };

/** A linear congruential generator with the constants of Numerical Recipes: enough to spread data, for nothing else. */
export function createRandom(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    pick: (list) => {
      const one = list[below(list.length)];
      if (one === undefined) throw new Error('nothing to pick from');
      return one;
    },
  };
}

/**
 * So many invented services, to measure and test searching with. Words and facts are spread as in a real directory: a few
 * words are in nearly every text, most are rare. In order; nothing in them is real.
 * @param words how many different words there are
 */
export function* inventServices(count: number, words: number, areas: readonly string[]): Generator<IndexEntry> {
  const { below, pick } = createRandom(count);
  const text = (length: number) => Array.from({ length }, () => rareWord(words, below(10_000) / 10_000)).join(' ');
  for (let place = 0; place < count; place += 1) {
    const help: Help[] = [pick(helpCodes), pick(helpCodes)];
    const groups: For[] = [below(2) === 0 ? 'anyone' : pick(forCodes)];
    yield toIndexEntry({
      id: `s${place}`,
      audience: 'public',
      name: text(3),
      organisation: text(2),
      summary: text(25),
      whoFor: text(8),
      help,
      for: groups,
      ledBy: [],
      how: [pick(howCodes)],
      areas: [below(50) === 0 ? 'national' : below(3) === 0 ? 'county' : pick(areas)],
      languages: below(20) === 0 ? 'Urdu and Polish' : null,
      bsl: null,
      advice: below(3) === 0 ? 'check-first' : 'ready',
    });
  }
}

/** One of so many words: by Zipf's law about every tenth is one of the ten commonest. */
export function rareWord(words: number, chance: number): string {
  return wordOf(Math.floor(words ** chance));
}

/** An invented word for each number, short for small ones as in a language. */
export function wordOf(number: number): string {
  const parts = ['ba', 'co', 'de', 'fi', 'gu', 'ha', 'jo', 'ke', 'li', 'mu', 'na', 'po', 're', 'si', 'tu', 'va'];
  const part = parts[number % parts.length] ?? '';
  return number < parts.length ? `${part}n` : part + wordOf(Math.floor(number / parts.length));
}
