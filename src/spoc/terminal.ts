import { SpocFault } from './fault.ts';

/** Where a command reads and writes. `write` is its answer; `warn` is what it says about it. */
export type Terminal = {
  write: (text: string) => void;
  warn: (text: string) => void;
  /** Whether somebody can be asked. */
  interactive: boolean;
  /** Asks for a line without showing what is typed. Throws `SpocFault` when it is broken off. */
  askHidden: (question: string) => Promise<string>;
  /** Everything on standard input, when nobody can be asked. */
  readInput: () => Promise<string>;
};

/** The part of a process's standard input that is used. */
export type Input = AsyncIterable<unknown> & {
  isTTY?: boolean;
  setEncoding: (encoding: 'utf8') => unknown;
  setRawMode?: (raw: boolean) => unknown;
  resume: () => unknown;
  pause: () => unknown;
  on: (event: 'data', listener: (text: string) => void) => unknown;
  off: (event: 'data', listener: (text: string) => void) => unknown;
};

/** The terminal of a process, or of a test. */
export function createTerminal(input: Input, write: (text: string) => void, warn: (text: string) => void): Terminal {
  return {
    write,
    warn,
    interactive: input.isTTY === true && input.setRawMode !== undefined,
    askHidden: (question) => askHidden(input, warn, question),
    readInput: async () => {
      input.setEncoding('utf8');
      let text = '';
      for await (const part of input) text += String(part);
      return text;
    },
  };
}

const enter = new Set(['\r', '\n', '\u0004']);
const erase = new Set(['\u007f', '\b']);
const interrupt = '\u0003';

function askHidden(input: Input, warn: (text: string) => void, question: string): Promise<string> {
  warn(question);
  input.setEncoding('utf8');
  // In raw mode the terminal shows nothing and hands over each key, Ctrl-C included.
  input.setRawMode?.(true);
  return new Promise((resolve, reject) => {
    let typed: string[] = [];
    const finish = (end: () => void) => {
      input.off('data', take);
      input.setRawMode?.(false);
      input.pause();
      warn('\n');
      end();
    };
    const take = (text: string) => {
      for (const key of text) {
        if (key === interrupt) return finish(() => reject(new SpocFault(2, 'stopped')));
        if (enter.has(key)) return finish(() => resolve(typed.join('')));
        if (erase.has(key)) typed = typed.slice(0, -1);
        else typed.push(key);
      }
    };
    input.on('data', take);
    input.resume();
  });
}
