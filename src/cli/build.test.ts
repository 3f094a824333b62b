import { appendFileSync, cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ensureBuilt, warnOfDuties } from './build.ts';
import { signContent } from './signed-content.ts';
import { root } from './stage.ts';

let folder: string;
let said: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'build-'));
  cpSync(path.join(root, 'content'), path.join(folder, 'content'), { recursive: true });
  said = '';
  vi.spyOn(console, 'error').mockImplementation((line) => {
    said += `${line}\n`;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const options = (content: string) => ({
  contentDir: path.join(folder, content),
  buildDir: path.join(folder, 'dist'),
  county: 'dorset',
  demo: true,
  origin: null,
  exitUrl: null,
  resendDays: 7,
  contacts: ['referrals' as const],
  serverSeals: [],
  sentOpen: [],
});

test('what will stop the start of a live site is said where it is built, and of no other', () => {
  warnOfDuties(options('content'));
  signContent(path.join(folder, 'content'), path.join(folder, 'signed'), 'dorset', '2026-11-22');
  warnOfDuties({ ...options('signed'), demo: false });
  expect(said).toBe('');
  warnOfDuties({ ...options('content'), demo: false });
  expect(said).toContain('will not start before this is done');
  expect(said).toContain('controller is not named');
});

test('where somebody is hidden is never built, not even from a remark in a file', () => {
  const file = 'counties/dorset/services/paragon-dorset-refuge.yaml';
  appendFileSync(path.join(folder, 'content', file), '# 12 Acacia Road, DT1 1AA\n');
  const built = ensureBuilt(options('content'));
  expect(built).toBe(false);
  expect(said).toContain('paragon-dorset-refuge.yaml');
  expect(said).toContain('mend the content first');
  expect(existsSync(path.join(folder, 'dist'))).toBe(false);
});
