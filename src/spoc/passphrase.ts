import { SpocFault } from './fault.ts';
import { readText } from './files.ts';
import type { Terminal } from './terminal.ts';

/** Characters a new passphrase must have at least: three short words. */
const shortest = 12;

/** The passphrase of an existing key: from a file, from the person, or the first line of standard input. */
export async function takePassphrase(terminal: Terminal, file: string | undefined): Promise<string> {
  if (file !== undefined) return firstLine(readText(file));
  if (terminal.interactive) return terminal.askHidden('Passphrase of the private key: ');
  return firstLine(await terminal.readInput());
}

/** A passphrase for a new key, typed twice where somebody is asked. Throws `SpocFault` if it is short or differs. */
export async function chooseNewPassphrase(terminal: Terminal, file: string | undefined): Promise<string> {
  const asked = file === undefined && terminal.interactive;
  const passphrase = asked
    ? await terminal.askHidden('A passphrase for the private key, such as four words nobody could guess: ')
    : await takePassphrase(terminal, file);
  if ([...passphrase].length < shortest) {
    throw new SpocFault(2, `the passphrase needs ${shortest} characters or more; nothing was made`);
  }
  if (asked && (await terminal.askHidden('The same again: ')) !== passphrase) {
    throw new SpocFault(2, 'the two passphrases are not the same; nothing was made');
  }
  return passphrase;
}

function firstLine(text: string): string {
  return text.split(/\r?\n/, 1)[0] ?? '';
}
