/** What can be wrong with the store. The world causes all of them; none is caused by what a person typed. */
export type DatabaseFaultCode =
  | 'folder'
  | 'network'
  | 'corrupt'
  | 'newer'
  | 'unsafe'
  | 'full'
  | 'busy'
  | 'read-only'
  | 'unavailable';

const mend: Record<DatabaseFaultCode, string> = {
  folder:
    'The data folder cannot be written to. Give the user this process runs as the right to write there, or set DATA_DIR to a folder it may write to.',
  network:
    'The data folder is on a network drive, where SQLite can lose what it has acknowledged. Set DATA_DIR to a local disk, or use PostgreSQL.',
  corrupt:
    'The database file is damaged. It has been left as it is. Move it aside, keep it, and restore the newest backup before starting again.',
  newer:
    'The database was written by a newer version of this program. Start that version, or restore the backup made before the upgrade.',
  unsafe:
    'The database does not write through to the disk before it answers, so an acknowledged message could be lost. Move DATA_DIR to another file system.',
  full: 'The disk is full. Free some space; what was acknowledged is safe and nothing new is acknowledged until then.',
  busy: 'Another process holds the database. Stop it, or wait until its backup or check has finished.',
  'read-only':
    'The database file cannot be written to. Check the rights on the data folder and that its disk is not mounted read-only.',
  unavailable: 'The database cannot be reached or its disk does not answer. Check that it runs and read its own log.',
};

/** The store cannot be used. `message` tells the operator what to do and holds nothing that came from a visitor. */
export class DatabaseFault extends Error {
  readonly code: DatabaseFaultCode;
  constructor(code: DatabaseFaultCode, file?: string) {
    super(file ? `${mend[code]} (${file})` : mend[code]);
    this.name = 'DatabaseFault';
    this.code = code;
  }
}

/** Primary result codes: https://www.sqlite.org/rescode.html */
const sqlite: Record<number, DatabaseFaultCode> = {
  3: 'read-only',
  5: 'busy',
  6: 'busy',
  8: 'read-only',
  10: 'unavailable',
  11: 'corrupt',
  13: 'full',
  14: 'folder',
  26: 'corrupt',
};

/** Classes of SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const postgres: Record<string, DatabaseFaultCode> = {
  '08': 'unavailable',
  '25006': 'read-only',
  '53': 'unavailable',
  '53100': 'full',
  '55P03': 'busy',
  '57': 'unavailable',
  '58': 'unavailable',
  XX: 'corrupt',
};

/** The fault behind a driver's error, or null when the error is a bug of ours (wrong SQL, a broken constraint). */
export function classifyError(error: unknown): DatabaseFaultCode | null {
  if (!(error instanceof Error)) return null;
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  if (typeof errcode === 'number') return sqlite[errcode & 0xff] ?? null;
  if (typeof code !== 'string') return null;
  if (/^[0-9A-Z]{5}$/.test(code)) return postgres[code] ?? postgres[code.slice(0, 2)] ?? null;
  return /^E[A-Z]+$/.test(code) ? 'unavailable' : null;
}

/** Runs `work`; what the world broke comes out as a `DatabaseFault`, a bug as itself. */
export async function reachDatabase<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    const code = classifyError(error);
    throw code ? new DatabaseFault(code) : error;
  }
}
