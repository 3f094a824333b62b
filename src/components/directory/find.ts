import type { For, Help, How } from '#directory/facets.ts';
import { lookUpOutcode, type Outcodes } from '#directory/outcode.ts';
import type { SearchRequest, SearchResult } from '#directory/search.ts';
import { type Card, type Choice, type Found, type Instead, noChoice } from './data.ts';

/** What finding works with; the server and the browser make it in their own way and come to the same. */
export type FindSource = {
  tag: string;
  search: (request: SearchRequest) => SearchResult;
  card: (id: string) => Card | null;
  outcodes: Outcodes;
  /** Services to begin with, before anything was asked. */
  start: string[];
  handover: Record<string, Instead>;
};

/** Whether anything was chosen or typed. */
export const isAsked = (choice: Choice) => Object.values(choice).some((value) => value.trim() !== '');

/** The choice that fields stand for; what is missing or no text was not chosen. */
export function readChoice(field: (name: keyof Choice) => unknown): Choice {
  const names = Object.keys(noChoice) as (keyof Choice)[];
  return Object.fromEntries(
    names.map((name) => {
      const value = field(name);
      return [name, typeof value === 'string' ? value : ''];
    }),
  ) as Choice;
}

/**
 * Finds what fits a choice. A postcode is reduced to its first half before it is looked at, and kept nowhere; a place
 * that was chosen by name counts more than it.
 */
export function findFor(choice: Choice, source: FindSource): Found {
  const cards = (ids: string[]) => ids.flatMap((id) => source.card(id) ?? []);
  const nothing: Found = {
    cards: cards(source.start),
    lines: [],
    relaxed: [],
    emergency: false,
    ownBehaviour: false,
    outcode: null,
    handover: null,
  };
  if (!isAsked(choice)) return nothing;
  const typed = choice.area === '' && choice.postcode.trim() !== '';
  const postcode = typed ? lookUpOutcode(choice.postcode, source.outcodes) : null;
  const near = postcode?.kind === 'outside' ? ['national'] : (postcode?.areas ?? []);
  const areas = choice.area !== '' ? [choice.area] : near;
  const result = source.search({
    locale: source.tag,
    ...(areas.length > 0 ? { areas } : {}),
    ...(choice.help ? { help: [choice.help as Help] } : {}),
    ...(choice.for ? { for: [choice.for as For] } : {}),
    ...(choice.how ? { how: [choice.how as How] } : {}),
    ...(choice.words.trim() ? { words: choice.words } : {}),
  });
  const dropped = result.relaxed.includes('help');
  return {
    cards: cards(result.found),
    lines: cards(result.lines.filter((id) => !result.found.includes(id))),
    relaxed: result.relaxed,
    emergency: result.emergency,
    ownBehaviour: result.ownBehaviour,
    outcode: postcode?.kind ?? null,
    handover: dropped ? (source.handover[choice.help] ?? source.handover['any'] ?? null) : null,
  };
}
