/** What can be wrong with the store. The world causes all of them; none is caused by what a person typed. */
export type DatabaseFaultCode =
  | 'folder'
  | 'network'
  | 'corrupt'
  | 'newer'
  | 'older'
  | 'unsafe'
  | 'full'
  | 'busy'
  | 'read-only'
  | 'login'
  | 'rights'
  | 'tls'
  | 'unavailable';

/** Which store: what mends one does not mend the other. */
export type Engine = 'sqlite' | 'postgres';

const mend: Record<DatabaseFaultCode, string> = {
  folder:
    'The data folder cannot be written to. Give the user this process runs as the right to write there, or set DATA_DIR to a folder it may write to.',
  network:
    'The data folder is on a network drive, where SQLite can lose what it has acknowledged. Set DATA_DIR to a local disk, or use PostgreSQL.',
  corrupt:
    'The database file is damaged. It has been left as it is. Move it aside, keep it, and restore the newest backup before starting again.',
  newer:
    'The database was written by a newer version of this program. Start that version, or restore the backup made before the upgrade.',
  older:
    'The database was written by an older version of this program, whose site may still run. Upgrade the site first (docs/runbook.md): it renews the database when it starts. Nothing was changed.',
  unsafe:
    'The database does not write through to the disk before it answers, so an acknowledged message could be lost. Move DATA_DIR to another file system.',
  full: 'The disk is full. Free some space; what was acknowledged is safe and nothing new is acknowledged until then.',
  busy: 'Another process holds the database. Stop it, or wait until its backup or check has finished.',
  'read-only':
    'The database file cannot be written to. Check the rights on the data folder and that its disk is not mounted read-only.',
  login: 'DATABASE_URL: PostgreSQL does not let this user in, or has no such database. Check user, password and name.',
  rights:
    'DATABASE_URL: this user may not make tables in the database. Make it the owner: alter database NAME owner to USER.',
  tls: 'DATABASE_URL: no verified TLS with PostgreSQL. Its certificate must fit the host and come from an authority that this machine, or DATABASE_CA_FILE, trusts.',
  unavailable: 'The database cannot be reached or its disk does not answer. Check that it runs and read its own log.',
};

const mendPostgres: Partial<Record<DatabaseFaultCode, string>> = {
  corrupt: 'PostgreSQL says that its data is damaged. Stop the site, keep a copy, and restore before starting again.',
  unsafe:
    'PostgreSQL does not write through to the disk before it answers, so an acknowledged message could be lost. Set this to on, in its configuration, or connect without a pooler:',
  'read-only': 'DATABASE_URL: this PostgreSQL takes no changes. Name the primary server, not a standby.',
  unavailable:
    'DATABASE_URL: PostgreSQL cannot be reached. Check that it runs, that host and port are right, and that it has connections free.',
};

/** The store cannot be used. `message` tells the operator what to do and holds nothing that came from a visitor. */
export class DatabaseFault extends Error {
  readonly code: DatabaseFaultCode;
  /** @param where a file, `host:port/database` or a setting of the server; never a user or a password */
  constructor(code: DatabaseFaultCode, where?: string, engine: Engine = 'sqlite') {
    const text = (engine === 'postgres' ? mendPostgres[code] : undefined) ?? mend[code];
    super(where ? `${text} (${where})` : text);
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

/** SQLSTATEs and their classes: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const postgres: Record<string, DatabaseFaultCode> = {
  '08': 'unavailable',
  '25006': 'read-only',
  // Idle in a transaction for too long: this process was stopped, or starved, in the middle of one.
  '25P03': 'unavailable',
  '28': 'login',
  '3D': 'login',
  // Deadlocks and the like: whoever asks again succeeds.
  '40': 'busy',
  '42501': 'rights',
  '53': 'unavailable',
  '53100': 'full',
  '55P03': 'busy',
  // A statement that took too long, most of all one that waited for another instance.
  '57014': 'busy',
  '57': 'unavailable',
  '58': 'unavailable',
  XX: 'corrupt',
};

/** The fault behind a driver's error, or null when the error is a bug of ours (wrong SQL, a broken constraint). */
export function classifyError(error: unknown): DatabaseFaultCode | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof DatabaseFault) return error.code;
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  if (typeof errcode === 'number') return sqlite[errcode & 0xff] ?? null;
  if (typeof code !== 'string') return null;
  if (/^[0-9A-Z]{5}$/.test(code)) return postgres[code] ?? postgres[code.slice(0, 2)] ?? null;
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_|SELF_|UNABLE_|EPROTO)/.test(code)) return 'tls';
  return /^E[A-Z_]+$/.test(code) ? 'unavailable' : null;
}

/** Runs `work`; what the world broke comes out as a `DatabaseFault`, a bug as itself. */
export async function reachDatabase<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DatabaseFault) throw error;
    const code = classifyError(error);
    throw code ? new DatabaseFault(code) : error;
  }
}
