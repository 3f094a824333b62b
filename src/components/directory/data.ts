import type { FacetWords } from '#directory/directory.ts';
import type { OutcodeAnswer, Outcodes } from '#directory/outcode.ts';
import type { SynonymEntry } from '#directory/phrases.ts';
import type { SearchResult } from '#directory/search.ts';
import type { Words } from '#i18n/translator.ts';

/** A place people can choose: a district of the county, or a neighbour. */
export type Place = { id: string; name: string; towns: string[]; neighbour: boolean; at: [number, number] | null };

/** What the finder is laid out from, in one language; on the server and again in the browser. */
export type FinderData = {
  tag: string;
  county: string;
  action: string;
  words: Words['find'];
  serviceWords: Words['service'];
  facets: FacetWords;
  places: Place[];
  outcodes: Outcodes;
  /** Kinds of help, groups and ways that at least one service has. */
  offered: { help: string[]; for: string[]; how: string[] };
  ownHref: string;
};

/** What was chosen. Nothing of it is kept anywhere. */
export type Choice = { area: string; postcode: string; help: string; for: string; how: string; words: string };

/** The choice that finds everything. */
export const noChoice: Choice = { area: '', postcode: '', help: '', for: '', how: '', words: '' };

/** A service in a list of results. */
export type Card = {
  id: string;
  href: string;
  name: string;
  lang: string;
  summary: string;
  phone: { number: string; hours: string; free: boolean } | null;
  through: { name: string; number: string } | null;
};

/** What is shown for a choice. */
export type Found = {
  cards: Card[];
  lines: Card[];
  relaxed: SearchResult['relaxed'];
  emergency: boolean;
  ownBehaviour: boolean;
  outcode: OutcodeAnswer['kind'] | null;
  handover: { text: string; name: string; number: string } | null;
};

/** What the browser needs to search by itself: fetched once, after the page is shown. */
export type FinderList = {
  cards: Record<string, Card>;
  services: import('#directory/index-entry.ts').Searchable[];
  local: Record<string, import('#directory/index-entry.ts').SearchableWords>;
  synonyms: Record<string, SynonymEntry[]>;
  firstLine: string;
  start: string[];
  handover: Record<string, { text: string; name: string; number: string }>;
};
