import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { withoutSettings } from '../environment.ts';
import { root } from '../stage.ts';
import { proveAll } from '../torture/prove-all.ts';
import type { BareAnswers } from './bare.ts';
import { healthToken } from './exchange.ts';
import type { Job, Result } from './load.ts';

/** A server in a process of its own. */
export type Running = { pid: number; port: number; stop: () => Promise<void> };

const whenEnded = (child: ChildProcess) => new Promise<void>((resolve) => child.once('close', () => resolve()));

function endable(child: ChildProcess): () => Promise<void> {
  const ended = whenEnded(child);
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  return async () => {
    child.kill('SIGTERM');
    await ended;
    process.off('exit', endWithUs);
  };
}

/**
 * Starts the built site with a data folder and none of this machine's settings; resolves once it listens.
 * @param script what starts it; the server itself by default
 * @param settings of the site, beside where it is and listens
 */
export async function startSite(
  folders: { buildDir: string; dataDir: string; contentDir?: string },
  script = ['src/server/main.ts'],
  settings: Record<string, string> = {},
): Promise<Running> {
  const env = {
    ...withoutSettings(process.env),
    // What is measured is sending, not the step more that is asked above the usual limits.
    SENDS_AT_ALL: '1000000',
    ...settings,
    METRICS_TOKEN: healthToken,
    PORT: '0',
    BUILD_DIR: folders.buildDir,
    DATA_DIR: folders.dataDir,
    ...(folders.contentDir === undefined ? {} : { CONTENT_DIR: folders.contentDir }),
  };
  await proveAll({ ...settings, BUILD_DIR: folders.buildDir, DATA_DIR: folders.dataDir });
  const child = spawn(process.execPath, script, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const stop = endable(child);
  const port = await new Promise<number>((resolve, reject) => {
    // Lines are read on to the end: a full pipe would stop the site.
    createInterface(child.stdout).on('line', (line) => {
      const started = /^\{.*"event":"started".*"port":(\d+)/.exec(line)?.[1];
      if (started) resolve(Number(started));
    });
    child.once('close', () => reject(new Error('The site did not start.')));
  });
  return { pid: child.pid ?? 0, port, stop };
}

const forkHere = (script: string) =>
  fork(path.join(import.meta.dirname, script), [], { serialization: 'advanced', env: withoutSettings(process.env) });

/** Starts the bare server that answers `answers`. */
export async function startBare(answers: BareAnswers): Promise<Running> {
  const child = forkHere('bare.ts');
  const stop = endable(child);
  child.send(answers);
  const port = await new Promise<number>((resolve) => child.once('message', resolve));
  return { pid: child.pid ?? 0, port, stop };
}

/** Starts the process that makes load. One job at a time. */
export function startLoad(): { run: (job: Job) => Promise<Result>; stop: () => Promise<void> } {
  const child = forkHere('load.ts');
  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        const ended = () => reject(new Error('The load broke off.'));
        child.once('close', ended);
        child.once('message', (result: Result) => {
          child.off('close', ended);
          resolve(result);
        });
        child.send(job);
      }),
    stop: endable(child),
  };
}

/** Resident memory of a process in MiB, or null where the system does not tell. */
export function readMemory(pid: number): number | null {
  const file = `/proc/${pid}/status`;
  const kilobytes = existsSync(file)
    ? /VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1]
    : spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim();
  return kilobytes ? Number(kilobytes) / 1024 : null;
}

/** CPU time a process has used so far in ms, to 10 ms, or null where the system does not tell it finely enough. */
export function readCpu(pid: number): number | null {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return null;
  // proc_pid_stat(5): the 14th and 15th field in ticks of 10 ms; the second is a name that may hold spaces.
  const fields = readFileSync(file, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
