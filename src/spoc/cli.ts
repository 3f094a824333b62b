import { parseArgs } from 'node:util';
import { check } from './check.ts';
import { SpocFault } from './fault.ts';
import { help } from './help.ts';
import { keygen } from './keygen.ts';
import { log } from './log-command.ts';
import { missing } from './missing/command.ts';
import { read } from './read.ts';
import { report } from './report/command.ts';
import type { Terminal } from './terminal.ts';

const options = {
  help: { type: 'boolean', short: 'h' },
  name: { type: 'string' },
  email: { type: 'string' },
  out: { type: 'string' },
  days: { type: 'string' },
  key: { type: 'string' },
  json: { type: 'boolean' },
  csv: { type: 'boolean' },
  attachments: { type: 'string' },
  on: { type: 'string' },
  note: { type: 'string' },
  log: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  county: { type: 'string' },
  within: { type: 'string' },
  messages: { type: 'string' },
  opened: { type: 'boolean' },
  final: { type: 'boolean' },
  'passphrase-file': { type: 'string' },
} as const;

type Values = ReturnType<typeof parse>['values'];
type Command = {
  /** The options it takes besides `--help`. */
  takes: (keyof Values)[];
  run: (words: string[], values: Values, terminal: Terminal, now: Date) => Promise<0 | 1> | 0;
};

const opening = ['key', 'passphrase-file'] as const;

const commands: Record<string, Command> = {
  keygen: {
    takes: ['name', 'email', 'out', 'days', 'passphrase-file'],
    run: (words, values, terminal, now) => {
      if (words.length > 0) throw new SpocFault(2, 'keygen takes no file: name the new ones with --out');
      if (!values.name) throw new SpocFault(2, 'keygen needs --name, such as --name "Kent referrals"');
      const { name, email, out = 'contact', days = '730' } = values;
      return keygen({ name, email, out, days: Number(days), passphraseFile: values['passphrase-file'] }, terminal, now);
    },
  },
  check: {
    takes: [],
    run: async (files, _values, terminal, now) => {
      needFile('check', files);
      let exit: 0 | 1 = 0;
      for (const file of files) exit = (await check(file, terminal, now)) === 1 ? 1 : exit;
      return exit;
    },
  },
  read: {
    takes: [...opening, 'opened', 'json', 'csv', 'out', 'attachments'],
    run: (files, values, terminal) => {
      needFile('read', files);
      if (values.json && values.csv) throw new SpocFault(2, 'read takes --json or --csv, not both');
      const format = values.json ? 'json' : values.csv ? 'csv' : 'text';
      const { key, opened = false, out, attachments, 'passphrase-file': passphraseFile } = values;
      return read(files, { key, opened, passphraseFile, format, out, attachments }, terminal);
    },
  },
  log: {
    takes: ['on', 'note', 'log', 'messages'],
    run: (words, { on, note, log: folder, messages }, terminal, now) =>
      log(words, { on, note, folder, messages }, terminal, now),
  },
  missing: {
    takes: [],
    run: (folders, _values, terminal) => {
      needFile('missing', folders);
      return missing(folders, terminal);
    },
  },
  report: {
    takes: [...opening, 'opened', 'from', 'to', 'county', 'within', 'csv', 'out', 'final', 'log'],
    run: (files, values, terminal, now) => {
      needFile('report', files);
      const { key, opened = false, from, to, county = 'kent', within = '2' } = values;
      const { csv = false, out, final = false, log: folder } = values;
      const passphraseFile = values['passphrase-file'];
      const chosen = { key, opened, passphraseFile, from, to, county, within: Number(within), csv, out, final, folder };
      return report(files, chosen, terminal, now);
    },
  },
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
  const [named, ...words] = positionals;
  if (values.help || named === 'help') {
    terminal.write(help);
    return 0;
  }
  const command = named !== undefined && Object.hasOwn(commands, named) ? commands[named] : undefined;
  if (!command) {
    terminal.warn(`${named === undefined ? '' : `There is no command ${JSON.stringify(named)}.\n\n`}${help}`);
    return 2;
  }
  const foreign = Object.keys(values).find((name) => !command.takes.some((taken) => taken === name));
  if (foreign) throw new SpocFault(2, `${named} takes no --${foreign}`);
  return command.run(words, values, terminal, now);
}

function needFile(command: string, files: string[]): void {
  if (files.length === 0) throw new SpocFault(2, `${command} needs a file`);
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
