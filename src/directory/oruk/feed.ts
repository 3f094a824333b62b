import { compareNames, type PublicService } from '../public-service.ts';
import { uuidOf } from '../uuid.ts';
import { type Around, toFullService } from './service.ts';
import type { FullService, Organization, Taxonomy, TaxonomyTerm } from './shapes.ts';
import { type FacetLabels, makeTaxonomies } from './taxonomies.ts';

/** The open feed of one county on one day, by id and in order. */
export type Feed = {
  services: Map<string, FullService>;
  organizations: Map<string, Organization>;
  taxonomies: Map<string, Taxonomy>;
  terms: Map<string, TaxonomyTerm>;
};

/** What of a county the feed names. */
export type FeedCounty = {
  id: string;
  name: string;
  areas: readonly { id: string; name: string; code: string }[];
  neighbours: readonly { id: string; name: string; code: string }[];
};

/**
 * Makes the feed from the public objects, the same that pages and search are made of. Professionals' entries are left
 * out: open data is for everyone.
 * @param labels the English words of the facets
 * @param today `YYYY-MM-DD`
 */
export function makeFeed(
  services: readonly PublicService[],
  county: FeedCounty,
  labels: FacetLabels,
  today: string,
): Feed {
  const open = services.filter(({ audience }) => audience !== 'professional').sort(compareNames);
  const taxonomies = makeTaxonomies(labels);
  const terms = taxonomies.flatMap(({ taxonomy_terms }) => taxonomy_terms);
  const organizations = makeOrganizations(open);
  const around: Around = {
    today,
    county,
    areas: new Map([...county.areas, ...county.neighbours].map((area) => [area.id, area])),
    terms: byId(terms),
    services: new Map(services.map((service) => [service.id, service])),
    organization: ({ organisation }) => {
      const known = organizations.get(organizationId(organisation));
      if (!known) throw new Error('a service without its organisation');
      return known;
    },
  };
  return {
    services: byId(open.map((service) => toFullService(service, around))),
    organizations,
    taxonomies: byId(taxonomies),
    terms: byId(terms),
  };
}

/** The standard wants a description of every organisation; all that is known for certain is what each gives. */
function makeOrganizations(services: readonly PublicService[]): Map<string, Organization> {
  const given = new Map<string, string[]>();
  for (const { organisation, name } of services) given.set(organisation, [...(given.get(organisation) ?? []), name]);
  const sorted = [...given].sort(([a], [b]) => a.localeCompare(b, 'en-GB'));
  return byId(
    sorted.map(([name, services]) => ({
      id: organizationId(name),
      name,
      description: `Gives: ${services.join('; ')}`,
    })),
  );
}

function organizationId(name: string): string {
  return uuidOf(`organisation/${name}`);
}

function byId<T extends { id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}
