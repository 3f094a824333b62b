import { ConfigError } from '#config';
import { DatabaseFault } from '#database/faults.ts';
import { ContentError } from '#directory/source.ts';
import { ContactFault } from '#server/contact.ts';
import { DataFolderFault } from '#server/data-folder.ts';
import { OperatorFault, type Shop } from './command.ts';
import { commands } from './commands.ts';

const help = () =>
  [
    'For whoever runs the site. Runs where the site runs, with its settings (docs/runbook.md).\n',
    ...Object.values(commands).map((command) => command.help),
    'Ends with 0 if all is well, 1 if something needs a look, 2 if the command could not be carried out.\n',
  ].join('\n');

/** Carries out one command: its name, then its arguments. Answers the exit code; only bugs throw. */
export async function operate([name = '', ...args]: string[], shop: Shop): Promise<0 | 1 | 2> {
  if (name === '' || name === '--help' || name === '-h') {
    shop.terminal.write(help());
    return name === '' ? 2 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    shop.terminal.warn(`There is no command ${JSON.stringify(name)}. To see them: npm run operate -- --help\n`);
    return 2;
  }
  try {
    return await command.run(args, shop);
  } catch (error) {
    const said = explain(error);
    if (said === null) throw error;
    shop.terminal.warn(`${said}\n`);
    return 2;
  }
}

/** Only typed faults carry a message that is meant to be read. */
function explain(error: unknown): string | null {
  if (error instanceof ConfigError) return `These settings need a look (README, "Settings"):\n${error.message}`;
  const typed = [OperatorFault, DatabaseFault, ContentError, ContactFault, DataFolderFault];
  if (typed.some((kind) => error instanceof kind)) return (error as Error).message;
  // What parseArgs says of an option it does not know.
  const code = error instanceof TypeError && 'code' in error ? String(error.code) : '';
  return code.startsWith('ERR_PARSE_ARGS') ? (error as Error).message : null;
}
