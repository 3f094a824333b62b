import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { holdRestored, type Restored } from '#delivery/restored.ts';
import { openDataFolder } from '#server/data-folder.ts';
import { openSiteDatabase } from '#server/schema.ts';
import { findNewest } from './backup.ts';
import { type Command, OperatorFault } from './command.ts';
import { databaseFile, isWhole, readRecord, sync } from './snapshot.ts';

/** Puts a backup into an empty data folder. Nothing that it believes undelivered is sent before `reconcile`. */
export const restore: Command = {
  help: `  npm run operate -- restore BACKUP [--keys FOLDER] [--last NUMBER]
  npm run operate -- restore --database [--last NUMBER]
      Puts a backup into the data folder, which must hold none, and holds what the backup believes undelivered until
      "reconcile". Numbers go on at a full thousand far above; --last: the highest that anybody has seen.
      --database: after pg_restore, holds and jumps in the database that DATABASE_URL names. The site must not run.
`,
  async run(args, { readConfig, terminal, clock }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { keys: { type: 'string' }, last: { type: 'string' }, database: { type: 'boolean' } },
    });
    const last = readLast(values.last);
    const config = readConfig();
    const now = clock().getTime();
    if (values.database) {
      if (!config.database) throw new OperatorFault('DATABASE_URL is not set: name the folder of a backup.');
      const db = await openSiteDatabase(config);
      try {
        terminal.write(describe(await holdRestored(db, now, last)));
      } finally {
        await db.destroy();
      }
      return 0;
    }
    const [named, ...more] = positionals;
    if (!named || more.length > 0) throw new OperatorFault('Say which backup: npm run operate -- restore BACKUP');
    if (config.database)
      throw new OperatorFault('DATABASE_URL is set: restore there (docs/runbook.md), then --database.');
    const from = path.resolve(named);
    const record = readRecord(from);
    if (!record) throw new OperatorFault(`${from} is no backup${hint(from)}.`);
    if (!(await isWhole(from, record)))
      throw new OperatorFault(`The database in ${from} is damaged. Take another backup.`);
    openDataFolder(config.dataDir);
    refuseUsed(config.dataDir);
    if (values.keys !== undefined && !config.draftKeys) putKey(path.resolve(values.keys), config.dataDir);
    if (last > record.number + farthest) {
      throw new OperatorFault(`--last: the backup ends at ${record.number}. Is it ${last}? Look at it again.`);
    }
    const restored = await prepare(from, config.dataDir, (db) => holdRestored(db, now, last));
    terminal.write(`Restored what was there on ${record.made}.\n${describe(restored)}`);
    return 0;
  },
};

/** More than are sent in a lifetime of backups: what is above is a slip of the hand, and cannot be taken back. */
const farthest = 100_000;

function readLast(text = '0'): number {
  const last = Number(text);
  if (!/^\d{1,9}$/.test(text)) throw new OperatorFault('--last is a number, such as 412.');
  return last;
}

/** Who names the folder of all backups is told the newest. */
function hint(folder: string): string {
  const newest = findNewest(folder);
  return newest ? `. The newest in it: ${newest}` : '';
}

function refuseUsed(dataDir: string): void {
  const used = readdirSync(dataDir).filter((name) => name.startsWith(databaseFile));
  if (used.length === 0) return;
  throw new OperatorFault(
    `${dataDir} holds a database. Stop the site and move these aside, and keep them: ${used.join(', ')}`,
  );
}

function putKey(keys: string, dataDir: string): void {
  const source = path.join(keys, 'draft-key');
  const file = path.join(dataDir, 'draft-key');
  if (!existsSync(source)) throw new OperatorFault(`There is no draft-key in ${keys}.`);
  const key = readFileSync(source, 'utf8');
  if (existsSync(file)) {
    if (readFileSync(file, 'utf8') === key) return;
    throw new OperatorFault(`${file} is another key, which does not open what the backup holds. Move it aside.`);
  }
  writeFileSync(file, key, { mode: 0o600, flag: 'wx' });
  sync(file);
}

/** Works on a copy beside, which becomes the database only once everything is done and on the disk. */
async function prepare<T>(
  from: string,
  dataDir: string,
  work: (db: Awaited<ReturnType<typeof openSiteDatabase>>) => Promise<T>,
): Promise<T> {
  const beside = path.join(dataDir, 'restoring');
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { mode: 0o700 });
  try {
    copyFileSync(path.join(from, databaseFile), path.join(beside, databaseFile));
    // It may have come by a way that made it everybody's to read.
    chmodSync(path.join(beside, databaseFile), 0o600);
    // Brings the schema forward, too; a newer one is refused.
    const db = await openSiteDatabase({ database: null, dataDir: beside });
    const done = await work(db).finally(async () => {
      await sql`pragma wal_checkpoint(truncate)`.execute(db);
      await db.destroy();
    });
    sync(path.join(beside, databaseFile));
    renameSync(path.join(beside, databaseFile), path.join(dataDir, databaseFile));
    sync(dataDir);
    return done;
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

const describe = ({ held, lastNumber, nextNumber }: Restored) => `
Held, and not sent before you have said which arrived: ${held}. New messages are taken and sent.
  npm run operate -- reconcile

Numbers go on at ${nextNumber}. Tell the team: those from ${lastNumber + 1} to ${nextNumber - 1} were given after the
backup or not at all. What was sent after the backup is in their mailbox and nowhere else.
`;
