import path from 'node:path';
import { findLeaks } from '#directory/confidential.ts';
import { areasOn, type County, countySchema } from '#directory/county.ts';
import { readServices } from '#directory/service.ts';
import { checkHandover } from './check-handover.ts';
import { folderOf, type ReadService } from './packs.ts';
import { type Problem, readFile } from './read-file.ts';

/**
 * What is wrong with a county's own file and its hand-over, and with what its services and the national ones say in this
 * county.
 * @param today `YYYY-MM-DD`
 */
export function checkCounty(content: string, id: string, all: readonly ReadService[], today: string): Problem[] {
  const file = path.join(folderOf(content, id), 'county.yaml');
  const { value: county, remarks, problems } = readFile(file, countySchema);
  if (!county) return problems;
  const services = all.filter(({ pack }) => pack === id || pack === 'national');
  const found = [
    ...checkNames(file, county, services),
    ...[...checkMap(county, today), ...checkPlaces(county, remarks)].map((says) => ({ file, says })),
    ...checkHandover(content, county, services, today),
    ...services.flatMap((one) => checkService(one, county, services)),
  ];
  return found.length > 0 ? found : readWhole(content, id);
}

function checkNames(file: string, county: County, services: readonly ReadService[]): Problem[] {
  const places = placesOf(county);
  const named: [string, readonly string[]][] = [
    ['firstLine', [county.firstLine]],
    ['shortList', county.shortList],
    ...Object.entries(county.routes).map(([kind, service]): [string, string[]] => [
      `routes.${kind}`,
      service === null ? [] : [service],
    ]),
    ...county.pathway.levels.map((level): [string, string[]] => [
      `pathway.levels.${level.id}.services`,
      level.services,
    ]),
  ];
  const missing = named.flatMap(([field, ids]) =>
    ids.filter((id) => !services.some((one) => one.id === id)).map((id) => `${field}: there is no service ${id}`),
  );
  const nowhere = Object.entries(county.outcodes).flatMap(([outcode, { areas }]) =>
    areas.filter((area) => !places.includes(area)).map((area) => `outcodes.${outcode}: there is no area ${area}`),
  );
  return [...missing, ...nowhere].map((says) => ({ file, says }));
}

/** A cell for what does not exist, and two places in one cell on the same day: one would hide the other. */
function checkMap(county: County, today: string): string[] {
  const known = placesOf(county);
  const strangers = Object.keys(county.map).filter((place) => !known.includes(place));
  const shown = [...areasOn(county, today), ...county.neighbours].map(({ id }) => id);
  const cells = shown.flatMap((place) => (county.map[place] ? [[String(county.map[place]), place] as const] : []));
  const hidden = cells.flatMap(([cell, place], at) => {
    const before = cells.slice(0, at).find(([other]) => other === cell);
    return before ? [`map.${place}: stands where ${before[1]} stands; give it a row and column of its own`] : [];
  });
  return [...strangers.map((place) => `map.${place}: there is no area ${place}`), ...hidden];
}

/** What may tell where a place is in the words of a county: its notes, its pathway, its remarks. */
function checkPlaces({ neighbours, contacts, pathway }: County, remarks: string): string[] {
  const { sources: _, ...said } = pathway;
  const notes = Object.fromEntries(neighbours.map(({ id, note }) => [id, note]));
  const names = Object.fromEntries(Object.entries(contacts).map(([kind, { name }]) => [kind, name]));
  return [
    ...findLeaks({ neighbours: notes, contacts: names, pathway: said }),
    // Its remarks explain the table of outcodes.
    ...findLeaks({ remark: remarks }).filter((leak) => !leak.includes('first half of a postcode')),
  ];
}

function checkService(
  { file, pack, record }: ReadService,
  county: County,
  services: readonly ReadService[],
): Problem[] {
  const places = ['county', 'national', ...placesOf(county)];
  const foreign = pack === county.id ? record.areas.filter((area) => !places.includes(area)) : [];
  const through = record.through === null || services.some(({ id }) => id === record.through) ? null : record.through;
  return [
    ...foreign.map((area) => ({ file, says: `areas: there is no ${area}; one of: ${places.join(', ')}` })),
    ...(through === null ? [] : [{ file, says: `through: ${county.id} has no service ${through}` }]),
    ...(isDeadEnd(record) ? [{ file, says: 'through: say whom people can ring meanwhile, or give a website' }] : []),
  ];
}

/** Its page would show no way to anybody. */
const isDeadEnd = ({ advice, through, website }: ReadService['record']) =>
  advice !== 'ready' && through === null && website === null;

function placesOf({ areas, neighbours }: County): string[] {
  return [...areas, ...neighbours].map(({ id }) => id);
}

/** What only reading the whole pack shows, such as a number in a file that says it is not confirmed. */
function readWhole(content: string, county: string): Problem[] {
  try {
    readServices(content, county);
    return [];
  } catch (error) {
    const [file = '', ...lines] = (error instanceof Error ? error.message : '').split('\n');
    return lines.map((line) => ({ file: path.resolve(file), says: line.replace(/^ *- /, '') }));
  }
}
