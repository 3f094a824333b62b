import { parseArgs } from 'node:util';
import { check } from './check.ts';
import { SpocFault } from './fault.ts';
import { keygen } from './keygen.ts';
import { demonstrationKey, read } from './read.ts';
import type { Terminal } from './terminal.ts';

const help = `For the single point of contact: make a key, read messages, test a key.

  npm run spoc -- keygen --name NAME [--email ADDRESS] [--out PREFIX] [--days 730] [--passphrase-file FILE]
      Makes PREFIX-private.asc (locked by a passphrase) and PREFIX-public.asc. PREFIX is "contact" if not given.

  npm run spoc -- read [--key PRIVATE_KEY] [--passphrase-file FILE] [--json] MESSAGE...
      Opens messages (.eml, or the bare sealed text) and checks them again. --json prints referral.json alone.
      Without --key: ${demonstrationKey}, the key a demonstration made for itself.

  npm run spoc -- check PUBLIC_KEY
      Says whether the site can use a public key, and for how long.

Where nobody can be asked, the passphrase is the first line of standard input. Files are looked for from the
project's folder. Ends with 0 if all is well, 1 if a message or key is not, 2 if the command could not be carried out.
`;

const options = {
  help: { type: 'boolean', short: 'h' },
  name: { type: 'string' },
  email: { type: 'string' },
  out: { type: 'string' },
  days: { type: 'string' },
  key: { type: 'string' },
  json: { type: 'boolean' },
  'passphrase-file': { type: 'string' },
} as const;

/** What each command takes besides `--help`. */
const taken: Record<string, string[]> = {
  keygen: ['name', 'email', 'out', 'days', 'passphrase-file'],
  read: ['key', 'json', 'passphrase-file'],
  check: [],
};

/** Runs one command and answers its exit code: 0 all is well, 1 a key or message is not, 2 it could not be done. */
export async function runSpoc(args: string[], terminal: Terminal, now = new Date()): Promise<0 | 1 | 2> {
  try {
    return await dispatch(args, terminal, now);
  } catch (error) {
    if (!(error instanceof SpocFault)) throw error;
    terminal.warn(`${error.message}.\n`);
    return error.exit;
  }
}

async function dispatch(args: string[], terminal: Terminal, now: Date): Promise<0 | 1 | 2> {
  const { values, positionals } = parse(args);
  const [command, ...files] = positionals;
  if (values.help || command === 'help') {
    terminal.write(help);
    return 0;
  }
  const allowed = command === undefined ? undefined : taken[command];
  if (!allowed) {
    terminal.warn(`${command === undefined ? '' : `There is no command ${JSON.stringify(command)}.\n\n`}${help}`);
    return 2;
  }
  const foreign = Object.keys(values).find((name) => !allowed.includes(name));
  if (foreign) throw new SpocFault(2, `${command} takes no --${foreign}`);
  const passphraseFile = values['passphrase-file'];
  if (command === 'keygen') {
    if (files.length > 0) throw new SpocFault(2, 'keygen takes no file: name the new ones with --out');
    if (!values.name) throw new SpocFault(2, 'keygen needs --name, such as --name "Kent referrals"');
    const { name, email, out = 'contact', days = '730' } = values;
    return keygen({ name, email, out, days: Number(days), passphraseFile }, terminal, now);
  }
  if (files.length === 0) throw new SpocFault(2, `${command} needs a file`);
  if (command === 'read') return read(files, { key: values.key, passphraseFile, json: values.json }, terminal);
  let exit: 0 | 1 = 0;
  for (const file of files) exit = (await check(file, terminal, now)) === 1 ? 1 : exit;
  return exit;
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    // The first sentence of Node's own words names the option; the rest is about its programming.
    const said = error instanceof Error ? error.message.split('. ')[0] : 'wrong arguments';
    throw new SpocFault(2, `${said}; --help shows what there is`);
  }
}
