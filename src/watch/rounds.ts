import { guard } from '#delivery/guard.ts';
import { goRounds, type Rounds } from '#delivery/rounds.ts';
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

/**
 * Goes round every minute; every fifth time it tells the watcher elsewhere.
 * @param after called after each round, so that letters leave at once
 */
export function createRounds(parts: RoundParts, after: () => void): Rounds {
  let count = 0;
  return goRounds(async () => {
    const well = await goRound(parts);
    after();
    if (well && count % 5 === 0) await ping(parts.watch);
    count += 1;
  }, 60_000);
}
