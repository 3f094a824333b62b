// `npm run content -- check | review [COUNTY] | new service | boundaries FILE | schemas`: for whoever looks after what
// the site says.
import { ContentError } from '#directory/source.ts';
import { runContent } from './content/command.ts';
import { InputEnded, openTerminal } from './content/terminal.ts';
import { root } from './stage.ts';

const terminal = openTerminal(process.stdin, process.stdout);
try {
  process.exitCode = await runContent(process.argv.slice(2), root, terminal, new Date().toISOString().slice(0, 10));
} catch (error) {
  process.exitCode = 1;
  if (error instanceof ContentError) console.error(error.message);
  else if (error instanceof InputEnded) console.error('\nStopped. Nothing was written.');
  else throw error;
} finally {
  terminal.close();
}
