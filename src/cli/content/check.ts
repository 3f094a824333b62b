import { findLeaks, findPlaceLeaks, isPlaceToStay } from '#directory/confidential.ts';
import { serviceSchema } from '#directory/service.ts';
import { checkCounty } from './check-county.ts';
import { checkLanguage } from './check-language.ts';
import { checkPages } from './check-pages.ts';
import { findNamedLeaks } from './check-places.ts';
import { checkSynonyms } from './check-synonyms.ts';
import { listCounties, listServiceFiles, listTags, type ReadService } from './packs.ts';
import { type Problem, readFile } from './read-file.ts';

/**
 * Everything that is wrong with the content, all at once and not the first only: fields, names of what does not exist,
 * and whatever tells where a place to stay is, in every language, on every page and in remarks too.
 * @param content the folder `content`
 * @param today `YYYY-MM-DD`
 */
export function checkContent(content: string, today: string): Problem[] {
  const counties = listCounties(content);
  const tags = listTags(content);
  const problems: Problem[] = [];
  const services: ReadService[] = [];
  for (const one of listServiceFiles(content, ['national', ...counties])) {
    const { value: record, remarks, problems: own } = readFile(one.file, serviceSchema);
    problems.push(...own);
    if (!record) continue;
    services.push({ ...one, record });
    const leaks = isPlaceToStay(record)
      ? [...findPlaceLeaks(record), ...findLeaks({ remark: remarks })]
      : [...findPlaceLeaks(record), ...findNamedLeaks({ ...record, remark: remarks })];
    problems.push(...leaks.map((says) => ({ file: one.file, says })));
  }
  problems.push(...checkSynonyms(content, tags), ...checkPages(content, tags));
  // A service that cannot be read would be missing everywhere else: those problems come first and alone.
  if (problems.length > 0) return problems;
  return [
    ...counties.flatMap((county) => checkCounty(content, county, services, today)),
    ...tags.flatMap((tag) => checkLanguage(content, tag, counties, services)),
  ];
}
