import { runStage, type StageResult } from './stage.ts';

/** Types, then lint and format, over everything. A warning counts as a finding. */
export async function runChecks(): Promise<StageResult[]> {
  return [
    await runStage('types', {
      script: 'node_modules/astro/bin/astro.mjs',
      arguments: ['check', '--minimumFailingSeverity=warning'],
    }),
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
