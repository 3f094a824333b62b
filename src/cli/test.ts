import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { findBrowser } from './browser.ts';
import { runChecks } from './checks.ts';
import { withoutSettings } from './environment.ts';
import { countBrowserTests, countUnitTests } from './report.ts';
import { countAsOne, root, runStage, type StageResult, sumUp } from './stage.ts';

const cache = path.join(root, 'node_modules', '.cache');
const unitReport = path.join(cache, 'unit-tests.json');
const browserReport = path.join(cache, 'browser-tests.json');

mkdirSync(cache, { recursive: true });
// A report of an earlier run must not be counted for one that wrote none.
for (const report of [unitReport, browserReport]) rmSync(report, { force: true });

const results = [...(await runChecks()), await runUnitTests()];
const build = await runStage('build', { script: 'src/cli/build.ts', env: withoutSettings(process.env) }, (succeeded) =>
  succeeded ? { passed: 0, failed: 0, skipped: 0 } : countAsOne(false),
);
results.push(build, await runBrowserTests(build.failed === 0));

const { line, failed } = sumUp(results);
console.log(`\n${results.map((one) => `${one.name} ${one.seconds.toFixed(0)} s`).join(' · ')}`);
console.log(line);
process.exitCode = failed === 0 ? 0 : 1;

function runUnitTests(): Promise<StageResult> {
  const reports = ['--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`];
  return runStage(
    'unit and contract tests',
    {
      script: 'node_modules/vitest/vitest.mjs',
      arguments: ['run', '--config=tests/vitest.config.ts', ...reports],
      env: { ...process.env, NODE_ENV: 'test' },
    },
    (succeeded) => countUnitTests(unitReport, succeeded),
  );
}

async function runBrowserTests(built: boolean): Promise<StageResult> {
  const name = 'browser tests';
  const notRun = (reason: string) => {
    console.log(`\n── ${name}\n${reason}\n── ${name}: FAILED`);
    return { name, passed: 0, failed: 1, skipped: 0, seconds: 0 };
  };
  if (!built) return notRun('Not run, because the site could not be built.');
  try {
    const browser = findBrowser(console.log);
    return await runStage(
      name,
      {
        script: 'node_modules/@playwright/test/cli.js',
        arguments: ['test', '--config=tests/playwright.config.ts'],
        env: { ...process.env, PLAYWRIGHT_CHROMIUM_EXECUTABLE: browser },
      },
      (succeeded) => countBrowserTests(browserReport, succeeded),
    );
  } catch (error) {
    return notRun(error instanceof Error ? error.message : String(error));
  }
}
