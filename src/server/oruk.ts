import type { Directory } from '#directory/directory.ts';
import english from '#directory/facets.en.json' with { type: 'json' };
import { type Feed, type FeedCounty, makeFeed } from '#directory/oruk/feed.ts';
import { BadQuery, listItems, listServices, listTerms, withoutTerms } from '#directory/oruk/list.ts';

/** What is answered: always JSON. */
export type OpenAnswer = { status: number; value: unknown };

/** What every answer of the feed carries beside the usual headers: open data may be read from any page and program. */
export const openHeaders: readonly (readonly [string, string])[] = [
  ['access-control-allow-origin', '*'],
  ['cross-origin-resource-policy', 'cross-origin'],
];

/** The profile and the machine-readable description of it, as the standard's own examples name them. */
const details = {
  version: 'HSDS-UK-3.0',
  profile: 'https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md',
  openapi_url: 'https://docs.openreferraluk.org/en/latest/openapi30.json',
};

const base = '/api/oruk';

/**
 * The open feed in HSDS-UK 3.0: `/api/oruk/` and `services`, `organizations`, `taxonomies`, `taxonomy_terms` below it,
 * each with `/{id}`. There are no locations, and no search by postcode or distance: a public GET would put people's
 * places into logs, and distances find what is hidden. Gives null for an address that is not the feed's.
 * @param directory the day's directory; the feed is made once for each day
 */
export function createOpenReferral(
  directory: () => Pick<Directory, 'day' | 'services'>,
  county: FeedCounty,
): (path: string, query: URLSearchParams) => OpenAnswer | null {
  let made: { day: string; feed: Feed } | null = null;
  const feed = () => {
    const { day, services } = directory();
    if (made?.day !== day) made = { day, feed: makeFeed(services, county, english, day) };
    return made.feed;
  };
  return (path, query) => {
    if (path !== base && !path.startsWith(`${base}/`)) return null;
    const [kind = '', id = '', ...more] = path
      .slice(base.length + 1)
      .replace(/\/$/, '')
      .split('/');
    try {
      const value = more.length > 0 ? undefined : answer(feed(), kind, id, query);
      return value === undefined ? { status: 404, value: { message: 'Not found' } } : { status: 200, value };
    } catch (error) {
      if (error instanceof BadQuery) return { status: 400, value: { message: error.message } };
      throw error;
    }
  };
}

function answer(feed: Feed, kind: string, id: string, query: URLSearchParams): unknown {
  const format = query.get('format') ?? 'json';
  if (format !== 'json') throw new BadQuery('format: only json');
  switch (kind) {
    case '':
      return details;
    case 'services':
      return id === '' ? listServices(feed, query) : feed.services.get(id);
    case 'organizations':
      return id === '' ? listItems(feed.organizations.values(), query) : feed.organizations.get(id);
    case 'taxonomies':
      return id === '' ? listItems([...feed.taxonomies.values()].map(withoutTerms), query) : feed.taxonomies.get(id);
    case 'taxonomy_terms':
      return id === '' ? listTerms(feed, query) : feed.terms.get(id);
    default:
      return undefined;
  }
}
