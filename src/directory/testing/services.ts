import { type For, forCodes, type Help, helpCodes, howCodes } from '../facets.ts';
import { type Searchable, toIndexEntry } from '../index-entry.ts';
import type { IndexEntry } from '../search-index.ts';
import { makeRecord } from './record.ts';

/** Numbers that look random and are the same in every run. */
export function createRandom(seed: number): { below: (limit: number) => number; pick: <T>(list: readonly T[]) => T } {
  let state = seed;
  // A linear congruential step with the constants of Numerical Recipes: enough to spread test data.
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

const kinds: Record<string, Partial<Searchable>> = {
  'county line': { help: ['helpline'], areas: ['county'] },
  'national line': { help: ['helpline'], areas: ['national'] },
  'mens line': { help: ['helpline'], for: ['men'], areas: ['national'] },
  'urdu line': {
    help: ['helpline'],
    for: ['women', 'black-minoritised'],
    areas: ['national'],
    languages: 'English, Urdu',
  },
  'one stop shop': { help: ['one-stop-shop', 'legal'], how: ['in-person'], areas: ['ashford'] },
  'dover outreach': { help: ['outreach'], for: ['women'], how: ['phone', 'home'], areas: ['dover'] },
  'kent outreach': {
    help: ['outreach', 'idva'],
    how: ['phone', 'agreed-place'],
    areas: ['county'],
    languages: 'Interpreters',
  },
  'dogs away': { help: ['pets'], for: ['with-pets'], summary: 'Foster homes for a dog.', areas: ['national'] },
  refuge: { help: ['refuge'], for: ['women', 'with-children'], areas: ['county'], advice: 'check-first' },
  'visa advice': { help: ['immigration'], for: ['migrant', 'no-recourse'], areas: ['national'] },
  'medway line': { help: ['helpline', 'outreach'], areas: ['medway'] },
  'change course': { help: ['behaviour-change'], for: ['uses-abuse'], audience: 'own-behaviour', areas: ['county'] },
  'respect line': { help: ['helpline', 'behaviour-change'], audience: 'own-behaviour', areas: ['national'] },
  marac: { help: ['idva'], audience: 'professional', areas: ['county'] },
};

/** A dozen invented services of every kind that searches tell apart; their id is their name with hyphens. */
export function smallDirectory(): IndexEntry[] {
  return Object.entries(kinds)
    .map(([name, facts]) =>
      makeRecord({ id: name.replaceAll(' ', '-'), name, summary: 'They help.', whoFor: 'People', ...facts }),
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((service) => toIndexEntry(service));
}

/** The areas of those services, as a county has them. */
export const smallCounty = {
  areas: [
    { id: 'ashford', name: 'Ashford', towns: ['Tenterden'] },
    { id: 'dover', name: 'Dover', towns: ['Deal', 'Capel-le-Ferne'] },
  ],
  neighbours: [{ id: 'medway', name: 'Medway', towns: ['Chatham'] }],
  firstLine: 'county-line',
};

/**
 * So many invented services whose words and facts are spread as in a real directory: few words are common, most are rare.
 * In order of name.
 */
export function* inventServices(count: number, words: number, areas: readonly string[]): Generator<IndexEntry> {
  const { below, pick } = createRandom(count);
  const rare = () => wordOf(Math.floor(words ** (below(10_000) / 10_000)));
  for (let place = 0; place < count; place += 1) {
    const help: Help[] = [pick(helpCodes), pick(helpCodes)];
    const groups: For[] = [below(2) === 0 ? 'anyone' : pick(forCodes)];
    const service = makeRecord({
      id: `s${place}`,
      name: Array.from({ length: 3 }, rare).join(' '),
      organisation: rare(),
      summary: Array.from({ length: 25 }, rare).join(' '),
      whoFor: Array.from({ length: 8 }, rare).join(' '),
      help,
      for: groups,
      how: [pick(howCodes)],
      areas: [below(50) === 0 ? 'national' : below(3) === 0 ? 'county' : pick(areas)],
      advice: below(3) === 0 ? 'check-first' : 'ready',
    });
    yield toIndexEntry(service);
  }
}

/** An invented word for each number, short for small ones as in a language. */
export function wordOf(number: number): string {
  const parts = ['ba', 'co', 'de', 'fi', 'gu', 'ha', 'jo', 'ke', 'li', 'mu', 'na', 'po', 're', 'si', 'tu', 'va'];
  const [part = ''] = parts.slice(number % 16);
  return number < 16 ? `${part}n` : part + wordOf(Math.floor(number / 16));
}
