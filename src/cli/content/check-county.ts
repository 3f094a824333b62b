import path from 'node:path';
import { type County, countySchema } from '#directory/county.ts';
import { readServices } from '#directory/service.ts';
import { folderOf, type ReadService } from './packs.ts';
import { type Problem, readFile } from './read-file.ts';

/** What is wrong with a county's own file, and with what its services and the national ones say in this county. */
export function checkCounty(content: string, id: string, all: readonly ReadService[]): Problem[] {
  const file = path.join(folderOf(content, id), 'county.yaml');
  const { value: county, problems } = readFile(file, countySchema);
  if (!county) return problems;
  const services = all.filter(({ pack }) => pack === id || pack === 'national');
  const found = [
    ...checkNames(file, county, services),
    ...services.flatMap((one) => checkService(one, county, services)),
  ];
  return found.length > 0 ? found : readWhole(content, id);
}

function checkNames(file: string, county: County, services: readonly ReadService[]): Problem[] {
  const places = placesOf(county);
  const named: [string, readonly string[]][] = [
    ['firstLine', [county.firstLine]],
    ['shortList', county.shortList],
    ...(county.pathway?.levels ?? []).map((level): [string, string[]] => [
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
  ];
}

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
