import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { countBrowserTests, countUnitTests } from './report.ts';
import { sumUp } from './stage.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'report-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(report: unknown): string {
  const file = path.join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(report));
  return file;
}

const unit = { numPassedTests: 4, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1, testResults: [] };

describe('counting the tests of a run', () => {
  test('a run that ended badly with no failed test is one failure', () => {
    expect(countUnitTests(write(unit), true)).toEqual({ passed: 4, failed: 0, skipped: 2 });
    expect(countUnitTests(write(unit), false)).toEqual({ passed: 4, failed: 1, skipped: 2 });
  });

  test('a file that could not be loaded is one failure', () => {
    const report = { ...unit, testResults: [{ status: 'failed', assertionResults: [] }] };
    expect(countUnitTests(write(report), false)).toEqual({ passed: 4, failed: 1, skipped: 2 });
  });

  test('no report, or one that cannot be read, is one failure', () => {
    expect(countUnitTests(path.join(folder, 'absent.json'), true)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    expect(countBrowserTests(write({}), true)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  test('a browser test that needed a second try failed', () => {
    const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 };
    expect(countBrowserTests(write({ stats }), false)).toEqual({ passed: 3, failed: 2, skipped: 2 });
  });

  test('the closing line names what was skipped only when something was', () => {
    const stage = { name: 'x', seconds: 1 };
    expect(sumUp([{ ...stage, passed: 2, failed: 0, skipped: 0 }]).line).toBe('2 passed, 0 failed');
    expect(sumUp([{ ...stage, passed: 2, failed: 1, skipped: 3 }]).line).toBe('2 passed, 1 failed, 3 skipped');
  });
});
