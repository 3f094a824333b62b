import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { SpocFault } from './fault.ts';

/** What became of a message, in the order people meet it. */
export const outcomes = ['reached', 'not-reached', 'declined', 'passed-on'] as const;

const entrySchema = z.strictObject({
  /** The reference of the message. */
  reference: z.string().check(z.regex(/^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/)),
  outcome: z.enum(outcomes),
  /** The day it happened. */
  on: z.iso.date(),
  note: z.optional(z.string()),
  /** When the line was written. */
  written: z.iso.datetime(),
});

/** One line of the log: what became of a message on a day. It names nobody. */
export type LogEntry = z.infer<typeof entrySchema>;

/** Where the log is unless another folder is named, from the project's folder. */
export const logFolder = 'data/contact';

const logFile = (folder: string) => path.join(folder, 'log.jsonl');

/**
 * Adds a line to the log and answers once it is on the disk: one write, at the end of the file, so that neither another
 * command at the same moment nor a power cut harms the lines before. Throws `SpocFault`.
 */
export function appendEntry(folder: string, entry: LogEntry): void {
  appendLine(logFile(folder), JSON.stringify(entry));
}

/** Adds a line to a file of lines, with the same promises. Makes the folder and the file, readable by their owner alone. */
export function appendLine(file: string, line: string): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const open = openSync(file, 'a+', 0o600);
    try {
      // A line that a power cut tore must not swallow the one after it.
      const { size } = fstatSync(open);
      const last = Buffer.alloc(1);
      if (size > 0) readSync(open, last, 0, 1, size - 1);
      writeSync(open, `${size > 0 && last[0] !== 0x0a ? '\n' : ''}${line}\n`);
      fsyncSync(open);
    } finally {
      closeSync(open);
    }
  } catch {
    throw new SpocFault(2, `${file}: cannot be written`);
  }
}

/** The lines of the log in the order they were written, and how many could not be read. No file is an empty log. */
export function readLog(folder: string): { entries: LogEntry[]; unreadable: number } {
  const lines = readLines(logFile(folder)).map((line) => entrySchema.safeParse(parse(line)));
  const entries = lines.flatMap((line) => (line.success ? [line.data] : []));
  return { entries, unreadable: lines.length - entries.length };
}

/** The lines of a file that are not empty; none where there is no file. Throws `SpocFault`. */
export function readLines(file: string): string[] {
  if (!existsSync(file)) return [];
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
  } catch {
    throw new SpocFault(2, `${file}: cannot be read`);
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
