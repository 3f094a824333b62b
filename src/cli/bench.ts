// `npm run bench`: what the built site weighs, how much it takes in and how soon it starts, in about two minutes. A rate
// depends on the machine, so each stands beside what the same machine does at most, measured in the same run.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import { buildOptionsOf, readConfig } from '#config';
import { demonstrationPaths } from '#server/demonstration.ts';
import { measureBookings } from './bench/bookings.ts';
import { measureLarge, measureScan } from './bench/directory.ts';
import { measureExit } from './bench/exit.ts';
import { countCommits, countPerSecond } from './bench/floors.ts';
import { measureInstances, type Scaled } from './bench/instances.ts';
import { measureLargeSite } from './bench/large-site.ts';
import { measureOutage } from './bench/outage.ts';
import { measurePapers } from './bench/papers.ts';
import { createSealer, writePlainPost, writeReferralPost, writeSealedPost } from './bench/posts.ts';
import { type Running, readMemory, startLoad, startSite } from './bench/processes.ts';
import { type Compared, compareWithBare, measurePosts, type Rate } from './bench/rates.ts';
import { measureStarts } from './bench/starts.ts';
import { atLeast, atMost, type Row, whole, writeTable } from './bench/table.ts';
import { weighPages } from './bench/weight.ts';
import { ensureBuilt } from './build.ts';
import { bundleLimit, makeBundle } from './bundle/bundle.ts';
import { withoutSettings } from './environment.ts';
import { root } from './stage.ts';

const seconds = { plain: 8, sealed: 5, booking: 3, floor: 1.5 };
const rounds = 5;
const times = 5;

// Some systems do not tell the CPU time or the memory of another process.
const told = (show: (value: number) => string) => (value: number) => (Number.isNaN(value) ? 'not told' : show(value));
const percent = told((value) => `${Math.round(value * 100)} %`);
const perSecond = (value: number) => `${whole(value)}/s`;
const mebibytes = told((value) => `${whole(value)} MiB`);
const milliseconds = (value: number) => `${whole(value)} ms`;
const fine = told((value) => `${value.toFixed(2)} ms`);

const { BUILD_DIR } = process.env;
const config = readConfig({ ...withoutSettings(process.env), BUILD_DIR });
if (!ensureBuilt(buildOptionsOf(config))) process.exit(1);

