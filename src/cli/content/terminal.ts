import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Talk } from './new-service.ts';

/** The input came to its end while a question was open: Ctrl-D, or a file of answers that was too short. */
export class InputEnded extends Error {
  constructor() {
    super('the input ended before all was answered');
    this.name = 'InputEnded';
  }
}

/**
 * A talk at a terminal. Lines that come several at once, pasted or from a file, wait for their questions. `ask` rejects with
 * `InputEnded`.
 */
export function openTerminal(input: Readable, output: Writable): Talk & { close: () => void } {
  const lines = createInterface({ input, output });
  const answers = lines[Symbol.asyncIterator]();
  let closed = false;
  lines.once('close', () => {
    closed = true;
  });
  return {
    ask: async (question) => {
      // Only its last line is the prompt: readline counts columns of one line when somebody edits.
      const at = question.lastIndexOf('\n') + 1;
      // Answers that came in one go are read after their input has closed, when readline prompts no more.
      output.write(closed ? question : question.slice(0, at));
      if (!closed) {
        lines.setPrompt(question.slice(at));
        lines.prompt();
      }
      const { value, done } = await answers.next();
      if (done) throw new InputEnded();
      return value;
    },
    tell: (text) => output.write(`${text}\n`),
    close: () => lines.close(),
  };
}
