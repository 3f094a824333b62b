import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { exchange, healthToken, writeGet } from '../bench/exchange.ts';
import { withoutSettings } from '../environment.ts';

/** A live site in a process of its own whose clock can be moved. */
export type Site = {
  pid: () => number;
  /** What it logged, as `event code`, each with how often. */
  logged: Map<string, number>;
  /** Ends the process at once, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on what is there; gives the ms until it answered. Rejects when it does not start. */
  start(): Promise<number>;
  /** Sets the clock so many ms ahead of the machine's. */
  setAhead(ms: number): void;
  /**
   * Waits until nothing is on its way any more. Where nothing moves, by what `progress` counts, a wait is what is left: then
   * the clock goes on by twenty minutes, or by seven hours where something is held. Rejects after `limit` ms.
   */
  drain(progress: () => number, limit?: number): Promise<void>;
};

const startLimit = 30_000;
const hour = 3_600_000;

/** What health says; null where it does not answer. */
export type Health = { oldestWaitingSeconds: number | null; held: number };

/** Asks a site how its queue is; null where it does not say, as without the token. */
export async function askHealth(port: number): Promise<Health | null> {
  const answer = await exchange(
    port,
    writeGet('/healthz', 'identity', `authorization: Bearer ${healthToken}\r\n`),
  ).catch(() => null);
  const said = answer ? (JSON.parse(answer.body.toString('utf8')) as Partial<Health>) : null;
  return said?.held === undefined ? null : (said as Health);
}

/** A site that has not been started. */
export function createSite(port: number, env: Record<string, string>): Site {
  const logged = new Map<string, number>();
  let child: ChildProcess | null = null;
  let ended = Promise.resolve();
  let ahead = 0;
  const endWithUs = () => child?.kill('SIGKILL');

  const site: Site = {
    pid: () => child?.pid ?? 0,
    logged,
    async kill() {
      child?.kill('SIGKILL');
      await ended;
    },
    async start() {
      const before = performance.now();
      const started = fork(path.join(import.meta.dirname, 'site.ts'), [String(ahead)], {
        env: { ...withoutSettings(process.env), ...env },
        stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      });
      child = started;
      process.once('exit', endWithUs);
      ended = new Promise((resolve) =>
        started.once('close', () => {
          process.off('exit', endWithUs);
          resolve();
        }),
      );
      await new Promise<void>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('The site did not start in time.')), startLimit);
        createInterface({ input: started.stdout as NodeJS.ReadableStream }).on('line', (line) => {
          const { event = '', code = '' } = JSON.parse(line) as { event?: string; code?: string };
          const name = `${event} ${code}`.trim();
          logged.set(name, (logged.get(name) ?? 0) + 1);
          if (event === 'started') resolve();
        });
        started.once('close', () => reject(new Error('The site ended by itself.')));
        started.once('close', () => clearTimeout(late));
        if (started.pid === undefined) reject(new Error('The site cannot be run.'));
      });
      return performance.now() - before;
    },
    setAhead(ms) {
      ahead = ms;
      child?.send(ms);
    },
    async drain(progress, limit = 90_000) {
      const until = performance.now() + limit;
      let [seen, still] = [progress(), 0];
      while (performance.now() < until) {
        const health = await askHealth(port);
        if (health && health.oldestWaitingSeconds === null && health.held === 0) return;
        still = health && progress() === seen ? still + 1 : 0;
        seen = progress();
        // Longer than the worker's two seconds; never sooner, or what is on its way would outlive its lease.
        if (still === 11) {
          still = 0;
          site.setAhead(ahead + (health && health.held > 0 ? 7 * hour : hour / 3));
        }
        await sleep(250);
      }
      const words = [...logged].map(([name, times]) => `${name} ${times}`).join(', ');
      throw new Error(
        `Something is still on its way after ${limit / 1000} s: ${JSON.stringify(await askHealth(port))}; ${words}`,
      );
    },
  };
  return site;
}
