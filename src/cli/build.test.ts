import { appendFileSync, cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ensureBuilt } from './build.ts';
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

test('where somebody is hidden is never built, not even from a remark in a file', () => {
  const file = 'counties/dorset/services/paragon-dorset-refuge.yaml';
  appendFileSync(path.join(folder, 'content', file), '# 12 Acacia Road, DT1 1AA\n');
  const buildDir = path.join(folder, 'dist');
  const built = ensureBuilt({
    contentDir: path.join(folder, 'content'),
    buildDir,
    county: 'dorset',
    demo: true,
    origin: null,
    exitUrl: null,
    resendDays: 7,
    contacts: ['referrals'],
    serverSeals: [],
    sentOpen: [],
  });
  expect(built).toBe(false);
  expect(said).toContain('paragon-dorset-refuge.yaml');
  expect(said).toContain('mend the content first');
  expect(existsSync(buildDir)).toBe(false);
});
