import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { County } from '#directory/county.ts';
import { ContentError, readYaml } from '#directory/source.ts';
import { type Course, courseSchema } from './course.ts';

/**
 * Reads a county's courses by id; none where it has no folder for them. Throws `ContentError` naming the file, the field
 * and what is wrong: also for a file that is not named after its course, an area the county does not have, and an id of
 * a session that is there twice.
 * @param root the folder that holds `counties/`
 */
export function readCourses(root: string, county: Pick<County, 'id' | 'areas' | 'neighbours'>): Course[] {
  const folder = path.join(root, 'counties', county.id, 'courses');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.yaml')) : [];
  const areas = new Set([...county.areas, ...county.neighbours].map(({ id }) => id));
  const seen = new Set<string>();
  return files.sort().map((name) => {
    const file = path.join(folder, name);
    const course = readYaml(file, courseSchema);
    const faults = course.id === name.replace(/\.yaml$/, '') ? [] : [`id: the file must be named ${course.id}.yaml`];
    course.sessions.forEach(({ id, where }, index) => {
      if (where.kind === 'place' && !areas.has(where.area))
        faults.push(`sessions.${index}.where.area: the county has no ${where.area}`);
      if (seen.has(id)) faults.push(`sessions.${index}.id: ${id} is the id of another session already`);
      seen.add(id);
    });
    if (faults.length > 0) throw new ContentError(path.relative(process.cwd(), file), faults);
    return course;
  });
}
