// `npm run content -- check | review [COUNTY] | new service | schemas`: for whoever looks after what the site says.
import { createInterface } from 'node:readline/promises';
import { ContentError } from '#directory/source.ts';
import { runContent } from './content/command.ts';
import { root } from './stage.ts';

const lines = createInterface({ input: process.stdin, output: process.stdout });
// An unanswered question would otherwise wait for ever after the input has ended.
const ended = new AbortController();
lines.once('close', () => ended.abort());
const talk = {
  ask: (question: string) => lines.question(question, { signal: ended.signal }),
  tell: (text: string) => console.log(text),
};
try {
  process.exitCode = await runContent(process.argv.slice(2), root, talk, new Date().toISOString().slice(0, 10));
} catch (error) {
  process.exitCode = 1;
  if (error instanceof ContentError) console.error(error.message);
  else if (ended.signal.aborted) console.error('\nStopped. Nothing was written.');
  else throw error;
} finally {
  lines.close();
}
