import { guard } from '#delivery/guard.ts';
import { tellAlarms } from './alarms.ts';
import { findConditions } from './conditions.ts';
import { writeDigests } from './digest.ts';
import { readFacts } from './facts.ts';
import { writeHeartbeats } from './heartbeat.ts';
import type { Watch } from './watch.ts';
import { postAlarms, send } from './webhook.ts';

/** What a round does beside what every round does. */
export type RoundParts = {
  watch: Watch;
  resendDays: number;
  /** Reads what came back; each way of learning of it by itself. */
  readBounces: readonly (() => Promise<void>)[];
};

/** Conditions under which the outside watcher is not told that all is well. */
const silent = new Set(['stuck', 'heartbeat']);

/**
 * Does all that is due by the clock: reads what came back, writes lists and heartbeats, tells what is wrong. Every part can
 * be done twice, by several processes at once, or be cut off in the middle. Never rejects; a part that fails is one line
 * of the log, and the others go on.
 * @returns whether mail leaves, as far as can be told
 */
export async function goRound({ watch, resendDays, readBounces }: RoundParts): Promise<boolean> {
  const { log } = watch;
  for (const read of readBounces) await guard(log, read);
  await guard(log, () => writeHeartbeats(watch));
  await guard(log, () => writeDigests(watch, resendDays));
  let well = false;
  await guard(log, async () => {
    const conditions = findConditions(await readFacts(watch));
    well = !conditions.some(({ kind }) => silent.has(kind));
    await tellAlarms(watch, conditions);
  });
  await guard(log, () => postAlarms(watch));
  return well;
}

/** Tells a watcher elsewhere that this process runs and mail leaves; what fails is one line of the log. */
async function ping({ settings, log }: Watch): Promise<void> {
  if (settings.heartbeatUrl === null) return;
  const fault = await send(settings.heartbeatUrl);
  if (fault !== null) log('retry', { code: fault, channel: 'heartbeat' });
}

/** How long, in ms, `stop` waits for a round: another server may not answer it. What was begun is done by the next start. */
const stopMs = 5_000;

/** Rounds for ever, from `start` to `stop`, which waits for one that is under way, 5 s at most. */
export type Rounds = { start: () => void; stop: () => Promise<void> };

/**
 * Goes round at once and then every `everyMs`; every fifth time it tells the watcher elsewhere.
 * @param after called after each round, so that letters leave at once
 */
export function createRounds(parts: RoundParts, after: () => void, everyMs = 60_000): Rounds {
  let timer: NodeJS.Timeout | undefined;
  let going: Promise<void> = Promise.resolve();
  let running = false;
  let count = 0;
  const go = async () => {
    const well = await goRound(parts);
    after();
    if (well && count % 5 === 0) await ping(parts.watch);
    count += 1;
    if (running) timer = setTimeout(turn, everyMs);
  };
  const turn = () => {
    going = go();
  };
  return {
    start: () => {
      running = true;
      turn();
    },
    stop: async () => {
      running = false;
      clearTimeout(timer);
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const deadline = setTimeout(resolve, stopMs);
      await Promise.race([going, late]);
      clearTimeout(deadline);
    },
  };
}
