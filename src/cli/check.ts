import { runChecks } from './checks.ts';
import { sumUp } from './stage.ts';

const { line, failed } = sumUp(await runChecks());
console.log(`\n${line}`);
process.exitCode = failed === 0 ? 0 : 1;
