import type { Help } from './facets.ts';
import { compilePlaces, compileSynonyms, type Meaning, type Phrase, type SynonymEntry } from './phrases.ts';
import type { ServiceIndex } from './search-index.ts';
import { type QueryCounty, toLineQuery, toQuery } from './search-query.ts';
import { type Facet, relaxings, type SearchRequest } from './search-request.ts';
import { readWords } from './search-words.ts';

export type { Facet, SearchRequest } from './search-request.ts';

/** What a search needs besides the index; made once for each language by `prepareSearch`. */
export type SearchSettings = {
  synonyms: Phrase<Meaning>[];
  places: Phrase<string>[];
  county: QueryCounty;
};

/** What is shown. There is always something to ring as long as the index holds a helpline. */
export type SearchResult = {
  /** Ids, the best fit first, then in the county's own order, then by name. */
  found: string[];
  /** What was dropped because nothing fitted with it, the weakest first; the page says so. */
  relaxed: Facet[];
  /** Ids of helplines that take this person, the first line first and then in the county's own order; always shown. */
  lines: string[];
  /** The words tell of danger now: the 999 box comes first. */
  emergency: boolean;
  /** Somebody is worried about what they themselves do: the page links to the page for them. */
  ownBehaviour: boolean;
  /** What the words were taken to mean, so that the page can say it. */
  understood: { help: Help[]; areas: string[] };
};

type Place = { id: string; name: string; towns: readonly string[] };

/** What of a county a search needs. `shortList` is the order in which its editors name services. */
export type SearchCounty = {
  areas: readonly Place[];
  neighbours: readonly Place[];
  firstLine: string | null;
  shortList?: readonly string[];
};

const mostLines = 6;
/** Lines that are looked at: one that the county names may stand further back by fit. */
const mostSeen = 200;

/**
 * Makes a county's synonyms and places ready for a language. English synonyms always count too: people mix languages.
 * @param synonyms by tag of their language
 */
export function prepareSearch(
  county: SearchCounty,
  synonyms: Readonly<Record<string, readonly SynonymEntry[]>>,
  locale: string,
): SearchSettings {
  const languages = locale === 'en' ? ['en'] : [locale, 'en'];
  return {
    synonyms: languages.flatMap((language) => compileSynonyms(synonyms[language] ?? [], language)),
    // Places have English names on every page.
    places: compilePlaces([...county.areas, ...county.neighbours], 'en'),
    county: {
      areas: county.areas.map(({ id }) => id),
      neighbours: county.neighbours.map(({ id }) => id),
      first: [...new Set([county.firstLine ?? [], county.shortList ?? []].flat())],
    },
  };
}

/**
 * Finds services. Where nothing fits, the weakest facet is dropped until something does, so that nobody is left without
 * an answer; the order is by fit, then the county's own, then by name, never by distance.
 */
export function search(index: ServiceIndex, request: SearchRequest, settings: SearchSettings): SearchResult {
  const { county } = settings;
  const read = readWords(index, request.words ?? '', request.locale, settings.synonyms, settings.places);
  const ask = (dropped: readonly Facet[], most: number) => index.find(toQuery(request, read, county, dropped), most);
  const relaxed = relaxings(request).find((dropped) => ask(dropped, 1).length > 0) ?? [];
  const lines = index.find(toLineQuery(request, county), mostSeen);
  // Of people of whom nothing is known the county's editors know best whom to ring.
  const named = (request.for ?? []).length > 0 ? county.first.slice(0, 1) : county.first;
  const before = named.filter((id) => lines.includes(id));
  return {
    found: ask(relaxed, request.limit ?? 1000),
    relaxed,
    lines: [...before, ...lines.filter((id) => !before.includes(id))].slice(0, mostLines),
    emergency: read.emergency,
    ownBehaviour: request.audience !== 'own-behaviour' && (read.ownBehaviour || asksOwnBehaviour(request)),
    understood: { help: read.help, areas: read.areas },
  };
}

function asksOwnBehaviour({ help = [], for: groups = [] }: SearchRequest): boolean {
  return help.includes('behaviour-change') || groups.includes('uses-abuse');
}
