import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { inventAssurance } from '../signed-content.ts';
import { checkAssurance } from './check-assurance.ts';

const content = mkdtempSync(path.join(tmpdir(), 'check-assurance-'));
afterAll(() => rmSync(content, { recursive: true }));
mkdirSync(path.join(content, 'counties', 'kent'), { recursive: true });

const today = '2026-11-22';
const whole = inventAssurance(today);
const check = (value: unknown, remark = '') => {
  writeFileSync(path.join(content, 'counties', 'kent', 'assurance.yaml'), `# ${remark}\n${stringify(value)}`);
  return checkAssurance(content, 'kent', today).map(({ says }) => says);
};

test('what is named and signed is well, and so is a county without the file', () => {
  expect(check(whole)).toEqual([]);
  expect(checkAssurance(content, 'nowhere', today)).toEqual([]);
});

test('a day that is still to come is named by its field', () => {
  const rights = { ...whole.rights, procedure: { ...whole.impactAssessment, on: '2026-12-01' } };
  expect(check({ ...whole, rights })).toEqual([expect.stringMatching(/^rights\.procedure\.on: 2026-12-01 is still/)]);
});

test('a wrong field is named', () => {
  expect(check({ ...whole, mailboxDays: 0 })).toEqual([expect.stringMatching(/^mailboxDays/)]);
});

test('where a refuge is stands in no address and no remark', () => {
  const controller = { name: 'A refuge', address: 'The refuge is at 12 High Street, ME14 1XX' };
  expect(check({ ...whole, controller })).not.toEqual([]);
  expect(check(whole, 'the refuge at 12 High Street')).not.toEqual([]);
});
