import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseFault } from '#database/faults.ts';
import { reportBytes } from './bounce-report.ts';
import { takeReport } from './bounces.ts';
import type { Watch } from './watch.ts';

/** Most mails that one round looks at: a flood of them must not keep it from anything else. */
const most = 200;

/**
 * Reads what a mail server put into `folder`: a Maildir (its `new`), or files that end in `.eml`. A report of a message of
 * ours is removed, since it can hold the message's ciphertext; anything else is put aside for whoever keeps the mailbox,
 * in `cur` or `seen`. Several processes may read one folder. Throws `DatabaseFault`, and the folder's own errors; where one
 * mail cannot be read or moved, only once it has read the others.
 */
export async function readBounceFolder(watch: Watch, folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  const maildir = entries.some((entry) => entry.isDirectory() && entry.name === 'new');
  const from = maildir ? path.join(folder, 'new') : folder;
  const names = maildir
    ? (await readdir(from)).filter((name) => !name.startsWith('.'))
    : entries.filter((entry) => entry.isFile() && /\.eml$/i.test(entry.name)).map(({ name }) => name);
  const aside = path.join(folder, maildir ? 'cur' : 'seen');
  let fault: unknown = null;
  for (const name of names.sort().slice(0, most)) {
    try {
      await readOne(watch, path.join(from, name), path.join(aside, maildir ? `${name}:2,S` : name));
    } catch (error) {
      if (error instanceof DatabaseFault) throw error;
      fault ??= error;
    }
  }
  if (fault !== null) throw fault;
}

async function readOne(watch: Watch, file: string, aside: string): Promise<void> {
  const mail = await readStart(file);
  // Another process was first.
  if (mail === null) return;
  if ((await takeReport(watch, mail)) === 'told') return rm(file, { force: true });
  await mkdir(path.dirname(aside), { recursive: true, mode: 0o700 });
  await rename(file, aside).catch(ignoreMissing);
}

async function readStart(file: string): Promise<Uint8Array | null> {
  const handle = await open(file).catch(ignoreMissing);
  if (!handle) return null;
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(reportBytes), 0, reportBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function ignoreMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}
