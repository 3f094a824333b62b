import { audienceCodes, type PublicSession } from '#training/course.ts';
import type { CourseNow } from '#training/view.ts';
import { monthCode, monthName, monthOf } from './month.ts';
import { words } from './words.ts';

/** What sessions are chosen by; null is any. `area` is `online` or the id of an area, `month` is `YYYY-MM`. */
export type Choice = { audience: string | null; level: string | null; area: string | null; month: string | null };

/** One of the values that a choice can have. The code stands in the address: a number that stays the same. */
export type Option = { code: number; value: string; label: string };

/** A select of the form: what its name in the address is, what it asks and what can be chosen. */
export type Filter = { key: keyof Choice; name: string; label: string; any: string; options: Option[] };

const online = 'online';

const areaOf = ({ where }: PublicSession) => (where.kind === 'online' ? online : where.area);

/**
 * The selects of the list, each with the values that a session or a course has.
 * @param places areas and neighbours in an order that stays, since their codes are their numbers in it
 */
export function filtersFor(courses: CourseNow[], places: { id: string; name: string }[]): Filter[] {
  const sessions = courses.flatMap((course) => course.sessions);
  const areas = new Set(sessions.map(areaOf));
  const levels = [...new Set(courses.flatMap(({ level }) => level ?? []))].sort();
  const months = [...new Set(sessions.map(({ start }) => monthOf(start)))].sort();
  const numbered = (values: readonly string[], label: (value: string) => string): Option[] =>
    values.map((value, index) => ({ code: index + 1, value, label: label(value) }));
  const names = new Map<string, string>([[online, words.online], ...places.map(({ id, name }) => [id, name] as const)]);
  const filters: Filter[] = [
    {
      key: 'audience',
      name: 'f',
      label: words.audience,
      any: words.anyAudience,
      options: numbered(audienceCodes, (code) => words.audiences[code as keyof typeof words.audiences]).filter(
        ({ value }) => courses.some(({ audience }) => audience.some((one) => one === value)),
      ),
    },
    { key: 'level', name: 'h', label: words.level, any: words.anyLevel, options: numbered(levels, (level) => level) },
    {
      key: 'area',
      name: 'a',
      label: words.where,
      any: words.anywhere,
      options: numbered([...names.keys()], (id) => names.get(id) ?? id).filter(({ value }) => areas.has(value)),
    },
    {
      key: 'month',
      name: 'w',
      label: words.month,
      any: words.anyMonth,
      options: months.map((month) => ({ code: monthCode(month), value: month, label: monthName(month) })),
    },
  ];
  return filters.filter(({ options }) => options.length > 0);
}

/** Reads the choice out of an address; a code that there is not is any. */
export function readChoice(query: URLSearchParams, filters: Filter[]): Choice {
  const choice: Choice = { audience: null, level: null, area: null, month: null };
  for (const { key, name, options } of filters) {
    choice[key] = options.find(({ code }) => String(code) === query.get(name))?.value ?? null;
  }
  return choice;
}

/**
 * The courses that fit, each with the sessions that fit, the earliest first. A course without sessions is shown as long as
 * nothing is asked of sessions.
 */
export function chooseCourses(courses: CourseNow[], { audience, level, area, month }: Choice): CourseNow[] {
  const first = ({ sessions }: CourseNow) => sessions[0]?.start ?? '~';
  return courses
    .filter((course) => audience === null || course.audience.some((one) => one === audience))
    .filter((course) => level === null || course.level === level)
    .map((course) => ({
      ...course,
      sessions: course.sessions
        .filter((session) => area === null || areaOf(session) === area)
        .filter(({ start }) => month === null || monthOf(start) === month),
    }))
    .filter(({ sessions }) => sessions.length > 0 || (area === null && month === null))
    .toSorted((one, other) => (first(one) < first(other) ? -1 : 1));
}
