import { cpus } from 'node:os';
import type { BareAnswers } from './bare.ts';
import { exchange, writeGet } from './exchange.ts';
import type { Job, Result } from './load.ts';
import type { Post } from './posts.ts';
import { type Running, readCpu, startBare, type startLoad } from './processes.ts';
import { median } from './table.ts';

type Load = ReturnType<typeof startLoad>;

/**
 * A rate at which a server answered. `cpu` is its CPU time in ms for each answer, `load` that of making it, `others` the
 * share of the machine that neither took meanwhile; NaN where the system does not tell.
 */
export type Rate = Result & { load: number; others: number };

/** Sends `job` to a server. Throws when a request is answered with anything but 200. */
export async function measure(load: Load, server: Running, job: Omit<Job, 'port'>): Promise<Rate> {
  const before = readTimes(server);
  const result = await load.run({ ...job, port: server.port });
  const after = readTimes(server);
  const strange = Object.keys(result.statuses).filter((status) => status !== '200');
  if (strange.length > 0) throw new Error(`Some requests were answered with ${strange.join(', ')}.`);
  const own = after.own - before.own;
  const others = (after.busy - before.busy - own - result.cpu) / (after.all - before.all);
  const answers = result.perSecond * job.seconds;
  return { ...result, cpu: own / answers, load: result.cpu / answers, others: Math.max(0, others) };
}

/** CPU time in ms that the server and the whole machine have used so far, and all there was to use. */
function readTimes(server: Running): { own: number; busy: number; all: number } {
  const times = cpus().map((core) => core.times);
  const idle = times.reduce((sum, one) => sum + one.idle, 0);
  const all = times.reduce((sum, { user, nice, sys, irq }) => sum + user + nice + sys + irq, idle);
  return { own: readCpu(server.pid) ?? Number.NaN, busy: all - idle, all };
}

/** Posts from 50 connections after a warm-up that is not counted. Throws when one is answered with anything but 200. */
export async function measurePosts(load: Load, site: Running, post: Post, seconds: number): Promise<Rate> {
  await measure(load, site, { ...post, connections: 50, seconds: 2 });
  return measure(load, site, { ...post, connections: 50, seconds });
}

/** The site beside the bare server that answers the same bytes: medians of rounds, and of each round's ratio. */
export type Compared = { site: number; bare: number; ratio: number; cpuRatio: number; others: number };

/**
 * Asks site and bare server for the same addresses in turns, so that whatever else the machine does falls on both.
 * @param rounds of a second each, for each address and server
 */
export async function compareWithBare(
  load: Load,
  site: Running,
  addresses: string[],
  rounds: number,
): Promise<Compared[]> {
  const bare = await startBare(await copyAnswers(site.port, addresses));
  const turns = addresses.map(() => ({ site: [] as Rate[], bare: [] as Rate[] }));
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, address] of addresses.entries()) {
      const job = { request: writeGet(address), idAt: null, connections: 50, seconds: round < 0 ? 0.5 : 1 };
      const pair = { site: await measure(load, site, job), bare: await measure(load, bare, job) };
      // The first round warms both up.
      if (round < 0) continue;
      turns[index]?.site.push(pair.site);
      turns[index]?.bare.push(pair.bare);
    }
  }
  await bare.stop();
  return turns.map((turn) => ({
    site: median(turn.site.map(({ perSecond }) => perSecond)),
    bare: median(turn.bare.map(({ perSecond }) => perSecond)),
    ratio: median(turn.site.map(({ perSecond }, round) => perSecond / (turn.bare[round]?.perSecond ?? 0))),
    others: median([...turn.site, ...turn.bare].map(({ others }) => others)),
    cpuRatio: median(turn.site.map(({ cpu }, round) => (turn.bare[round]?.cpu ?? 0) / cpu)),
  }));
}

/** What the site answers at each address, without the headers that `node:http` adds by itself. */
async function copyAnswers(port: number, addresses: string[]): Promise<BareAnswers> {
  const answers: BareAnswers = {};
  for (const address of addresses) {
    const { head, body } = await exchange(port, writeGet(address));
    const headers = head
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .filter((line) => !/^(date|connection|keep-alive):/i.test(line))
      .flatMap((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]);
    answers[address] = { headers, body };
  }
  return answers;
}
