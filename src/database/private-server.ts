import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findPostgres } from './find-server.ts';

/** A PostgreSQL of one's own, for tests and measurements: on loopback, with a password, gone when it is stopped. */
export type PrivateServer = {
  /** Of its first database, as for `DATABASE_URL`. */
  url: string;
  /** Of the process that started all its others. */
  pid: () => number;
  /** Ends it as a power cut would, or starts it again on the same data and port. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Makes and starts a server that syncs like one in production. Null where this machine has no PostgreSQL, or no user to
 * run it: it refuses root, so as root it runs as `postgres` or `nobody`.
 * @param choose settings of postgresql.conf; `keep` puts a text into a file that the server may read, and gives its path
 */
export async function startPrivateServer(
  choose: (keep: (name: string, text: string) => string) => Record<string, string> = () => ({}),
): Promise<PrivateServer | null> {
  const bin = findPostgres();
  const user = findUser();
  if (!bin || !user) return null;
  const folder = mkdtempSync(path.join(tmpdir(), 'nwd-postgres-'));
  const own = (file: string) => user.uid !== undefined && chownSync(file, user.uid, user.gid ?? user.uid);
  const keep = (name: string, text: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    own(file);
    return file;
  };
  own(folder);
  const data = path.join(folder, 'data');
  const password = randomBytes(12).toString('hex');
  const given = ['--username=site', '--auth=scram-sha-256', '--encoding=UTF8', '--no-locale', '--no-sync'];
  const made = spawnSync(path.join(bin, 'initdb'), [...given, `--pwfile=${keep('password', password)}`, '-D', data], {
    ...user,
    cwd: folder,
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`initdb did not work:\n${made.stderr}`);
  const port = await findPort();
  const url = `postgres://site:${password}@127.0.0.1:${port}/postgres`;
  const all = { listen_addresses: '127.0.0.1', unix_socket_directories: folder, ...choose(keep) };
  const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  let child: ChildProcess | undefined;
  // An immediate shutdown, which a crash is to PostgreSQL; SIGKILL would leave its other processes behind.
  const cut = () => child?.kill('SIGQUIT');
  process.once('exit', cut);
  const end = async (signal: NodeJS.Signals) => {
    if (!child || hasEnded(child)) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  const server: PrivateServer = {
    url,
    pid: () => child?.pid ?? 0,
    kill: () => end('SIGQUIT'),
    async start() {
      child = spawn(path.join(bin, 'postgres'), ['-D', data, '-p', String(port), ...options], {
        ...user,
        cwd: folder,
        stdio: ['ignore', 'ignore', 'ignore'],
      });
      await untilReady(url, child);
    },
    async stop() {
      // Fast: what is connected is cut off.
      await end('SIGINT');
      process.off('exit', cut);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

/** Who the server runs as; empty: whoever this process is. Null: root, with nobody to be instead. */
function findUser(): { uid?: number; gid?: number } | null {
  if (process.getuid?.() !== 0) return {};
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  const line = ['postgres', 'nobody'].flatMap((name) => lines.filter((one) => one.startsWith(`${name}:`)))[0];
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;

async function findPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  for (let look = 0; look < 300; look += 1) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    const ready = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => {});
    if (ready) return;
    if (hasEnded(child)) throw new Error('PostgreSQL ended when it was started.');
    await sleep(100);
  }
  throw new Error('PostgreSQL did not start within 30 seconds.');
}
