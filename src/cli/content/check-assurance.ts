import { existsSync } from 'node:fs';
import path from 'node:path';
import { assuranceFile, assuranceSchema } from '#directory/assurance.ts';
import { daysBetween } from '#directory/freshness.ts';
import { findNamedLeaks } from './check-places.ts';
import { type Problem, readFile } from './read-file.ts';

/**
 * What is wrong with the file of what a county has named and signed: fields, days that are still to come, and what tells
 * where a place to stay is. That something is not named yet is no fault of the file.
 * @param today `YYYY-MM-DD`
 */
export function checkAssurance(content: string, county: string, today: string): Problem[] {
  const file = path.join(content, assuranceFile(county));
  if (!existsSync(file)) return [];
  const { value, remarks, problems } = readFile(file, assuranceSchema);
  if (!value) return problems;
  const says = [...findNamedLeaks({ ...value, remark: remarks }), ...findComing(value, '', today)];
  return says.map((one) => ({ file, says: one }));
}

function findComing(value: unknown, at: string, today: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const field = at === '' ? key : `${at}.${key}`;
    // One day of grace: it may be tomorrow already where the editor is.
    const coming = key === 'on' && daysBetween(today, String(inner)) > 1;
    return coming ? [`${field}: ${inner} is still to come; mend the day`] : findComing(inner, field, today);
  });
}
