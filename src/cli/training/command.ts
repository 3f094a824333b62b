import { parseArgs } from 'node:util';
import { ConfigError } from '#config';
import { DatabaseFault } from '#database/faults.ts';
import { ContentError } from '#directory/source.ts';
import { DataFolderFault } from '#server/data-folder.ts';
import { callOff } from '#training/changes.ts';
import { momentIn } from '#training/course.ts';
import { listAttendees, markAttendance } from '#training/organiser.ts';
import { printAttendees } from './attendees.ts';
import { writeCertificates } from './certificates.ts';
import { type Office, openOffice, type Terminal } from './desk.ts';
import { TrainingFault } from './fault.ts';
import { printReport } from './report.ts';
import { listSessions } from './sessions.ts';

const help = `For whoever organises training. Runs where the site runs, with its settings (docs/training.md).

  npm run training -- sessions [--all]
      The sessions ahead: how many places are taken, how many people wait. --all: those that are over too.
  npm run training -- attendees SESSION [--csv]
      Who booked, in the order they came.
  npm run training -- mark SESSION attended | absent NAME_OR_NUMBER...
      Writes down who was there, once the session has begun.
  npm run training -- certificates SESSION [--out FOLDER]
      A page for each person who was there. FOLDER is "certificates-SESSION" if not given.
  npm run training -- cancel SESSION --yes
      Calls the session off and tells everybody by mail. It cannot be taken back.
  npm run training -- report [--quarter 2026-Q4] [--referrals FILE]
      How many booked and came, by kind of agency, role and district. FILE is what npm run spoc -- report --csv wrote:
      then referrals stand beside, and where training has not reached shows.

Ends with 0 if all is well, 2 if the command could not be carried out.
`;

const options = {
  help: { type: 'boolean', short: 'h' },
  all: { type: 'boolean' },
  csv: { type: 'boolean' },
  yes: { type: 'boolean' },
  out: { type: 'string' },
  quarter: { type: 'string' },
  referrals: { type: 'string' },
} as const;

type Values = ReturnType<typeof parse>['values'];
type Command = (office: Office, rest: string[], values: Values) => Promise<string>;

const commands: Record<string, { takes: (keyof typeof options)[]; run: Command }> = {
  sessions: { takes: ['all'], run: (office, _rest, { all }) => listSessions(office, all === true) },
  attendees: {
    takes: ['csv'],
    run: (office, [session], { csv }) => printAttendees(office, named(session), csv === true),
  },
  mark: { takes: [], run: mark },
  certificates: {
    takes: ['out'],
    run: async (office, [session], { out }) => {
      const files = await writeCertificates(office, named(session), out ?? `certificates-${session}`);
      return files.length > 0 ? `${files.join('\n')}\n` : 'Nobody is marked as there yet.\n';
    },
  },
  cancel: { takes: ['yes'], run: cancel },
  report: {
    takes: ['quarter', 'referrals'],
    run: (office, _rest, { quarter, referrals }) => printReport(office, { quarter, referrals }),
  },
};

/** Runs one command and answers its exit code: 0 all is well, 2 it could not be done. Bugs throw. */
export async function runTraining(
  args: string[],
  environment: Record<string, string | undefined>,
  terminal: Terminal,
  clock: () => Date = () => new Date(),
): Promise<0 | 2> {
  try {
    const { values, positionals } = parse(args);
    const [name = '', ...rest] = positionals;
    if (values.help || name === 'help') {
      terminal.write(help);
      return 0;
    }
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command) throw new TrainingFault(`${name === '' ? '' : `There is no command ${name}.\n\n`}${help.trimEnd()}`);
    const foreign = Object.keys(values).find((value) => !command.takes.some((own) => own === value));
    if (foreign) throw new TrainingFault(`${name} takes no --${foreign}`);
    const office = await openOffice(environment, terminal, clock);
    try {
      terminal.write(await command.run(office, rest, values));
    } finally {
      await office.close();
    }
    return 0;
  } catch (error) {
    const said = [TrainingFault, ConfigError, ContentError, DatabaseFault, DataFolderFault];
    if (!(error instanceof Error) || !said.some((kind) => error instanceof kind)) throw error;
    terminal.warn(`${error.message}\n`);
    return 2;
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    // The first sentence of Node's own words names the option; the rest is about its programming.
    throw new TrainingFault((error instanceof Error ? error.message.split('. ')[0] : undefined) ?? 'wrong arguments');
  }
}

function named(session: string | undefined): string {
  if (session === undefined) throw new TrainingFault('Which session? To see them: npm run training -- sessions');
  return session;
}

async function mark(office: Office, [session, attendance, ...who]: string[]): Promise<string> {
  const held = office.find(named(session));
  if (attendance !== 'attended' && attendance !== 'absent')
    throw new TrainingFault('Say attended or absent, then names or numbers');
  if (who.length === 0) throw new TrainingFault('Whom? Give names in quotes, or numbers from: attendees SESSION');
  if (momentIn(held.session.start) > office.engine.clock()) throw new TrainingFault('This session has not begun yet');
  const { found, unknown, several } = await markAttendance(office.engine, held, who, attendance);
  const faults = [
    ...unknown.map((text) => `${text}: nobody with a place in this session`),
    ...several.map((text) => `${text}: several people have this name; give their numbers`),
  ];
  if (faults.length > 0) throw new TrainingFault(`${faults.join('\n')}\nNothing was marked.`);
  return `${found.length} marked as ${attendance}.\n`;
}

async function cancel(office: Office, [session]: string[], { yes }: Values): Promise<string> {
  const held = office.find(named(session));
  const people = await listAttendees(office.engine, held);
  const told = people.filter(({ status }) => ['booked', 'offered', 'waiting'].includes(status)).length;
  if (yes !== true)
    throw new TrainingFault(
      `This calls off ${held.course.title}, ${held.session.start.replace('T', ' ')}, and writes to ${told} people. If you mean it, add --yes`,
    );
  if (momentIn(held.session.start) <= office.engine.clock()) throw new TrainingFault('This session has begun already');
  if (!(await callOff(office.engine, held)))
    throw new TrainingFault('The site has not opened this session yet: start it once with this file');
  return `Called off. ${told} people are told by the site's next mails. Write calledOff: true into its file as well.\n`;
}
