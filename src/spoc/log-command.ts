import { SpocFault } from './fault.ts';
import { appendEntry, type LogEntry, logFolder, outcomes } from './log.ts';
import { listReferences } from './missing/command.ts';
import type { Terminal } from './terminal.ts';

/** `on`: the day it happened, today if not given. `folder`: where the log is. `messages`: where the mail is, to look it up. */
export type LogOptions = {
  on?: string | undefined;
  note?: string | undefined;
  folder?: string | undefined;
  messages?: string | undefined;
};

const maxNote = 120;

/**
 * Writes down what became of a message. Answers 0. With a folder of messages a reference that none of them has is refused: it
 * was misheard or mistyped. Throws `SpocFault` for words it cannot take; nothing is written then.
 */
export function log(words: string[], options: LogOptions, terminal: Terminal, now: Date): 0 {
  const [said = '', outcome = '', ...more] = words;
  const reference = readReference(said);
  const known = outcomes.find((one) => one === outcome);
  if (!known || more.length > 0) throw new SpocFault(2, `log needs a reference and one of ${outcomes.join(', ')}`);
  const today = dayOf(now);
  const on = options.on ?? today;
  if (!isDay(on) || on > today) throw new SpocFault(2, '--on is a day such as 2026-11-30, and not in the future');
  const note = options.note?.trim();
  if (note) refuseTelling(note);
  if (options.messages !== undefined && !listReferences([options.messages]).has(reference)) {
    throw new SpocFault(2, `no message in ${options.messages} has the reference ${reference}`);
  }
  const entry: LogEntry = { reference, outcome: known, on, ...(note ? { note } : {}), written: now.toISOString() };
  appendEntry(options.folder ?? logFolder, entry);
  terminal.write(`${reference} ${known} on ${on}\n`);
  return 0;
}

/** The day in the county, `YYYY-MM-DD`: the team writes down days by its own clock. */
export function dayOf(time: Date): string {
  // Swedish writes days as ISO 8601 does.
  return time.toLocaleDateString('sv-SE', { timeZone: 'Europe/London' });
}

/** A reference as people say it, in small letters or without its hyphen. */
function readReference(said: string): string {
  const signs = said.toUpperCase().replace(/[\s-]/g, '');
  if (!/^[2-9A-HJKMNP-TV-Z]{8}$/.test(signs)) {
    throw new SpocFault(2, 'the first word is the reference of a message, such as ABCD-2345');
  }
  return `${signs.slice(0, 4)}-${signs.slice(4)}`;
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return /^20\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** The log names nobody. A name cannot be told from a word, but a number or an address can. */
function refuseTelling(note: string): void {
  if ([...note].length > maxNote || /\p{C}/u.test(note))
    throw new SpocFault(2, `--note is one line of at most ${maxNote} signs`);
  if (/@|(\d[\s().-]*){5}/.test(note)) {
    throw new SpocFault(2, '--note must not hold a telephone number or an address: the log names nobody');
  }
}
