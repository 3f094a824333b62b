import type { Help } from './facets.ts';
import { compilePlaces, compileSynonyms, type Meaning, type Phrase, type SynonymEntry } from './phrases.ts';
import type { ServiceIndex } from './search-index.ts';
import { toLineQuery, toQuery } from './search-query.ts';
import { type Facet, relaxings, type SearchRequest } from './search-request.ts';
import { readWords } from './search-words.ts';

export type { Facet, SearchRequest } from './search-request.ts';

/** What a search needs besides the index; made once for each language by `prepareSearch`. */
export type SearchSettings = {
  synonyms: Phrase<Meaning>[];
  places: Phrase<string>[];
  neighbours: string[];
  firstLine: string | null;
};

/** What is shown. There is always something to ring as long as the index holds a helpline. */
export type SearchResult = {
  /** Ids, the best fit first and then by name. */
  found: string[];
  /** What was dropped because nothing fitted with it, the weakest first; the page says so. */
  relaxed: Facet[];
  /** Ids of helplines of the county and the country that take this person, the first line first; always shown. */
  lines: string[];
  /** The words tell of danger now: the 999 box comes first. */
  emergency: boolean;
  /** Somebody is worried about what they themselves do: the page links to the page for them. */
  ownBehaviour: boolean;
  /** What the words were taken to mean, so that the page can say it. */
  understood: { help: Help[]; areas: string[] };
};

type Place = { id: string; name: string; towns: readonly string[] };

/** What of a county a search needs. */
export type SearchCounty = { areas: readonly Place[]; neighbours: readonly Place[]; firstLine: string | null };

const mostLines = 6;

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
    neighbours: county.neighbours.map(({ id }) => id),
    firstLine: county.firstLine,
  };
}

/**
 * Finds services. Where nothing fits, the weakest facet is dropped until something does, so that nobody is left without
 * an answer; the order is by fit and then by name, never by distance.
 */
export function search(index: ServiceIndex, request: SearchRequest, settings: SearchSettings): SearchResult {
  const { neighbours, firstLine } = settings;
  const read = readWords(index, request.words ?? '', request.locale, settings.synonyms, settings.places);
  const ask = (dropped: readonly Facet[], most: number) =>
    index.find(toQuery(request, read, neighbours, dropped), most);
  const relaxed = relaxings(request).find((dropped) => ask(dropped, 1).length > 0) ?? [];
  // More than are shown: the first line may stand further back by name.
  const lines = index.find(toLineQuery(request, neighbours), mostLines * 5);
  return {
    found: ask(relaxed, request.limit ?? 1000),
    relaxed,
    lines: [...lines.filter((id) => id === firstLine), ...lines.filter((id) => id !== firstLine)].slice(0, mostLines),
    emergency: read.emergency,
    ownBehaviour: request.audience !== 'own-behaviour' && (read.ownBehaviour || asksOwnBehaviour(request)),
    understood: { help: read.help, areas: read.areas },
  };
}

function asksOwnBehaviour({ help = [], for: groups = [] }: SearchRequest): boolean {
  return help.includes('behaviour-change') || groups.includes('uses-abuse');
}
