import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Kysely } from 'kysely';
import { type PrivateServer, startPrivateServer } from '#database/private-server.ts';
import { createQueue } from '#delivery/queue.ts';
import type { DeliveryTables } from '#delivery/tables.ts';
import { createId } from '#message/reference.ts';
import { openSiteDatabase } from '#server/schema.ts';
import { countPerSecond } from './floors.ts';
import { untilDelivered } from './outage.ts';
import { createSealer, writePlainPost } from './posts.ts';
import { type Running, readCpu, type startLoad, startSite } from './processes.ts';
import { measure } from './rates.ts';
import { holdToShare } from './share.ts';
import { median } from './table.ts';

/** Connections that post, whatever the number of processes that take them. */
const connections = 48;

/**
 * What so many processes on one PostgreSQL accept: medians of the rounds. `ratio` is to one process, in the same round;
 * `cpu` what processes, PostgreSQL and load computed for one, in ms; `others` the share of the machine that none of them
 * took.
 */
export type Scaled = { processes: number; perSecond: number; p99: number; ratio: number; cpu: number; others: number };

/**
 * `free`: each process took what it could get of the cores. `most`: the ratio of two to one if this machine's cores did
 * nothing else and none waited; NaN where it is not told. `held`: each was held to `share` of a core, so that the cores are
 * not what they wait for. `counter`: acceptances a second that the row with the numbers lets through when nothing else is
 * done for them.
 */
export type Scaling = { free: Scaled[]; most: number; held: Scaled[]; share: number; counter: number };

/** Of one core: so small that four processes, PostgreSQL and the load find room on two cores. */
const share = 0.2;

type Round = { processes: number; perSecond: number; p99: number; own: number; all: number; others: number };

/**
 * Posts to one, two and four processes of the site on one PostgreSQL in turns, so that whatever else the machine does
 * falls on each, with delivery to a folder going on. Null where this machine has no PostgreSQL.
 */
export async function measureInstances(
  load: ReturnType<typeof startLoad>,
  folders: { buildDir: string; parent: string },
  rounds: number,
  seconds: number,
): Promise<Scaling | null> {
  const database = await startPrivateServer();
  if (!database) return null;
  const settings = { DATABASE_URL: database.url, DRAFT_KEYS: Buffer.alloc(32, 1).toString('base64') };
  const dataDir = mkdtempSync(path.join(folders.parent, 'instances-'));
  const sites: Running[] = [];
  // One after another: a demonstration's first start makes the key that the others use.
  for (let count = 0; count < 4; count += 1) {
    sites.push(await startSite({ buildDir: folders.buildDir, dataDir }, undefined, settings));
  }
  // All of them, until what they run is compiled: a process that nobody has asked for long is slower for that alone.
  await measureRound(load, database, sites, sites.length, seconds * sites.length);
  const [free, held]: [Round[][], Round[][]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    for (const [turns, holds] of [
      [free, false],
      [held, true],
    ] as const) {
      const turn: Round[] = [];
      for (const processes of [1, 2, 4]) {
        await untilDelivered(sites[0]?.port ?? 0);
        const only = onlyFirst(sites, processes, holds);
        turn.push(await measureRound(load, database, sites, processes, seconds));
        only();
      }
      turns.push(turn);
    }
  }
  const counter = await measureCounter(database.url, sites[0]?.port ?? 0, seconds);
  for (const site of sites) await site.stop();
  await database.stop();
  return { free: summarise(free), most: computeMost(free), held: summarise(held), share, counter };
}

/** Stops all processes but the first ones, which would deliver for them, and may hold those to their share. Gives what ends it. */
function onlyFirst(sites: Running[], count: number, holds: boolean): () => void {
  const idle = sites.slice(count);
  for (const { pid } of idle) process.kill(pid, 'SIGSTOP');
  const ends = holds ? sites.slice(0, count).map(({ pid }) => holdToShare(pid, share)) : [];
  return () => {
    for (const end of ends) end();
    for (const { pid } of idle) process.kill(pid, 'SIGCONT');
  };
}

/** Accepts one sealed message after another, sixteen at a time, with nothing sealed, made or sent for them. */
async function measureCounter(url: string, port: number, seconds: number): Promise<number> {
  const db = await openSiteDatabase({ database: { url, ca: null }, dataDir: '' });
  const queue = createQueue(db as unknown as Kysely<DeliveryTables>, () => new Date());
  const body = await (await createSealer(port))();
  const accept = () =>
    queue.accept({
      id: createId(),
      reference: '2222-2222',
      kind: 'sealed-openpgp',
      priority: 0,
      recipient: 'referrals',
      keyIds: [],
      body,
    });
  const rates = await Promise.all(Array.from({ length: 16 }, () => countPerSecond(seconds, accept)));
  await db.destroy();
  return rates.reduce((sum, rate) => sum + rate, 0);
}

async function measureRound(
  load: ReturnType<typeof startLoad>,
  database: PrivateServer,
  all: Running[],
  processes: number,
  seconds: number,
): Promise<Round> {
  const sites = all.slice(0, processes);
  const [first, ...others] = sites;
  if (!first) throw new Error('There is no site to measure.');
  const spent = () => ({
    own: sites.reduce((sum, site) => sum + (readCpu(site.pid) ?? Number.NaN), 0),
    further: others.reduce((sum, site) => sum + (readCpu(site.pid) ?? Number.NaN), 0) + readFamilyCpu(database.pid()),
  });
  const before = spent();
  const job = { ...writePlainPost(first.port), connections, seconds, others: others.map(({ port }) => port) };
  const rate = await measure(load, first, job);
  const after = spent();
  const accepted = rate.perSecond * seconds;
  const own = (after.own - before.own) / accepted;
  const further = after.further - before.further;
  return {
    processes: sites.length,
    perSecond: rate.perSecond,
    p99: rate.p99,
    own,
    all: rate.cpu + rate.load + further / accepted,
    // `measure` knows of the first process alone.
    others: Math.max(0, rate.others - further / (availableParallelism() * seconds * 1000)),
  };
}

function summarise(rounds: Round[][]): Scaled[] {
  return [0, 1, 2].map((place) => {
    const of = (pick: (round: Round, one: Round) => number) =>
      median(rounds.flatMap((turn) => (turn[place] && turn[0] ? [pick(turn[place], turn[0])] : [])));
    return {
      processes: rounds[0]?.[place]?.processes ?? 0,
      perSecond: of(({ perSecond }) => perSecond),
      p99: of(({ p99 }) => p99),
      ratio: of(({ perSecond }, one) => perSecond / one.perSecond),
      cpu: of(({ all }) => all),
      others: of(({ others }) => others),
    };
  });
}

/** A process computes on one core; all that an acceptance costs has to fit on the cores there are. */
function computeMost(rounds: Round[][]): number {
  const ones = rounds.flatMap(([one]) => (one ? [one] : []));
  return Math.min(
    2,
    (availableParallelism() * median(ones.map(({ own }) => own))) / median(ones.map(({ all }) => all)),
  );
}

/** CPU time of a process and of those it started, in ms; NaN where the system does not tell. */
function readFamilyCpu(pid: number): number {
  if (!existsSync('/proc')) return Number.NaN;
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const family = processes.filter((name) => Number(name) === pid || readParent(name) === pid);
  return family.reduce((sum, name) => sum + (readCpu(Number(name)) ?? 0), 0) || Number.NaN;
}

function readParent(name: string): number {
  try {
    return Number(/^.*\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]);
  } catch {
    // It ended meanwhile.
    return 0;
  }
}
