import { createHash, timingSafeEqual } from 'node:crypto';
import { type Condition, type Facts, findConditions, stuckAfterSeconds } from '#watch/conditions.ts';
import { readFacts } from '#watch/facts.ts';
import type { Watch } from '#watch/watch.ts';
import type { SmallAnswer } from './http.ts';
import { writeMetrics } from './metrics.ts';

/** What anybody may know: whether something is past its limit, and of which kind. */
export type PublicHealth = {
  status: 'well' | 'look';
  past: ('mail' | 'restored' | 'unread' | 'heartbeat' | 'disk' | 'store')[];
};

/**
 * What is public of the facts. It must not tell somebody at home that a message was sent a moment ago: nothing is counted,
 * and what is held turns it red as late as what is stuck.
 */
export function publish(
  { health }: Pick<Facts, 'health'>,
  conditions: readonly Condition[],
  diskLow: boolean,
): PublicHealth {
  const kinds = new Set(conditions.map(({ kind }) => kind));
  const held = (health.oldestHeldSeconds ?? 0) > stuckAfterSeconds;
  const past: PublicHealth['past'] = [];
  if (kinds.has('stuck') || kinds.has('bounced') || held) past.push('mail');
  // Of the past, too: the operator has not yet said what became of what a backup brought back.
  if (health.restored > 0) past.push('restored');
  if (kinds.has('unread')) past.push('unread');
  if (kinds.has('heartbeat')) past.push('heartbeat');
  if (diskLow) past.push('disk');
  return { status: past.length > 0 ? 'look' : 'well', past };
}

/** For how long, in ms, the public answer is kept: whoever asks often must not keep the store busy. */
const kept = 5_000;

/**
 * The answers at `/healthz` and `/metrics`. The first is public and says little; with the token (`Authorization: Bearer`)
 * it says everything, none of it about a person. The second is there for the token alone.
 * @param isLow whether so little room is left that nothing is taken in
 */
export function createHealth(
  watch: Watch,
  token: string | null,
  isLow: () => Promise<boolean>,
): Map<string, SmallAnswer> {
  let last: { at: number; value: PublicHealth } | null = null;
  const look = async () => {
    try {
      const facts = await readFacts(watch);
      return { facts, conditions: findConditions(facts), diskLow: await isLow() };
    } catch {
      // The code of it is in the log of whoever else needs the store; nothing can be said here but that.
      return null;
    }
  };
  const statusOf = ({ status }: PublicHealth) => (status === 'well' ? 200 : 503);
  const store: PublicHealth = { status: 'look', past: ['store'] };
  const health: SmallAnswer = async (authorization) => {
    if (!mayKnow(authorization, token)) {
      const now = performance.now();
      if (last === null || now - last.at > kept) {
        const seen = await look();
        last = { at: now, value: seen ? publish(seen.facts, seen.conditions, seen.diskLow) : store };
      }
      return { status: statusOf(last.value), value: last.value };
    }
    const seen = await look();
    if (!seen) return { status: 503, value: store };
    const { facts, conditions, diskLow } = seen;
    const { health, ...rest } = facts;
    const known = publish(facts, conditions, diskLow);
    // Red at once for whoever may know everything.
    const red = known.status === 'look' || health.held > 0;
    const wrong = conditions.map(({ name, count }) => ({ name, count }));
    return { status: red ? 503 : 200, value: { ...known, ...health, ...rest, diskLow, wrong } };
  };
  const metrics: SmallAnswer = async (authorization) => {
    if (!mayKnow(authorization, token)) return { status: 404, value: null };
    const seen = await look();
    return seen ? { status: 200, text: writeMetrics(seen.facts, seen.conditions) } : { status: 503, value: store };
  };
  return new Map([
    ['/healthz', health],
    ['/metrics', metrics],
  ]);
}

const hash = (text: string) => createHash('sha256').update(text).digest();

/** Compared by hashes in constant time: how long it takes says nothing of the token. */
function mayKnow(authorization: string | undefined, token: string | null): boolean {
  const [, given = ''] = /^Bearer ([\x21-\x7e]+)$/i.exec(authorization ?? '') ?? [];
  return token !== null && timingSafeEqual(hash(given), hash(token));
}
