import { ConfigError } from '#config';

/** Where a PostgreSQL is and who speaks to it. `tls` is null only where nobody else is on the line: on this machine. */
export type PostgresAddress = {
  /** A name, an address, or a folder with a socket in it (begins with `/`). */
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  /** Verified always. `ca`: PEM of the only authority to trust; null: the system's. */
  tls: { ca: string | null } | null;
};

const here = /^(\/.*|localhost|127\.0\.0\.1|::1)$/;

/**
 * Takes a URL apart that the settings have found to be one of PostgreSQL. Its `sslmode` can ask for TLS on this machine
 * too (`verify-full`) or say what is so there (`disable`), and nothing else: pg would take `no-verify` from it. Throws
 * `ConfigError` that says what to change and repeats nothing, because the URL holds a password.
 */
export function parsePostgresUrl(url: string, ca: string | null): PostgresAddress {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const [host, user, secret, database] = [hostname, username, password, pathname.slice(1)].map(decode) as Four;
  if (!host || !user || !database || database.includes('/')) {
    refuse('needs a user, a host and a database: postgres://user:password@host:5432/database');
  }
  const mode = searchParams.get('sslmode');
  searchParams.delete('sslmode');
  if (searchParams.size > 0) refuse('can carry nothing after the name of the database but sslmode');
  const bare = host.replace(/^\[|\]$/g, '');
  const local = here.test(bare);
  if (mode !== null && mode !== 'verify-full' && !(mode === 'disable' && local)) {
    refuse('leave sslmode out: TLS is required and the certificate is verified, unless the server is on this machine');
  }
  const tls = local && mode !== 'verify-full' ? null : { ca };
  return { host: bare, port: Number(port) || 5432, user, password: secret, database, tls };
}

type Four = [string, string, string, string];

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return refuse('a % in it must be written %25');
  }
}

function refuse(problem: string): never {
  throw new ConfigError([{ setting: 'DATABASE_URL', problem }]);
}
