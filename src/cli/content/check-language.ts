import { existsSync } from 'node:fs';
import path from 'node:path';
import { findLeaks, isPlaceToStay } from '#directory/confidential.ts';
import { countyOverlaySchema } from '#directory/county.ts';
import { handoverOverlaySchema, handoverSchema } from '#directory/handover.ts';
import { serviceOverlaySchema } from '#directory/service.ts';
import { findNamedLeaks } from './check-places.ts';
import { compareWords } from './compare-words.ts';
import { folderOf, listServiceFiles, type ReadService } from './packs.ts';
import { type Problem, readFile } from './read-file.ts';

/** Words in another language: their fields, what they belong to, and what must not be said of a place to stay. */
export function checkLanguage(
  content: string,
  tag: string,
  counties: readonly string[],
  services: readonly ReadService[],
): Problem[] {
  const folder = path.join(content, 'locales', tag);
  return [
    ...counties.flatMap((county) => [
      ...checkCountyWords(path.join(folderOf(folder, county), 'county.yaml')),
      ...checkHandoverWords(content, folder, county),
    ]),
    ...checkServiceWords(folder, counties, services),
  ];
}

function checkCountyWords(file: string): Problem[] {
  if (!existsSync(file)) return [];
  const { value, remarks, problems } = readFile(file, countyOverlaySchema);
  return [...problems, ...findLeaks({ ...value, remark: remarks }).map((says) => ({ file, says }))];
}

/** A sentence for a kind that the English has none for would never be said; its own schema says what else is wrong. */
function checkHandoverWords(content: string, folder: string, county: string): Problem[] {
  const file = path.join(folderOf(folder, county), 'handover.yaml');
  if (!existsSync(file)) return [];
  const { value, remarks, problems } = readFile(file, handoverOverlaySchema);
  const source = path.join(folderOf(content, county), 'handover.yaml');
  const english = existsSync(source) ? (readFile(source, handoverSchema).value ?? {}) : {};
  const apart = Object.keys(value ?? {})
    .filter((kind) => !(kind in english))
    .map((kind) => `${kind}: is not in the English; mend it, or remove it`);
  return [...problems, ...[...findLeaks({ ...value, remark: remarks }), ...apart].map((says) => ({ file, says }))];
}

function checkServiceWords(folder: string, counties: readonly string[], services: readonly ReadService[]): Problem[] {
  return listServiceFiles(folder, ['national', ...counties]).flatMap(({ file, pack, id }) => {
    const { value, remarks, problems } = readFile(file, serviceOverlaySchema);
    const service = services.find((one) => one.pack === pack && one.id === id);
    if (!service)
      return [...problems, { file, says: `(whole file): ${pack} has no service ${id}; rename it or remove it` }];
    const find = isPlaceToStay(service.record) ? findLeaks : findNamedLeaks;
    const apart = value ? compareWords(service.record, value) : [];
    return [...problems, ...[...find({ ...value, remark: remarks }), ...apart].map((says) => ({ file, says }))];
  });
}
