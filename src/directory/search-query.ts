import type { Clause, IndexQuery } from './search-index.ts';
import type { Facet, SearchRequest } from './search-request.ts';
import type { ReadWords } from './search-words.ts';

/** What of a county a query is made with, by ids: its areas, its neighbours, and services that come first among equals. */
export type QueryCounty = { areas: readonly string[]; neighbours: readonly string[]; first: readonly string[] };

const tokens = (kind: string, values: readonly string[]): Clause => values.map((value) => `${kind}:${value}`);

/** The request as an index is asked it, without the facets that were dropped. */
export function toQuery(
  request: SearchRequest,
  read: ReadWords,
  { areas: home, neighbours, first }: QueryCounty,
  dropped: readonly Facet[],
): IndexQuery {
  const kept = <T>(facet: Facet, values: readonly T[] | undefined): readonly T[] =>
    dropped.includes(facet) || values === undefined ? [] : values;
  const areas = kept('areas', request.areas);
  const groups = kept('for', request.for);
  const help = kept('help', request.help);
  const how = kept('how', request.how);
  const language = request.language && !dropped.includes('language') ? `language:${request.language}` : null;
  const ownAreas = tokens('area', areas);
  const must = [
    audienceOf(request),
    areas.length > 0 ? servingAny(areas, neighbours) : [],
    ...takersOf(groups),
    tokens('help', help),
    tokens('how', how),
    language ? [language, 'language:interpreter'] : [],
  ];
  // Whom a service is for and what it speaks was asked for in so many words, so a specialist counts twice: more than
  // being nearby does.
  // Where no place was chosen, what serves only a neighbour or another country comes last: it counts twice too.
  const here = tokens('area', [...home, ...read.areas]);
  const usable = ownAreas.length > 0 ? [] : ['area:national', 'area:county', ...here];
  const close = [
    ownAreas.length > 0 ? ownAreas : tokens('area', read.areas),
    ownAreas.length > 0 ? [...ownAreas, 'area:county'] : ['area:county', ...tokens('area', home)],
    usable,
    usable,
    tokens('for', groups),
    tokens('for', groups),
    language ? [language] : [],
    language ? [language] : [],
    ['ready:yes'],
    dropped.includes('words') ? ['line:yes'] : read.names,
  ];
  return {
    must: must.filter(isAsked),
    words: dropped.includes('words') ? [] : read.clauses,
    close: close.filter(isAsked),
    first,
  };
}

/**
 * Helplines of the county and the country that take this person: for everyone and from nearby before the others, and
 * before them those that are there for just such people.
 */
export function toLineQuery(request: SearchRequest, { neighbours, first }: QueryCounty): IndexQuery {
  const own = tokens('for', request.for ?? []);
  const must = [
    audienceOf(request),
    ['line:yes'],
    servingAny(request.areas ?? [], neighbours),
    ...takersOf(request.for ?? []),
  ];
  const close = [['for:anyone'], ['local:yes'], own, own, tokens('area', request.areas ?? [])];
  return { must: must.filter(isAsked), words: [], close: close.filter(isAsked), first };
}

function isAsked(clause: Clause): boolean {
  return clause.length > 0;
}

function audienceOf({ audience = 'public' }: SearchRequest): Clause {
  return tokens('audience', audience === 'professional' ? ['public', 'professional'] : [audience]);
}

/** Whatever serves one of these areas, and so also what serves the whole county (not from elsewhere) or the country. */
function servingAny(areas: readonly string[], neighbours: readonly string[]): Clause {
  const inCounty = areas.length === 0 || areas.some((area) => area !== 'national' && !neighbours.includes(area));
  return [...tokens('area', areas), ...(inCounty ? ['area:county'] : []), 'area:national'];
}

/** Services for any of these groups or for anyone; a man is not shown what only women can use, nor the other way round. */
function takersOf(groups: readonly string[]): Clause[] {
  const women = groups.includes('women');
  const men = groups.includes('men');
  return [
    groups.length > 0 ? tokens('for', [...groups, 'anyone']) : [],
    women !== men ? [women ? 'takes:women' : 'takes:men'] : [],
  ];
}
