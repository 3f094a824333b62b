import { findLeaks, findPlaceLeaks, isPlaceToStay } from '#directory/confidential.ts';
import { type ServiceRecord, serviceSchema } from '#directory/service.ts';
import { findMisplaced } from './audience.ts';
import { checkAssurance } from './check-assurance.ts';
import { checkCounty } from './check-county.ts';
import { checkCourses } from './check-courses.ts';
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
    problems.push(...[...leaks, ...findSlips(record, today)].map((says) => ({ file: one.file, says })));
  }
  problems.push(...checkSynonyms(content, tags), ...checkPages(content, tags));
  // A service that cannot be read would be missing everywhere else: those problems come first and alone.
  if (problems.length > 0) return problems;
  return [
    ...counties.flatMap((county) => checkCounty(content, county, services, today)),
    ...counties.flatMap((county) => [...checkCourses(content, county), ...checkAssurance(content, county, today)]),
    ...tags.flatMap((tag) => checkLanguage(content, tag, counties, services)),
  ];
}

/** Whose pages it stands on, and days that are still to come: a slip in the year keeps a page fresh for as long. */
function findSlips(record: ServiceRecord, today: string): string[] {
  const { readOn, confirmedOn, availability, sources } = record;
  const misplaced = findMisplaced(record);
  const days = { readOn, confirmedOn, 'availability.on': availability?.on ?? null };
  const read = sources.map((one, at): [string, string] => [`sources.${at}.readOn`, one.readOn]);
  // One day of grace: it may be tomorrow already where the editor is.
  const limit = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10);
  const coming = [...Object.entries(days), ...read].flatMap(([field, day]) =>
    day !== null && day > limit ? [`${field}: ${day} is still to come; mend the day`] : [],
  );
  return [...(misplaced ? [`audience: ${misplaced}`] : []), ...coming];
}
