import type { DatabaseSync } from 'node:sqlite';
import { createPlaceSet, intersect, type PlaceSet, unite } from './place-set.ts';
import type { Clause, IndexQuery, ServiceIndex } from './search-index.ts';
import { createVocabulary } from './vocabulary.ts';

/** Sets of rarer tokens are read when they are asked for; so many are kept, 12.5 kB each for 100,000 services. */
const mostKept = 1000;

/**
 * The index of a large directory, as `buildFtsIndex` wrote it. SQLite's FTS5 finds which services hold a token; the sets
 * are joined here, so that fit is counted exactly as the scan counts it and both give the same answer.
 */
export function openFtsIndex(database: DatabaseSync): ServiceIndex {
  const size = Number(database.prepare('SELECT count(*) AS size FROM services').get()?.['size']);
  const words = database.prepare("SELECT term, count FROM vocabulary WHERE instr(term, ':') = 0").all();
  const holding = database.prepare('SELECT rowid FROM held WHERE held MATCH ?');
  holding.setReturnArrays(true);
  const counted = database.prepare('SELECT count FROM vocabulary WHERE term = ?');
  const idOf = database.prepare('SELECT id FROM services WHERE place = ?');
  const placeOf = database.prepare('SELECT place FROM services WHERE id = ?');
  const common = new Map<string, PlaceSet>();
  for (const { token, places } of database.prepare('SELECT token, places FROM common').all()) {
    common.set(String(token), new Uint32Array((places as Uint8Array).slice().buffer));
  }
  const kept = new Map<string, PlaceSet>();
  const named = new Map<string, number[]>();

  // A look through the whole table, so once for each of the few that are ever named.
  function placesOfId(id: string): number[] {
    const places = named.get(id) ?? placeOf.all(id).map(({ place }) => Number(place));
    named.set(id, places);
    return places;
  }
  function placesOf(token: string): PlaceSet {
    const known = common.get(token) ?? kept.get(token);
    if (known) return known;
    // Only tokens that exist are ever written into a query, and those hold nothing that a query could misread.
    if (!counted.get(token)) return createPlaceSet(size, []);
    const places = createPlaceSet(
      size,
      (holding.all(`"${token}"`) as unknown as [number][]).map(([place]) => place),
    );
    if (kept.size >= mostKept) kept.clear();
    kept.set(token, places);
    return places;
  }
  const anyOf = (clause: Clause) => unite(size, clause.map(placesOf));

  return {
    size,
    vocabulary: createVocabulary(new Map(words.map(({ term, count }) => [String(term), Number(count)]))),
    find: (query, limit) => {
      const places = rank(size, query, query.first.flatMap(placesOfId), anyOf, limit);
      return places.map((place) => String(idOf.get(place)?.['id']));
    },
  };
}

/** Places of what fits, best first: counted into one list for each fit, so that nothing has to be sorted. */
function rank(
  size: number,
  query: IndexQuery,
  first: readonly number[],
  anyOf: (clause: Clause) => PlaceSet,
  limit: number,
): number[] {
  const words = query.words.map(anyOf);
  const close = query.close.map(anyOf);
  const fitting = intersect(size, [...query.must.map(anyOf), ...(words.length > 0 ? [unite(size, words)] : [])]);
  const byFit: number[][] = Array.from({ length: (words.length + 1) * (close.length + 1) }, () => []);
  const fitOf = (part: number, bit: number) =>
    countHolding(words, part, bit) * (close.length + 1) + countHolding(close, part, bit);
  for (const place of first) {
    const part = place >>> 5;
    const bit = 1 << (place & 31);
    if (((fitting[part] ?? 0) & bit) !== 0) byFit[fitOf(part, bit)]?.push(place);
  }
  const taken = new Set(first);
  for (let part = 0; part < fitting.length; part += 1) {
    for (let rest = fitting[part] ?? 0; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      const list = byFit[fitOf(part, bit)];
      const place = part * 32 + 31 - Math.clz32(bit);
      // Places come in order, so that what stands behind a full list can never be among the best.
      if (list && list.length < limit && !taken.has(place)) list.push(place);
    }
  }
  return byFit.reverse().flat().slice(0, limit);
}

/** In how many of the sets a place is. Called for up to every place of the index, so it makes no lists. */
function countHolding(sets: readonly PlaceSet[], part: number, bit: number): number {
  let count = 0;
  for (const set of sets) if (((set[part] ?? 0) & bit) !== 0) count += 1;
  return count;
}
