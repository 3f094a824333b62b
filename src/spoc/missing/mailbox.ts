import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { SpocFault } from '../fault.ts';

/** One mail of a folder: where it is, and its beginning, signs of one byte each, lines ending in LF. */
export type StoredMail = { where: string; raw: string };

/** Of a longer mail the beginning is kept: a list of thousands of messages fits, and of a sealed one the header is enough. */
const kept = 2 * 1024 * 1024;

const step = 1024 * 1024;

/** What mail programs keep beside the mail. */
const beside = /\.(msf|dat|json|sqlite|db|lock|html?|ini|log)$/i;

/**
 * Every mail in files and folders, and in the folders in these: one a file (.eml, Maildir), or many in one (mbox, which begins
 * with "From "), one after the other. Throws `SpocFault` for what is not there or cannot be read.
 */
export function* readMailbox(named: readonly string[]): Generator<StoredMail> {
  for (const one of named) {
    if (!statSync(one, { throwIfNoEntry: false })) throw new SpocFault(2, `${one}: there is no such file or folder`);
    for (const file of listFiles(one)) yield* readMails(file);
  }
}

function listFiles(named: string): string[] {
  if (statSync(named).isFile()) return [named];
  try {
    return (
      readdirSync(named, { withFileTypes: true, recursive: true })
        // A Maildir's `tmp` holds what has not arrived whole.
        .filter((entry) => entry.isFile() && !beside.test(entry.name) && path.basename(entry.parentPath) !== 'tmp')
        .map((entry) => path.join(entry.parentPath, entry.name))
        .sort()
    );
  } catch {
    throw new SpocFault(2, `${named}: cannot be read`);
  }
}

function* readMails(file: string): Generator<StoredMail> {
  let mail: string[] = [];
  let size = 0;
  let place = 0;
  let many = false;
  let blank = true;
  const take = (): StoredMail[] => {
    const raw = mail.join('\n');
    const where = many ? `${file}, mail ${place}` : file;
    mail = [];
    size = 0;
    return isMail(raw) ? [{ where, raw }] : [];
  };
  for (const line of readLines(file)) {
    if (blank && line.startsWith('From ')) {
      if (place > 0) yield* take();
      many = true;
      place += 1;
    } else if (size < kept) {
      // A line that begins so within a mail was quoted when it was stored (mboxrd).
      mail.push(many ? line.replace(/^>(>*From )/, '$1') : line);
      size += line.length + 1;
    }
    blank = line === '';
  }
  if (!many) place = 1;
  yield* take();
}

/** A mail begins with a header; whatever else lies in a folder does not. */
const isMail = (raw: string) => /^[\w-]+:[ \t]/.test(raw.slice(0, 200));

/** The lines of a file of any size, a piece of it in memory at a time. */
function* readLines(file: string): Generator<string> {
  const buffer = Buffer.alloc(step);
  let rest = '';
  let open: number | null = null;
  try {
    open = openSync(file, 'r');
    for (let read = readSync(open, buffer); read > 0; read = readSync(open, buffer)) {
      const lines = (rest + buffer.toString('latin1', 0, read)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield line.replace(/\r$/, '');
    }
  } catch {
    throw new SpocFault(2, `${file}: cannot be read`);
  } finally {
    if (open !== null) closeSync(open);
  }
  if (rest !== '') yield rest.replace(/\r$/, '');
}
