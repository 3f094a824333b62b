import { spawn } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { withoutSettings } from '../../src/cli/environment.ts';
import { root } from '../support/project-files.ts';

/** Runs the torture in its short form; gives its exit code and what it printed. */
function torture(...names: string[]): Promise<{ code: number | null; printed: string }> {
  const child = spawn(process.execPath, ['src/cli/torture.ts', '--short', ...names], {
    cwd: root,
    env: withoutSettings(process.env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, printed }));
  });
}

/** The figures are shown with the tests, whether they pass or not: that something was skipped is to be seen. */
async function expectNothingLost(...names: string[]): Promise<void> {
  const { code, printed } = await torture(...names);
  console.log(printed);
  expect(printed).toMatch(/\d+ acknowledged, 0 lost, \d+ duplicates with the same Message-ID, 0 wrong/);
  expect(code).toBe(0);
}

test('nothing is lost while mail fails, the site is killed and the clock jumps', async () => {
  test.setTimeout(180_000);
  await expectNothingLost();
});

test('nothing is lost on a full disk, behind a lock, with instances and a real mail server that are killed', async () => {
  test.setTimeout(180_000);
  await expectNothingLost('disk', 'locked', 'instances', 'Postfix');
});
