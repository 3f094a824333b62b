import { runStage, type StageResult } from './stage.ts';

/** Types, then lint and format, over everything. A warning of the linter counts as a finding. */
export async function runChecks(): Promise<StageResult[]> {
  return [
    // At the severity of errors: below it TypeScript's suggestions count ("may be converted to an async function").
    await runStage('types', { script: 'node_modules/astro/bin/astro.mjs', arguments: ['check'] }),
    await runStage('lint and format', {
      script: 'node_modules/@biomejs/biome/bin/biome',
      // Coloured for a program, its differences come out with a code before and after every letter.
      arguments: [
        'ci',
        '--config-path=tests',
        '--error-on-warnings',
        ...(process.stdout.isTTY ? [] : ['--colors=off']),
        '.',
      ],
    }),
  ];
}
