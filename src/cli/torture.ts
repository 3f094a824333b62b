// `npm run torture`: stages every fault we know on a live site with a mail server on loopback, under load, and prints what
// was acknowledged, lost and sent twice. About five minutes; with --short about half a minute and without what needs a disk,
// a database or a mail server of its own; words name single faults. Ends with 1 when anything that was acknowledged was lost, cannot be
// opened, or came twice in a way that nobody could recognise.
import { availableParallelism } from 'node:os';
import { allAtOnce, slowSockets } from './torture/faults/crowd.ts';
import { killedInTurn } from './torture/faults/instances.ts';
import { everyStep, killedAfterTheAnswer, killedAtEveryStage } from './torture/faults/kills.ts';
import { mailAway, repliesAtEveryStep, unsafeTls } from './torture/faults/mail.ts';
import { killedPostfix } from './torture/faults/postfix.ts';
import { clockJumps, fullDisk, lockedDatabase, lowDisk } from './torture/faults/store.ts';
import { type Ground, prepareGround } from './torture/ground.ts';
import type { Outcome } from './torture/scene.ts';
import { sumUp, writeLine } from './torture/words.ts';

const short = process.argv.includes('--short');
const only = process.argv.slice(2).filter((one) => !one.startsWith('--'));
const sending = short ? 600 : 5_000;

/** `named`: too long for the short form, unless it is asked for by name. */
type Fault = { name: string; named?: boolean; stage: (ground: Ground) => Promise<Outcome> };

const steps = short ? (['end', 'taken'] as const) : everyStep;
const faults: Fault[] = [
  { name: 'mail server away', stage: (ground) => mailAway(ground, sending) },
  { name: 'replies at every step', stage: (ground) => repliesAtEveryStep(ground, sending * 1.5) },
  { name: 'unsafe TLS', stage: (ground) => unsafeTls(ground, short ? 2 : 5) },
  {
    name: 'killed at every stage',
    stage: (ground) => killedAtEveryStage(ground, { at: steps, anywhere: short ? 0 : 10 }),
  },
  { name: 'killed after a 250', stage: (ground) => killedAfterTheAnswer(ground, short ? 1 : 10) },
  { name: 'clock jumps', stage: (ground) => clockJumps(ground, short ? 300 : 1_500) },
  { name: 'all at once', stage: (ground) => allAtOnce(ground, short ? 100 : 1_000) },
  { name: 'full disk', named: true, stage: (ground) => fullDisk(ground, sending / 4) },
  { name: 'low disk', named: true, stage: (ground) => lowDisk(ground) },
  {
    name: 'locked database',
    named: true,
    stage: (ground) => lockedDatabase(ground, short ? [1_000] : [3_000, 10_000]),
  },
  { name: 'slow sockets', named: true, stage: (ground) => slowSockets(ground, short ? 100 : 1_000, !short) },
  {
    name: 'two instances killed in turn',
    named: true,
    stage: (ground) => killedInTurn(ground, { kills: short ? 3 : 10, takeOver: !short }),
  },
  { name: 'Postfix killed after its 250', named: true, stage: (ground) => killedPostfix(ground, short ? 5 : 50) },
];

const ground = await prepareGround(process.env['BUILD_DIR']);
console.log(
  `Node ${process.versions.node}, ${availableParallelism()} cores; every message acknowledged must arrive.\n`,
);
console.log(writeLine(null));
const outcomes: Outcome[] = [];
for (const { name, named = false, stage } of faults) {
  if (only.length > 0 ? !only.some((word) => name.includes(word)) : short && named) continue;
  const before = performance.now();
  const outcome = await stage(ground).catch(
    (error: unknown): Outcome => ({
      acknowledged: 0,
      refused: 0,
      lost: 0,
      duplicates: 0,
      wrong: 1,
      notes: [`FAILED: ${error instanceof Error ? error.message : error}`],
    }),
  );
  outcomes.push(outcome);
  console.log(writeLine({ name, seconds: (performance.now() - before) / 1000, ...outcome }));
}
const { line, failed } = sumUp(outcomes);
console.log(`\n${line}`);
process.exit(failed ? 1 : 0);
