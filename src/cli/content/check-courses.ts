import path from 'node:path';
import { countySchema } from '#directory/county.ts';
import { ContentError } from '#directory/source.ts';
import { readCourses } from '#training/read-courses.ts';
import { type Problem, readFile } from './read-file.ts';

/** What is wrong with a county's courses: the first file that cannot be read, with every field of it that is wrong. */
export function checkCourses(content: string, id: string): Problem[] {
  const { value: county } = readFile(path.join(content, 'counties', id, 'county.yaml'), countySchema);
  // A county that cannot be read is a problem of its own, told by `checkCounty`.
  if (!county) return [];
  try {
    readCourses(content, county);
    return [];
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    const [, ...lines] = error.message.split('\n');
    return lines.map((line) => ({ file: path.resolve(error.file), says: line.replace(/^ *- /, '') }));
  }
}
