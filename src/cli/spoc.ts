// `npm run spoc -- keygen | read FILE... | check FILE`: what the single point of contact does on its own computer.
import { runSpoc } from '#spoc/cli.ts';
import { createTerminal } from '#spoc/terminal.ts';

const terminal = createTerminal(
  process.stdin,
  (text) => process.stdout.write(text),
  (text) => process.stderr.write(text),
);
process.exitCode = await runSpoc(process.argv.slice(2), terminal);
