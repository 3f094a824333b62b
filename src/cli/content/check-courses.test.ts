import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { makeCourse, makeSession } from '#training/testing/courses.ts';
import { root } from '../stage.ts';
import { checkCourses } from './check-courses.ts';

const content = path.join(root, 'content');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'nwd-courses-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What is said of a course in Kent whose file has these fields, and of a second file beside it. */
function check(given: Record<string, unknown>, second: Record<string, unknown> | null = null) {
  const county = path.join(folder, 'counties', 'kent');
  rmSync(county, { recursive: true, force: true });
  mkdirSync(path.join(county, 'courses'), { recursive: true });
  cpSync(path.join(content, 'counties/kent/county.yaml'), path.join(county, 'county.yaml'));
  const valid = makeCourse();
  writeFileSync(path.join(county, 'courses', 'first-steps.yaml'), stringify({ ...valid, ...given }));
  if (second) writeFileSync(path.join(county, 'courses', 'second.yaml'), stringify({ ...valid, ...second }));
  return checkCourses(folder, 'kent').map(({ file, says }) => `${path.basename(file)}: ${says}`);
}

test.each(['kent', 'dorset', 'lancashire'])('the courses of %s are well', (county) => {
  expect(checkCourses(content, county)).toEqual([]);
});

test.each([
  ['a title in calendars that tells', { calendarTitle: 'Domestic abuse 1' }, 'calendarTitle: tells what the course is'],
  [
    'an area that is not the county’s',
    { sessions: [makeSession({ where: { kind: 'place', area: 'york', town: 'York' } })] },
    'sessions.0.where.area: the county has no york',
  ],
  [
    'an end before the beginning',
    { sessions: [makeSession({ end: '2027-01-12T09:00' })] },
    'sessions.0.end: must be after start',
  ],
  [
    'a last day after the session',
    { sessions: [makeSession({ lastDay: '2027-01-13' })] },
    'sessions.0.lastDay: must not be after',
  ],
  [
    'a time that the clock never shows',
    { sessions: [makeSession({ start: '2027-03-28T01:30' })] },
    'sessions.0.start: the clock never shows',
  ],
  [
    'two sessions of one id',
    { sessions: [makeSession(), makeSession({ start: '2027-01-11T09:30' })] },
    'sessions.1.id: k4m9x2pq is the id of another',
  ],
  ['another name than its file’s', { id: 'last-steps' }, 'id: the file must be named last-steps.yaml'],
  ['nobody it is for', { audience: [] }, 'audience: must hold at least one'],
  ['a field that does not exist', { price: '5' }, 'there is no field price'],
])('%s is found and named', (_what, given, says) => {
  expect(check(given).join('\n')).toContain(says);
});

test('an id that another course’s session has is found', () => {
  expect(check({}, { id: 'second' })).toEqual([
    'second.yaml: sessions.0.id: k4m9x2pq is the id of another session already',
  ]);
});
