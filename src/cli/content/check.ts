import { findLeaks, findPlaceLeaks, isPlaceToStay } from '#directory/confidential.ts';
import { serviceOverlaySchema, serviceSchema } from '#directory/service.ts';
import { checkCounty } from './check-county.ts';
import { listCounties, listServiceFiles, listTags, type ReadService } from './packs.ts';
import { type Problem, readFile } from './read-file.ts';

/**
 * Everything that is wrong with the content, all at once and not the first only: fields, names of what does not exist,
 * and whatever tells where a place to stay is, in every language and in remarks too.
 * @param content the folder `content`
 */
export function checkContent(content: string): Problem[] {
  const counties = listCounties(content);
  const problems: Problem[] = [];
  const services: ReadService[] = [];
  for (const one of listServiceFiles(content, ['national', ...counties])) {
    const { value: record, remarks, problems: own } = readFile(one.file, serviceSchema);
    problems.push(...own);
    if (!record) continue;
    services.push({ ...one, record });
    const leaks = [...findPlaceLeaks(record), ...(isPlaceToStay(record) ? findLeaks({ remark: remarks }) : [])];
    problems.push(...leaks.map((says) => ({ file: one.file, says })));
  }
  // A service that cannot be read would be missing everywhere else: those problems come first and alone.
  if (problems.length > 0) return problems;
  return [
    ...counties.flatMap((county) => checkCounty(content, county, services)),
    ...listTags(content).flatMap((tag) => checkLanguage(content, tag, counties, services)),
  ];
}

/** Words in another language: their fields, the service they belong to, and what must not be said of a place to stay. */
function checkLanguage(
  content: string,
  tag: string,
  counties: readonly string[],
  services: readonly ReadService[],
): Problem[] {
  return listServiceFiles(`${content}/locales/${tag}`, ['national', ...counties]).flatMap(({ file, pack, id }) => {
    const { value, remarks, problems } = readFile(file, serviceOverlaySchema);
    const service = services.find((one) => one.pack === pack && one.id === id);
    if (!service)
      return [...problems, { file, says: `(whole file): ${pack} has no service ${id}; rename it or remove it` }];
    if (!isPlaceToStay(service.record)) return problems;
    return [...problems, ...findLeaks({ ...value, remark: remarks }).map((says) => ({ file, says }))];
  });
}
