import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readCounty } from '#directory/county.ts';
import { createDirectory } from '#directory/directory.ts';
import { checkContent } from '../content/check.ts';
import { root } from '../stage.ts';
import { inventContent } from './invented-content.ts';

const parent = mkdtempSync(path.join(tmpdir(), 'invented-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

test('invented content is content: well, in so many languages, every invented service in each', () => {
  const to = path.join(parent, 'content');
  const { languages, services } = inventContent(path.join(root, 'content'), to, 'kent', 400, 6);
  expect(checkContent(to, '2026-11-22')).toEqual([]);
  const county = readCounty(to, 'kent');
  expect(county.languages).toEqual(languages);
  expect([languages.length, services]).toEqual([6, 400]);
  const directory = createDirectory(to, county, () => new Date('2026-11-22T12:00:00Z'))();
  expect(directory.services).toHaveLength(400);
  for (const tag of languages) {
    const invented = directory.local(tag).filter(({ id }) => id.startsWith('invented-'));
    expect(invented.length).toBeGreaterThan(0);
    expect(invented.filter(({ lang }) => lang !== tag)).toEqual([]);
  }
});
