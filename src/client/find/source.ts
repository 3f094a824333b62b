import type { FinderFile } from '#components/directory/data.ts';
import type { FindSource } from '#components/directory/find.ts';
import { toIndexEntry } from '#directory/index-entry.ts';
import { prepareSearch, search } from '#directory/search.ts';
import { createScanIndex } from '#directory/search-scan.ts';

/** Makes the services that were fetched searchable here, as the server has them. */
export function createSource({ data, list }: FinderFile): FindSource {
  const index = createScanIndex(list.services.map((service) => toIndexEntry(service, list.local[service.id] ?? null)));
  const county = {
    areas: data.places.filter(({ neighbour }) => !neighbour),
    neighbours: data.places.filter(({ neighbour }) => neighbour),
    firstLine: list.firstLine,
    shortList: list.start,
  };
  const settings = prepareSearch(county, list.synonyms, data.tag);
  return {
    tag: data.tag,
    search: (request) => search(index, request, settings),
    card: (id) => list.cards[id] ?? null,
    outcodes: data.outcodes,
    start: list.start,
    handover: list.handover,
  };
}
