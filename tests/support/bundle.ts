import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { makeBundle } from '../../src/cli/bundle/bundle.ts';
import { root } from './project-files.ts';

/** A bundle of the built site outside the project, and a place for what it runs on. */
export type Bundle = {
  folder: string;
  /** Its size in bytes. */
  size: number;
  /** Below it everything else can be put; goes with the bundle. */
  ground: string;
  /** Runs one of its programs to its end. `env` is all it is given. */
  run(program: string, args: string[], env?: Record<string, string>): Promise<Ended>;
  /** Starts the site; comes back once it listens. Rejects with what it wrote where it ends before. */
  start(env?: Record<string, string>): Promise<Started>;
  remove(): void;
};

/** A program that ended: both its outputs as one text. */
export type Ended = { code: number | null; said: string };

/** A site that runs. */
export type Started = { origin: string; child: ChildProcess; ended: Promise<number | null>; lines: string[] };

/** Bundles the built site into a new folder of this machine's temporary ones. */
export async function createBundle(): Promise<Bundle> {
  const ground = mkdtempSync(path.join(tmpdir(), 'bundle-'));
  const folder = path.join(ground, 'no wrong door');
  const size = await makeBundle(path.join(root, 'dist'), path.join(root, 'content'), folder);
  const running = new Set<ChildProcess>();
  const launch = (program: string, args: string[], env: Record<string, string>) => {
    const child = spawn(process.execPath, [path.join(folder, `${program}.mjs`), ...args], {
      // Neither the project nor the bundle: what is found, is found from where the program lies.
      cwd: ground,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    const lines: string[] = [];
    for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', (line) => lines.push(line));
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    void ended.then(() => running.delete(child));
    return { child, ended, lines };
  };
  return {
    folder,
    size,
    ground,
    run: async (program, args, env = {}) => {
      const { ended, lines } = launch(program, args, env);
      return { code: await ended, said: lines.join('\n') };
    },
    start: async (env = {}) => {
      const { child, ended, lines } = launch('server', [], { PORT: '0', ...env });
      const port = await Promise.race([waitForPort(lines), ended.then(() => null)]);
      if (port === null) throw new Error(`The bundle did not start:\n${lines.join('\n')}`);
      return { origin: `http://127.0.0.1:${port}`, child, ended, lines };
    },
    remove: () => {
      for (const child of running) child.kill('SIGKILL');
      if (existsSync(ground)) rmSync(ground, { recursive: true, force: true });
    },
  };
}

async function waitForPort(lines: string[]): Promise<number | null> {
  for (let look = 0; look < 300; look += 1) {
    const started = lines.find((line) => line.includes('"event":"started"'));
    if (started) return JSON.parse(started).port;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return null;
}
