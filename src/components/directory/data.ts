import type { FacetWords } from '#directory/directory.ts';
import type { Searchable, SearchableWords } from '#directory/index-entry.ts';
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
  ring999: string;
  offline: string;
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
  /** Somebody last looked so long ago that it may be out of date. */
  warned: boolean;
};

/** What is said where nothing is listed, in which language, and whom to ring. */
export type Instead = { text: string; lang: string; name: string; number: string };

/** What is shown for a choice. */
export type Found = {
  cards: Card[];
  lines: Card[];
  relaxed: SearchResult['relaxed'];
  emergency: boolean;
  ownBehaviour: boolean;
  outcode: OutcodeAnswer['kind'] | null;
  handover: Instead | null;
};

/** What the browser needs to search by itself: fetched when somebody begins to use the finder. */
export type FinderList = {
  cards: Record<string, Card>;
  services: Searchable[];
  local: Record<string, SearchableWords>;
  synonyms: Record<string, SynonymEntry[]>;
  firstLine: string;
  start: string[];
  handover: Record<string, Instead>;
};

/** The address `list.json` of the finder: what it is laid out from, and what is searched. */
export type FinderFile = { data: FinderData; list: FinderList };

/** What the server answers to a choice that the page's script posts, where the list did not come. */
export type FinderAnswer = { data: FinderData; found: Found };

/** What a page with a script adds: a list in memory alone, and a link to copy. */
export type FinderScript = {
  kept: Card[];
  /** Puts a service on the list, or takes it off again. */
  keep: (card: Card) => void;
  share: () => void;
  /** The address to copy by hand, where the browser does not let a page copy. */
  link: string | null;
};
