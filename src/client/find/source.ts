import type { FinderData, FinderList } from '#components/directory/data.ts';
import type { FindSource } from '#components/directory/find.ts';
import { toIndexEntry } from '#directory/index-entry.ts';
import { prepareSearch, search } from '#directory/search.ts';
import { createScanIndex } from '#directory/search-scan.ts';

/** Fetches the services once and makes them searchable here; null where they do not come, and the server searches then. */
export async function loadSource(data: FinderData): Promise<FindSource | null> {
  try {
    const response = await fetch(`${data.action}list.json`);
    if (!response.ok) return null;
    const list = (await response.json()) as FinderList;
    const index = createScanIndex(
      list.services.map((service) => toIndexEntry(service, list.local[service.id] ?? null)),
    );
    const county = {
      areas: data.places.filter(({ neighbour }) => !neighbour),
      neighbours: data.places.filter(({ neighbour }) => neighbour),
      firstLine: list.firstLine,
    };
    const settings = prepareSearch(county, list.synonyms, data.tag);
    return {
      tag: data.tag,
      search: (request) => search(index, request, settings),
      card: (id) => list.cards[id] ?? null,
      outcodes: data.outcodes,
      start: list.start,
      firstLine: list.firstLine,
      handover: list.handover,
    };
  } catch {
    return null;
  }
}