const { buildDir } = config;
// Below the project rather than in the system's folder, which may be memory: full sync has to reach a disk.
const cache = path.join(root, 'node_modules', '.cache');
mkdirSync(cache, { recursive: true });
const parent = mkdtempSync(path.join(cache, 'bench-'));
process.once('exit', () => rmSync(parent, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const [busy = 0] = loadavg();
console.log(`Node ${process.versions.node}, ${availableParallelism()} cores, load ${busy.toFixed(2)} before the run`);

const dataDir = path.join(parent, 'data');
const site = await startSite({ buildDir, dataDir });
const load = startLoad();
const { pages, apart } = await weighPages(site.port);
show('Weight in bytes, brotli as served: HTML, styles and scripts (with every header)   en, pl, ur', pages);
show('Apart from these, in bytes', apart);
const bundled = await makeBundle(buildDir, config.contentDir, path.join(parent, 'bundle'));
show('On the disk', [atMost('A folder that runs by itself, in bytes', bundled, bundleLimit, whole)]);
show('Requests a second beside a bare node:http with the same answers, in turns', await measurePages(site));
show('Submissions accepted a second, each committed with full sync, while others are delivered', await measureIntake());
show('Referrals with 10 MB of papers, twenty at once, sealed by the server', await measureReferrals());
show('Bookings of one session of twenty places, each with its letter', await measureBooking());
show('Leaving, medians of five in Chromium', await measureLeaving());
await site.stop();
show('Accepted a second by several processes on one PostgreSQL, and while mail is down', await measureSeveral());
await load.stop();
show('Searching, in ms', measureSearching());
show('Starting', await measureStarting());
show('A site of 24 languages and 1,000 services, every service in each', await measureLargest());

function show(title: string, rows: Row[]): void {
  console.log(writeTable(title, rows));
}

async function measureBooking(): Promise<Row[]> {
  const sealed = await (await createSealer(site.port))();
  const rows: Row[] = [];
  for (const processes of [1, 2]) {
    const { perSecond: rate, seated } = await measureBookings(parent, sealed, { seconds: seconds.booking, processes });
    rows.push({ what: processes === 1 ? 'From one process' : 'From two at once', figure: perSecond(rate) });
    rows.push(atMost('  of them got a place', seated, 20, whole));
  }
  return rows;
}

async function measureLeaving(): Promise<Row[]> {
  const { usual, slow } = await measureExit(`http://127.0.0.1:${site.port}`);
  return [
    atMost('Input to the exit’s request', usual.request, 100, milliseconds),
    atMost('Input to the first empty frame', usual.frame, 50, milliseconds),
    atMost('Six times slower: to the request', slow.request, 300, milliseconds),
    atMost('Six times slower: to the first empty frame', slow.frame, 250, milliseconds),
  ];
}

function measureSearching(): Row[] {
  const large = measureLarge(100_000, parent);
  return [
    atMost('300 services, 95th percentile', measureScan(300).p95, 5, fine),
    atMost('100,000 services, 95th percentile', large.p95, 20, fine),
    atMost('  memory, building included', large.residentBytes / 2 ** 20, 300, mebibytes),
    { what: '  building the index', figure: `${large.buildSeconds.toFixed(1)} s` },
  ];
}

async function measurePages(measured: Running): Promise<Row[]> {
  const addresses = ['/en/', '/en/ask/'];
  const [file, form] = await compareWithBare(load, measured, addresses, rounds);
  if (!file || !form) return [];
  const describe = ({ site, bare, cpuRatio, others }: Compared): Row[] => [
    { what: '  the two rates', figure: `${perSecond(site)} of ${perSecond(bare)}` },
    { what: '  by CPU time', figure: percent(cpuRatio) },
    { what: '  other programs took, of the machine', figure: percent(others) },
  ];
  return [
    atLeast('A file, of the bare rate', file.ratio, 0.5, percent),
    ...describe(file),
    { what: 'The first page of the form, of the bare rate', figure: percent(form.ratio) },
    ...describe(form),
  ];
}

async function measureIntake(): Promise<Row[]> {
  const countDelivered = () =>
    readdirSync(demonstrationPaths(dataDir).messages).filter((name) => name.endsWith('.eml')).length;
  const sealMessage = await createSealer(site.port);
  const sealed = await sealMessage();
  const plain = await measurePosts(load, site, writePlainPost(site.port), seconds.plain);
  const referral = await measurePosts(load, site, writeReferralPost(site.port), seconds.sealed);
  const ready = await measurePosts(load, site, writeSealedPost(site.port, sealed), seconds.sealed);
  const delivered = countDelivered();
  const memory = readMemory(site.pid) ?? Number.NaN;
  const seals = await countPerSecond(seconds.floor, sealMessage);
  const commits = await countCommits(parent, sealed, seconds.floor);
  return [
    atLeast('Sealed by the server', plain.perSecond, 240, perSecond),
    ...describeTimes(plain),
    { what: '  of what a bare loop seals', figure: percent(plain.perSecond / seals) },
    { what: 'A professional’s referral, sealed by the server', figure: perSecond(referral.perSecond) },
    ...describeTimes(referral),
    { what: 'Sealed by the browser', figure: perSecond(ready.perSecond) },
    ...describeTimes(ready),
    { what: '  of what a bare loop commits', figure: percent(ready.perSecond / commits) },
    { what: 'Delivered to the folder by the end', figure: `${whole(delivered)} messages` },
    { what: 'A bare loop seals', figure: perSecond(seals) },
    { what: 'A bare loop commits', figure: perSecond(commits) },
    { what: 'Memory after all this', figure: mebibytes(memory) },
  ];
}

async function measureSeveral(): Promise<Row[]> {
  const scaling = await measureInstances(load, { buildDir, parent }, 3, 3);
  const outage = await measureOutage(load, buildDir, 3, 3);
  const mail: Row[] = [
    atLeast('While the mail server is down, of the usual', outage.ratio, 0.7, percent),
    { what: '  the two rates', figure: `${perSecond(outage.down)} of ${perSecond(outage.up)}` },
  ];
  if (!scaling) return [{ what: 'Several processes', figure: 'NOT MEASURED: no PostgreSQL here' }, ...mail];
  const fold = told((value) => `${value.toFixed(2)} times`);
  const describe = (one: Scaled): Row[] => [
    { what: `  ${one.processes} of them`, figure: `${perSecond(one.perSecond)}, ${fold(one.ratio)}` },
    { what: '    99 of 100 within', figure: milliseconds(one.p99) },
    { what: '    CPU for each, PostgreSQL and load included', figure: fine(one.cpu) },
    { what: '    other programs took, of the machine', figure: percent(one.others) },
  ];
  const cores = availableParallelism();
  return [
    atLeast(
      `Two processes, of one, each held to ${percent(scaling.share)} of a core`,
      scaling.held[1]?.ratio ?? Number.NaN,
      1.6,
      fold,
    ),
    ...scaling.held.flatMap(describe),
    {
      what: `Two processes, of one, sharing ${cores} cores with PostgreSQL and load`,
      figure: fold(scaling.free[1]?.ratio ?? Number.NaN),
    },
    { what: '  the most that the cores allow', figure: fold(scaling.most) },
    ...scaling.free.flatMap(describe),
    { what: 'The row with the numbers lets through', figure: perSecond(scaling.counter) },
    ...mail,
  ];
}

async function measureReferrals(): Promise<Row[]> {
  const {
    perSecond: rate,
    turnedAway,
    peak,
  } = await measurePapers({ buildDir, dataDir: path.join(parent, 'papers') }, 20);
  return [
    { what: 'Accepted', figure: `${rate.toFixed(1)}/s` },
    { what: 'Told to come again in a minute', figure: whole(turnedAway) },
    atMost('Memory at most', peak, 400, mebibytes),
  ];
}

function describeTimes({ p50, p99, cpu, others }: Rate): Row[] {
  return [
    { what: '  half of them within, 99 of 100 within', figure: `${milliseconds(p50)}, ${milliseconds(p99)}` },
    { what: '  CPU for each', figure: fine(cpu) },
    { what: '  other programs took, of the machine', figure: percent(others) },
  ];
}

async function measureStarting(): Promise<Row[]> {
  const folders = { buildDir, parent };
  const first = await measureStarts(times, folders);
  const start = ['src/cli/run.mjs', 'src/cli/start.ts'];
  const second = await measureStarts(times, folders, start, path.join(parent, 'data-again'));
  return [
    { what: 'First start of the server, to the first page', figure: milliseconds(first.ms) },
    { what: 'Second npm start, nothing to build, to the first page', figure: milliseconds(second.ms) },
    { what: 'Memory when idle', figure: mebibytes(first.memory) },
  ];
}

async function measureLargest(): Promise<Row[]> {
  const large = await measureLargeSite(24, 1000, parent);
  return [
    atMost('Building it', large.seconds, 180, (value) => `${value.toFixed(1)} s`),
    { what: '  most memory a process of the build held', figure: mebibytes(large.peak) },
    { what: '  files for people', figure: whole(large.files) },
    { what: 'First start of its server, to the first page', figure: milliseconds(large.firstPage) },
    { what: '  to the first list of services of a day', figure: milliseconds(large.firstList) },
    { what: '  memory after that', figure: mebibytes(large.memory) },
  ];
}
