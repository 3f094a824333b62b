import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Config } from '#config';
import { type Command, OperatorFault } from './command.ts';
import { copyDatabase, databaseFile, readRecord, sync, writeRecord } from './snapshot.ts';

const hour = 60 * 60 * 1000;
const day = 24 * hour;

/** Copies the database into a folder of its own, while the site runs, and removes backups that are too old to be used. */
export const backup: Command = {
  help: `  npm run operate -- backup FOLDER [--keys OTHER_FOLDER]
      Copies the database into a new folder in FOLDER, while the site runs. Backups there that are older than
      RESEND_DAYS are removed: what they hold has been erased since. The key that opens unfinished forms, letters
      and messages for tls-only is not in it; --keys copies it elsewhere, once: whoever has both can read those.
`,
  async run(args, { readConfig, terminal, clock }) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { keys: { type: 'string' } } });
    const [named, ...more] = positionals;
    if (!named || more.length > 0) throw new OperatorFault('Say which folder: npm run operate -- backup FOLDER');
    const config = readConfig();
    if (config.database) throw new OperatorFault(postgres);
    const source = path.join(config.dataDir, databaseFile);
    if (!existsSync(source)) throw new OperatorFault(`There is no database in ${config.dataDir} (DATA_DIR).`);
    const folder = path.resolve(named);
    if (isInside(folder, config.dataDir))
      throw new OperatorFault('Name a folder apart from DATA_DIR, best on another disk.');
    if (values.keys !== undefined) terminal.write(copyKey(config, folder, path.resolve(values.keys)));
    const oldest = clock().getTime() - config.resendDays * day;
    // Before, to make room; but for the newest, which is all there is until the next is whole.
    const before = pruneBackups(folder, oldest, findNewest(folder));
    const made = await makeBackup(source, folder, clock());
    terminal.write(`${made.folder}\nnumbers up to ${made.number}, ${made.undelivered} not delivered yet\n`);
    const removed = before + pruneBackups(folder, oldest, made.folder);
    if (removed > 0) terminal.write(`${removed} older than ${config.resendDays} days removed\n`);
    return 0;
  },
};

const postgres =
  'DATABASE_URL is set: PostgreSQL has its own backups (pg_dump --format=custom; docs/runbook.md, "Backups").';

async function makeBackup(source: string, into: string, now: Date) {
  const name = `no-wrong-door-${now.toISOString().replace(/[:.]/g, '')}`;
  const folder = path.join(into, name);
  // Under another name until it is whole, so that half of one is never taken for a backup.
  const part = `${folder}.part`;
  try {
    mkdirSync(into, { recursive: true, mode: 0o700 });
    if (existsSync(folder)) throw new OperatorFault(`${folder} is there already.`);
    rmSync(part, { recursive: true, force: true });
    mkdirSync(part, { mode: 0o700 });
    copyDatabase(source, path.join(part, databaseFile));
    const record = await writeRecord(part, now);
    renameSync(part, folder);
    sync(into);
    return { folder, ...record };
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    if (error instanceof OperatorFault) throw error;
    throw new OperatorFault(
      `No backup was made: ${into} cannot be written, has no room, or the database is damaged or locked.`,
    );
  }
}

/** The newest whole backup in a folder, or null. */
export function findNewest(folder: string): string | null {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => readRecord(path.join(folder, name))) : [];
  const newest = names.sort().at(-1);
  return newest === undefined ? null : path.join(folder, newest);
}

const isInside = (one: string, other: string) => !path.relative(other, one).startsWith('..');

/** Removes backups made before `before` (ms) and what is left of cut ones; never `newest`. Nothing else in the folder is touched. */
function pruneBackups(folder: string, before: number, newest: string | null): number {
  if (!existsSync(folder)) return 0;
  let removed = 0;
  for (const name of readdirSync(folder)) {
    const one = path.join(folder, name);
    if (!/^no-wrong-door-\d{4}-\d{2}-\d{2}T\d{9}Z(\.part)?$/.test(name) || one === newest) continue;
    // Of another backup that is being made now.
    if (name.endsWith('.part') && Date.now() - statSync(one).mtimeMs < hour) continue;
    const record = readRecord(one);
    if (record && Date.parse(record.made) >= before) continue;
    rmSync(one, { recursive: true });
    removed += 1;
  }
  return removed;
}

/** Copies the key that the server made for itself. It is the same each time; another one there is not written over. */
function copyKey({ draftKeys, dataDir }: Config, backups: string, keys: string): string {
  if (draftKeys) return 'DRAFT_KEYS is a setting: keep the settings apart from the backups, and no key is copied.\n';
  if (isInside(keys, backups) || isInside(backups, keys)) {
    throw new OperatorFault('--keys: name a folder apart from the backups, on another disk if there is one.');
  }
  const source = path.join(dataDir, 'draft-key');
  if (!existsSync(source)) return 'There is no key yet: the first start makes it.\n';
  const text = readFileSync(source, 'utf8');
  const file = path.join(keys, 'draft-key');
  mkdirSync(keys, { recursive: true, mode: 0o700 });
  if (existsSync(file)) {
    if (readFileSync(file, 'utf8') === text) return '';
    throw new OperatorFault(`${file} is another key. Move it aside, and keep it as long as backups from its time.`);
  }
  writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
  for (const one of [file, keys]) sync(one);
  return `${file}\n`;
}
