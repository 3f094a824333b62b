import { discoverForms } from '#forms/discover.ts';
import type { Forms } from '#forms/index.ts';
import { SpocFault } from '../fault.ts';
import { listMessages, writeNew } from '../files.ts';
import { logFolder, readLog } from '../log.ts';
import { dayOf } from '../log-command.ts';
import { openMessages } from '../open-messages.ts';
import { type KeyOptions, unlock } from '../private-key.ts';
import type { Terminal } from '../terminal.ts';
import { type Case, countTables, createCase, medianDays } from './count.ts';
import { readCountyLists } from './county-lists.ts';
import { rangeOf } from './figures.ts';
import { printReport, writeReportCsv } from './print.ts';
import { protect } from './protect.ts';
import { keepPublished, type Published, readPublished } from './published.ts';
import { chooseQuarters, type Quarter } from './quarters.ts';
import { listQuestions, type Question } from './questions.ts';

/**
 * `from`, `to`: months, whole quarters. `folder`: where the log is. `within`: the days that were promised. `final`: what is
 * printed is given out, and stays the same from then on.
 */
export type ReportOptions = KeyOptions & {
  from?: string | undefined;
  to?: string | undefined;
  county: string;
  folder?: string | undefined;
  within: number;
  csv: boolean;
  out?: string | undefined;
  final: boolean;
};

/** A median of fewer would be about single people (UK Longitudinal Linkage Collaboration: at least ten). */
const fewestForMedian = 10;

/**
 * Counts the messages of whole quarters and shows what may be given out. Answers 0, or 1 when messages could not be counted,
 * which are named. Throws `SpocFault`.
 */
export async function report(named: string[], options: ReportOptions, terminal: Terminal, now: Date): Promise<0 | 1> {
  const { within, folder = logFolder } = options;
  if (!Number.isInteger(within) || within < 0 || within > 90) throw new SpocFault(2, '--within is a number of days');
  const quarters = chooseQuarters(options.from, options.to, dayOf(now));
  const lists = readCountyLists(options.county);
  const before = readPublished(folder);
  const missing = quarters.filter(({ name }) => !before.has(name));
  const forms = await discoverForms();
  const questions = listQuestions(forms, lists);
  const { cases, exit } =
    missing.length > 0 ? await collect(named, options, forms, folder, terminal) : { cases: [], exit: 0 as const };
  const made = missing.map((quarter) => makeQuarter(cases, quarter, questions, within));
  if (options.final) for (const one of made) keepPublished(folder, one);
  const all = quarters.flatMap(({ name }) => before.get(name) ?? made.find(({ quarter }) => quarter === name) ?? []);
  if (!options.final && made.length > 0) {
    terminal.warn('DRAFT, not to be given out: with --final the figures are kept, and stay the same.\n');
  }
  const text = options.csv ? writeReportCsv(all) : printReport(all);
  if (options.out === undefined) terminal.write(text);
  else writeNew([{ path: options.out, content: (options.csv ? '\ufeff' : '') + text, secret: true }]);
  return exit;
}

function makeQuarter(
  cases: readonly Case[],
  quarter: Quarter,
  questions: readonly Question[],
  within: number,
): Published {
  const own = cases.filter(({ day }) => quarter.months.includes(day.slice(0, 7)));
  const given = protect(own.length, countTables(own, quarter, questions, within));
  const tables = given.tables.map(({ id, rows, rest, withheld }) => {
    const apart = questions.find((question) => question.id === id)?.apart ?? false;
    return { id, apart, withheld, rows, rest };
  });
  // By the figures and not by the counts, so that whether it is shown tells nothing that they do not.
  const contact = tables.find(({ id }) => id === 'first contact');
  const reached = contact?.withheld ? 0 : contact?.rows.reduce((sum, { figure }) => sum + rangeOf(figure).low, 0);
  const median = (reached ?? 0) >= fewestForMedian ? medianDays(own) : null;
  return { quarter: quarter.name, total: given.total, tables, median };
}

async function collect(named: string[], options: ReportOptions, forms: Forms, folder: string, terminal: Terminal) {
  const { entries, unreadable } = readLog(folder);
  if (unreadable > 0) terminal.warn(`WARNING: ${unreadable} lines of the log cannot be read and are left out.\n`);
  const files = listMessages(named);
  const privateKey = await unlock(options, terminal);
  const seen = new Map<string, string>();
  const cases: Case[] = [];
  let exit: 0 | 1 = unreadable > 0 ? 1 : 0;
  const leaveOut = (file: string, why: string) => {
    exit = 1;
    terminal.warn(`${file} is not counted: ${why}.\n`);
  };
  for await (const message of openMessages(files, privateKey, forms, { plain: options.opened ?? false })) {
    const { file } = message;
    if ('fault' in message) leaveOut(file, 'it does not open, or is none of the site');
    else if (!message.judged.referral) leaveOut(file, 'its referral.json is not as the site writes it');
    else if (!message.sent) leaveOut(file, 'it does not say when it came: save it as a whole e-mail (.eml)');
    else count(message.judged.referral, message.sent, file);
  }
  return { cases, exit };

  /** Mail is delivered at least once: the same message twice counts once, another under its reference not at all. */
  function count(referral: Case['referral'], sent: Date, file: string): void {
    const content = JSON.stringify(referral);
    const known = seen.get(referral.reference);
    if (known !== undefined && known !== content) leaveOut(file, 'another message has its reference');
    if (known !== undefined) return;
    seen.set(referral.reference, content);
    cases.push(createCase(referral, sent, entries));
  }
}
