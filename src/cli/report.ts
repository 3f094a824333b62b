import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { StageResult } from './stage.ts';

type Count = Pick<StageResult, 'passed' | 'failed' | 'skipped'>;

const unitReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

const browserReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

/**
 * Counts a report of Vitest. A file that could not be loaded is a failed test, and so is a run that ended badly with no
 * failure or no report: a fault outside every test is never counted as nothing.
 */
export function countUnitTests(file: string, succeeded: boolean): Count {
  const report = readReport(file, unitReport);
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const unloaded = report.testResults.filter((one) => one.status === 'failed' && one.assertionResults.length === 0);
  return hold(succeeded, {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  });
}

/** Counts a report of Playwright, by the same rule. A test that passed only on a second try failed. */
export function countBrowserTests(file: string, succeeded: boolean): Count {
  const report = readReport(file, browserReport);
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  return hold(succeeded, { passed: expected, failed: unexpected + flaky, skipped });
}

function hold(succeeded: boolean, count: Count): Count {
  return succeeded || count.failed > 0 ? count : { ...count, failed: 1 };
}

function readReport<Schema extends z.ZodType>(file: string, schema: Schema): z.infer<Schema> | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
