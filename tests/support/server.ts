import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { withoutSettings } from '../../src/cli/environment.ts';
import { proveAll } from '../../src/cli/torture/prove-all.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
/** The `METRICS_TOKEN` of every site that is tested: with it a site says all of its health. */
export const healthToken = 'asked-by-the-tests';

/** What a site says of itself to whoever may know everything, and the status it says it with. */
export async function askHealth(origin: string) {
  const answer = await fetch(`${origin}/healthz`, { headers: { authorization: `Bearer ${healthToken}` } });
  return { answered: answer.status, ...(await answer.json()) };
}

const startLimit = 30_000;
const stopLimit = 15_000;

/** The built site, running in a process of its own. */
export type Site = {
  /** Where it answers, such as `http://127.0.0.1:40123`; the same after a restart. */
  origin: string;
  dataDir: string;
  pid: number;
  /** Every line it wrote to stdout and stderr since the first start, restarts included. */
  logs(): string[];
  /** Ends the process at once, as a power cut would; comes back when it is gone. */
  kill(signal: 'SIGKILL'): Promise<void>;
  /** Asks it to stop and gives its exit code; rejects when it does not stop within 15 seconds. */
  stop(): Promise<number | null>;
  /** Starts it again on the same port and data folder, stopping it first when it runs. */
  restart(env?: Record<string, string>): Promise<void>;
  /** Stops it in any way and removes the data folder, unless the folder was given. */
  dispose(): Promise<void>;
};

/** What can be chosen for a site: settings by name, and a data folder instead of a fresh one. */
export type SiteOptions = { env?: Record<string, string>; dataDir?: string };

/**
 * Starts the built site, its contacts' keys taken as opened, on a free port of loopback with a data folder of its own and none of this machine's settings,
 * and comes back once it answers. Rejects with what the process wrote when it ends before, or after 30 seconds.
 */
export async function startSite({ env = {}, dataDir }: SiteOptions = {}): Promise<Site> {
  const folder = dataDir ?? mkdtempSync(path.join(tmpdir(), 'site-'));
  const lines: string[] = [];
  let settings = env;
  const removeFolder = () => {
    if (!dataDir) rmSync(folder, { recursive: true, force: true });
  };
  let running = await launch({ PORT: '0', ...settings, DATA_DIR: folder }, lines).catch((error: unknown) => {
    removeFolder();
    throw error;
  });
  const port = running.port;

  const site: Site = {
    origin: `http://127.0.0.1:${port}`,
    dataDir: folder,
    get pid() {
      return running.child.pid ?? 0;
    },
    logs: () => [...lines],
    kill: async (signal) => {
      running.child.kill(signal);
      await running.ended;
    },
    stop: async () => {
      running.child.kill('SIGTERM');
      const code = await within(stopLimit, running.ended);
      if (code !== 'late') return code;
      running.child.kill('SIGKILL');
      throw new Error(`The site did not stop within ${stopLimit / 1000} seconds:\n${lines.join('\n')}`);
    },
    restart: async (changed = {}) => {
      if (isRunning(running.child)) await site.stop();
      settings = { ...settings, ...changed };
      running = await launch({ ...settings, PORT: String(port), DATA_DIR: folder }, lines);
    },
    dispose: async () => {
      await site.kill('SIGKILL');
      removeFolder();
    },
  };
  return site;
}

/**
 * Runs the server until it ends by itself, for a start that is expected to be refused. Gives the exit code and every
 * line; rejects when it is still running after 30 seconds.
 */
export async function runServer(env: Record<string, string>): Promise<{ code: number | null; lines: string[] }> {
  const lines: string[] = [];
  const { child, ended } = spawnServer(env, lines);
  const code = await within(startLimit, ended);
  if (code !== 'late') return { code, lines };
  child.kill('SIGKILL');
  throw new Error(`The site was expected to end and is running:\n${lines.join('\n')}`);
}

/** A port of loopback that nothing listens on now, for settings that must name the port before the start. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

type Running = { child: ChildProcess; ended: Promise<number | null>; port: number };

async function launch(env: Record<string, string>, lines: string[]): Promise<Running> {
  await proveAll(env);
  const from = lines.length;
  const { child, ended, started } = spawnServer(env, lines);
  const first = await within(startLimit, Promise.race([started, ended.then(() => 'ended' as const)]));
  if (typeof first === 'number') return { child, ended, port: first };
  child.kill('SIGKILL');
  throw new Error(`The site did not start (${first}):\n${lines.slice(from).join('\n')}`);
}

function spawnServer(env: Record<string, string>, lines: string[]) {
  const child = spawn(process.execPath, ['src/server/main.ts'], {
    cwd: root,
    env: { ...withoutSettings(process.env), METRICS_TOKEN: healthToken, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      process.off('exit', killWithUs);
      resolve(code);
    });
  });
  createInterface(child.stderr).on('line', (line) => lines.push(line));
  const started = new Promise<number>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line);
      const port = readStartedPort(line);
      if (port) resolve(port);
    });
  });
  return { child, ended, started };
}

function readStartedPort(line: string): number | null {
  try {
    const { event, port } = JSON.parse(line);
    return event === 'started' && typeof port === 'number' ? port : null;
  } catch {
    return null;
  }
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

function within<Value>(limit: number, promise: Promise<Value>): Promise<Value | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, limit, 'late');
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
