import { type Config, readConfig } from '#config';

/** Where a command writes, and what it reads: the terminal, or a test. */
export type Terminal = { write: (text: string) => void; warn: (text: string) => void };

/** What a command works with. The settings are those of the server, read only when a command asks for them. */
export type Shop = { readConfig: () => Config; terminal: Terminal; clock: () => Date };

/** One command of `npm run operate`. */
export type Command = {
  /** What `--help` says of it, in whole lines that begin with two blanks. */
  help: string;
  /** Does it with the arguments behind its name. 0 all is well, 1 something needs a look. Throws faults with what to do. */
  run: (args: string[], shop: Shop) => Promise<0 | 1>;
};

/** A command that cannot be carried out; the message says what to do. */
export class OperatorFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'OperatorFault';
  }
}

/** What a command works with in a process of this environment. */
export const openShop = (
  environment: Record<string, string | undefined>,
  terminal: Terminal,
  clock: () => Date = () => new Date(),
): Shop => ({ readConfig: () => readConfig(environment), terminal, clock });
