import type { For, Help, How } from './facets.ts';

/** What somebody looks for. Everything but the language is optional; nothing asked finds everything. */
export type SearchRequest = {
  /**
   * Ids of areas or neighbours, several where a postcode spans them. What serves the whole county or country fits too.
   * `national` alone: somewhere else, where only what serves the country helps.
   */
  areas?: string[];
  help?: Help[];
  for?: For[];
  how?: How[];
  /** A BCP 47 tag, `bfi` for British Sign Language. A service that calls an interpreter fits too. */
  language?: string;
  words?: string;
  /** The language of the page, and so most likely of the words. */
  locale: string;
  /** Who looks. Only professionals are shown professionals' services; people who use abuse have results of their own. */
  audience?: 'public' | 'professional' | 'own-behaviour';
  /** At most so many; 1,000 unless said. */
  limit?: number;
};

/** What a search can be narrowed by, and so what can be dropped when nothing is left: the weakest first. */
export const facets = ['how', 'language', 'words', 'for', 'help', 'areas'] as const;

/** One of these. */
export type Facet = (typeof facets)[number];

/**
 * What may be dropped of a request, the least first: nothing, then each single facet and set of facets in order of
 * weakness. "By text, for men, refuge" loses "by text" before "for men", and both before "refuge".
 */
export function relaxings(request: SearchRequest): Facet[][] {
  const asked = facets.filter((facet) => (request[facet]?.length ?? 0) > 0);
  return Array.from({ length: 2 ** asked.length }, (_, set) => asked.filter((_, bit) => (set >> bit) % 2 === 1));
}
