import { terms } from '../terms.ts';
import type { Feed } from './feed.ts';
import { mostSize, pageOf, usualSize } from './page.ts';
import type { FullService, ListedService, Page, Taxonomy, TaxonomyTerm } from './shapes.ts';

/** A question that cannot be answered as it stands, and why: a mistake of the program that asks. */
export class BadQuery extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadQuery';
  }
}

/**
 * Services as a caller asks for them: `search`, `taxonomy_term_id`, `taxonomy_id`, `organization_id` and `modified_after`
 * narrow the list, `full` gives everything of each, `minimal` the ids and days of change on one page. Throws `BadQuery`.
 */
export function listServices({ services }: Feed, query: URLSearchParams): Page<unknown> {
  const term = query.get('taxonomy_term_id');
  const taxonomy = query.get('taxonomy_id');
  const organization = query.get('organization_id');
  const since = instant(query, 'modified_after');
  const found = [...services.values()].filter(
    (service) =>
      (term === null || service.attributes.some((one) => one.taxonomy_term_id === term)) &&
      (taxonomy === null || service.attributes.some((one) => one.taxonomy_term.taxonomy_id === taxonomy)) &&
      (organization === null || service.organization_id === organization) &&
      (since === null || Date.parse(service.last_modified) >= since),
  );
  const searched = searchItems(found, query);
  if (isOn(query, 'minimal')) return page(searched.map(toMinimal), query, mostSize);
  return page(isOn(query, 'full') ? searched : searched.map(toListed), query);
}

/** Organisations or taxonomies, or terms of them, as a caller asks for them. Throws `BadQuery`. */
export function listItems<T extends Named>(items: Iterable<T>, query: URLSearchParams): Page<T> {
  return page(searchItems([...items], query), query);
}

/** Terms, of one taxonomy where the caller says which. They have no parents, so none stands below another. */
export function listTerms({ terms: all }: Feed, query: URLSearchParams): Page<TaxonomyTerm> {
  const taxonomy = query.get('taxonomy_id');
  const found = [...all.values()].filter((term) => taxonomy === null || term.taxonomy_id === taxonomy);
  return listItems(query.has('parent_id') ? [] : found, query);
}

/** A taxonomy as a list shows it. */
export function withoutTerms({ taxonomy_terms: _, ...taxonomy }: Taxonomy): Omit<Taxonomy, 'taxonomy_terms'> {
  return taxonomy;
}

type Named = { name: string; description: string };

/** Every word has to occur, folded as everywhere in the directory. */
function searchItems<T extends Named>(items: readonly T[], query: URLSearchParams): T[] {
  const wanted = terms(query.get('search') ?? '', 'en');
  if (wanted.length === 0) return [...items];
  return items.filter(({ name, description }) => {
    const held = new Set(terms(`${name} ${description}`, 'en'));
    return wanted.every((word) => held.has(word));
  });
}

function page<T>(items: readonly T[], query: URLSearchParams, size = usualSize): Page<T> {
  return pageOf(items, wholeNumber(query, 'page', 1), Math.min(wholeNumber(query, 'per_page', size), mostSize));
}

/** A list holds what has one value a field; the rest is on the service itself. */
function toListed({ schedules, service_areas, phones, languages, attributes, ...listed }: FullService): ListedService {
  return listed;
}

function toMinimal({ id, name, status, last_modified }: FullService): Partial<ListedService> {
  return { id, name, status, last_modified };
}

function isOn(query: URLSearchParams, name: string): boolean {
  return ['true', '1', ''].includes(query.get(name) ?? 'no');
}

function wholeNumber(query: URLSearchParams, name: string, usual: number): number {
  const text = query.get(name);
  if (text === null) return usual;
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new BadQuery(`${name}: a whole number from 1`);
  return Number(text);
}

/** Milliseconds since 1970 of a day or a day and time; null where nothing was asked. */
function instant(query: URLSearchParams, name: string): number | null {
  const text = query.get(name);
  if (text === null) return null;
  const parsed = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(parsed)) throw new BadQuery(`${name}: a day such as 2026-11-21, or a day and time`);
  return parsed;
}
