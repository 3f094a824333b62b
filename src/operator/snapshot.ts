import { createHash } from 'node:crypto';
import { closeSync, createReadStream, existsSync, fsyncSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';

/** The database in a backup, and what is written beside it. */
export const databaseFile = 'site.sqlite';
const recordFile = 'backup.json';

const recordSchema = z.strictObject({
  /** When it was made, ISO 8601. */
  made: z.iso.datetime(),
  /** Of the database's file, in hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** The last number given to a message. */
  number: z.int().min(0),
  /** Deliveries it believes undelivered. */
  undelivered: z.int().min(0),
});

/** What a backup says of itself. No personal data. */
export type BackupRecord = z.infer<typeof recordSchema>;

/**
 * Copies the database `file` into `to` as it is at one moment, while others go on writing: one read transaction, a file
 * without the pages of what was erased (sqlite.org/lang_vacuum.html). On the disk when it returns. `to` must not exist.
 */
export function copyDatabase(file: string, to: string): void {
  const source = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
  try {
    // Made first, so that it is nobody else's for a moment either.
    closeSync(openSync(to, 'wx', 0o600));
    source.prepare('vacuum into ?').run(to);
  } finally {
    source.close();
  }
  sync(to);
}

/** Reads what a copy holds, after SQLite has looked through all of it. Throws `Error` where it is damaged. */
function inspectCopy(file: string): Pick<BackupRecord, 'number' | 'undelivered'> {
  const copy = new DatabaseSync(file, { readOnly: true });
  try {
    const read = (statement: string) => Object.values(copy.prepare(statement).get() ?? {})[0];
    if (read('pragma integrity_check(1)') !== 'ok') throw new Error('The copy is damaged.');
    return {
      number: Number(read("select value from delivery_counters where name = 'number'")),
      undelivered: Number(read('select count(*) from deliveries where delivered_at is null and body is not null')),
    };
  } finally {
    copy.close();
  }
}

/** Writes a backup's record beside its database, both on the disk when it returns. */
export async function writeRecord(folder: string, made: Date): Promise<BackupRecord> {
  const file = path.join(folder, databaseFile);
  const record = { made: made.toISOString(), sha256: await hashFile(file), ...inspectCopy(file) };
  writeFileSync(path.join(folder, recordFile), `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  for (const one of [path.join(folder, recordFile), folder]) sync(one);
  return record;
}

/** The record of the backup in a folder, or null where there is no whole one. */
export function readRecord(folder: string): BackupRecord | null {
  const file = path.join(folder, recordFile);
  if (!existsSync(file) || !existsSync(path.join(folder, databaseFile))) return null;
  const parsed = recordSchema.safeParse(parseJson(readFileSync(file, 'utf8')));
  return parsed.success ? parsed.data : null;
}

/** Whether the database in a backup is the one that was written. */
export const isWhole = async (folder: string, { sha256 }: BackupRecord): Promise<boolean> =>
  (await hashFile(path.join(folder, databaseFile))) === sha256;

/** Comes back when a file, or the names in a folder, are on the disk. */
export function sync(file: string): void {
  const handle = openSync(file, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
