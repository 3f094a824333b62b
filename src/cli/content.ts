// `npm run content -- check | review [COUNTY] | new service | schemas`: for whoever looks after what the site says.
import { createInterface } from 'node:readline/promises';
import { ContentError } from '#directory/source.ts';
import { runContent } from './content/command.ts';
import { root } from './stage.ts';

const lines = createInterface({ input: process.stdin, output: process.stdout });
let closed = false;
lines.once('close', () => {
  closed = true;
});
const talk = {
  ask: (question: string) => (closed ? Promise.reject(new Error('nobody answers')) : lines.question(question)),
  tell: (text: string) => console.log(text),
};
try {
  process.exitCode = await runContent(process.argv.slice(2), root, talk, new Date().toISOString().slice(0, 10));
} catch (error) {
  if (!(error instanceof ContentError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  lines.close();
}
