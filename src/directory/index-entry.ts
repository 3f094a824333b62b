import type { IndexEntry } from './search-index.ts';
import type { Service } from './service.ts';
import { spokenLanguages } from './spoken.ts';
import { terms } from './terms.ts';

/** What of a service can be searched: any public object has it. */
export type Searchable = Pick<
  Service,
  | 'id'
  | 'audience'
  | 'name'
  | 'organisation'
  | 'summary'
  | 'whoFor'
  | 'help'
  | 'for'
  | 'ledBy'
  | 'how'
  | 'areas'
  | 'languages'
  | 'bsl'
  | 'advice'
>;

/** A service's texts in another language. */
export type SearchableWords = Pick<Service, 'summary' | 'whoFor'> & { lang: string };

/**
 * The tokens by which a service is found: its facts, and the words of its name, organisation, summary and "who for" in
 * English and, where there are any, in the language of the page.
 */
export function toIndexEntry(service: Searchable, words: SearchableWords | null = null): IndexEntry {
  const { tags, interpreter } = spokenLanguages(service.languages);
  const name = terms(service.name, 'en');
  const english = [service.organisation, service.summary, service.whoFor].flatMap((text) => terms(text, 'en'));
  const local =
    words && words.lang !== 'en' ? [words.summary, words.whoFor].flatMap((text) => terms(text, words.lang)) : [];
  const facts = [
    `audience:${service.audience}`,
    ...service.areas.map((area) => `area:${area}`),
    ...service.help.map((help) => `help:${help}`),
    ...service.for.map((group) => `for:${group}`),
    ...service.ledBy.map((group) => `led:${group}`),
    ...service.how.map((way) => `how:${way}`),
    ...takenOf(service.for).map((group) => `takes:${group}`),
    ...tags.map((tag) => `language:${tag}`),
    ...(service.bsl === null ? [] : ['language:bfi']),
    ...(interpreter ? ['language:interpreter'] : []),
    ...(service.areas.includes('national') ? [] : ['local:yes']),
    ...(service.advice === 'ready' ? ['ready:yes'] : []),
    ...(service.advice === 'ready' && service.help.includes('helpline') ? ['line:yes'] : []),
  ];
  return {
    id: service.id,
    tokens: [...new Set([...facts, ...name.map((word) => `name:${word}`), ...name, ...english, ...local])],
  };
}

/** A service for women is not shown to men as one that takes them, nor the other way round; all others take both. */
function takenOf(groups: Service['for']): string[] {
  const women = groups.includes('women');
  const men = groups.includes('men');
  if (groups.includes('anyone') || women === men) return ['women', 'men'];
  return women ? ['women'] : ['men'];
}
