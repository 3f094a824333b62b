import { spawn } from 'node:child_process';
import path from 'node:path';

/** The project's folder. */
export const root = path.resolve(import.meta.dirname, '..', '..');

/** How one stage of a check ended, counted in tests. */
export type StageResult = { name: string; passed: number; failed: number; skipped: number; seconds: number };

/** What a stage runs: a script of the project's Node, from the project's folder. */
export type StageCommand = { script: string; arguments?: string[]; env?: NodeJS.ProcessEnv };

/**
 * Runs one stage with its output shown as it comes, a line with its name before and one with its time after. The count
 * is asked of `count`, given whether the script ended well; without it the stage is one test. It never throws for
 * what the script does.
 */
export async function runStage(
  name: string,
  command: StageCommand,
  count: (succeeded: boolean) => Pick<StageResult, 'passed' | 'failed' | 'skipped'> = countAsOne,
): Promise<StageResult> {
  console.log(`\n── ${name}`);
  const start = performance.now();
  const succeeded = (await runScript(command)) === 0;
  const result = { name, ...count(succeeded), seconds: (performance.now() - start) / 1000 };
  console.log(`── ${name}: ${result.failed === 0 ? 'passed' : 'FAILED'} in ${result.seconds.toFixed(1)} s`);
  return result;
}

/** A stage that is one test by itself. */
export function countAsOne(succeeded: boolean): Pick<StageResult, 'passed' | 'failed' | 'skipped'> {
  return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, skipped: 0 };
}

/** The closing line of a run, which is plain so that a program that knows no test runner can read it. */
export function sumUp(results: StageResult[]): { line: string; failed: number } {
  const total = (of: 'passed' | 'failed' | 'skipped') => results.reduce((sum, result) => sum + result[of], 0);
  const skipped = total('skipped') > 0 ? `, ${total('skipped')} skipped` : '';
  return { line: `${total('passed')} passed, ${total('failed')} failed${skipped}`, failed: total('failed') };
}

function runScript({ script, arguments: scriptArguments = [], env }: StageCommand): Promise<number> {
  const child = spawn(process.execPath, [script, ...scriptArguments], {
    cwd: root,
    env: env ?? process.env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    process.exit(128 + 15);
  };
  process.once('SIGTERM', end);
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`${script} cannot be run: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (code) => {
      process.off('SIGTERM', end);
      resolve(code ?? 1);
    });
  });
}
