import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { nothingNamed, readAssurance } from '../../src/directory/assurance.ts';
import { readCounty } from '../../src/directory/county.ts';
import { listDuties } from '../../src/directory/duties.ts';
import { draftHours } from '../../src/submissions/draft.ts';
import { listProjectFiles, readProjectFile, root } from '../support/project-files.ts';
import { content, counties } from './overlays.ts';

const files = listProjectFiles();
const toFill = /to be filled in by the county/i;
const templates = [
  ...new Set(
    listDuties('kent', nothingNamed, [], '2026-11-22').flatMap(({ says }) => /docs\/\S+\.md/.exec(says) ?? []),
  ),
];
const pages = [...templates, 'docs/assurance/going-live.md', 'docs/accessibility.md'];

describe.each(pages)('%s', (page) => {
  const text = readProjectFile(page);

  test('names files that are there', () => {
    const named = [...text.matchAll(/`((?:src|tests|content)\/[\w/.*[\]-]+)`/g)].map(([, name = '']) => name);
    const missing = named.filter((name) => {
      const pattern = new RegExp(`^${name.replace(/[.[\]]/g, '\\$&').replaceAll('*', '[^/]+')}`);
      return !files.some((file) => pattern.test(file));
    });
    expect(missing).toEqual([]);
  });

  test('leads to pages that are there', () => {
    const links = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, to = '']) => path.join(path.dirname(page), to));
    expect(links.filter((to) => !existsSync(path.join(root, to)))).toEqual([]);
  });
});

describe.each(templates)('the template %s', (page) => {
  test('says what is left to the county, and sends questions of law to the officer or names where it was read', () => {
    const text = readProjectFile(page);
    expect(text).toMatch(toFill);
    for (const [law] of text.matchAll(/\bArticles? \d+|\bSchedule \d+|\bregulation \d+\(\d\)/g)) {
      expect([law, text]).toEqual([law, expect.stringMatching(/read November 2026/)]);
    }
  });

  test('names the field that it is written into', () => {
    const fields = Object.keys(nothingNamed).filter((field) => readProjectFile(page).includes(`\`${field}`));
    expect(fields.length).toBeGreaterThan(0);
  });
});

test('how long things are kept is what the program does', () => {
  const text = readProjectFile('docs/assurance/retention.md');
  const { resendDays } = readConfig({});
  expect(text).toContain(`| ${resendDays} days, then erased, from the write-ahead log too | \`RESEND_DAYS\``);
  expect(text).toContain(`opens for ${draftHours} hours`);
  const keeps = new Set(counties.map((id) => readCounty(content, id).training.keepDays));
  expect([...keeps].map((days) => text.includes(`| ${days} days after the session`))).toEqual([true]);
});

test('each county has the file, with every field', () => {
  for (const county of counties) {
    expect(existsSync(path.join(content, 'counties', county, 'assurance.yaml'))).toBe(true);
    expect(Object.keys(readAssurance(content, county))).toEqual(Object.keys(nothingNamed));
  }
});
