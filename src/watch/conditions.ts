import type { Health } from '#delivery/delivery.ts';

/** What can be wrong. */
export type AlarmKind = 'stuck' | 'held' | 'bounced' | 'restored' | 'unread' | 'key' | 'disk' | 'heartbeat' | 'digest';

/** One thing that is wrong now. */
export type Condition = {
  /** Unique, and the same for as long as it lasts. */
  name: string;
  kind: AlarmKind;
  contact: string | null;
  /** Of messages, days, megabytes or minutes, by its kind. */
  count: number;
  /** A higher one is told at once, though a lower one was told already. */
  level: number;
  /** Whether it is told again each day. */
  repeat: boolean;
};

/** What is known at a moment, from which follows what is wrong. */
export type Facts = {
  health: Health;
  /** By contact: how many messages it has not opened in time. */
  overdue: Record<string, number>;
  /** By contact: whole days until its key expires. */
  keyDaysLeft: Record<string, number | null>;
  freeBytes: number | null;
  /** Below this nothing more is taken in; 0: nothing looks at it. */
  leastFreeBytes: number;
  /** By contact: minutes since a heartbeat was last delivered, where that is more than two periods. */
  missingHeartbeats: Record<string, number>;
  /** By contact: hours for which the daily list has not left, where that is too long. */
  lateDigests: Record<string, number>;
};

/** Longer than this, in seconds, and mail is stuck; held for as long, and somebody is told. */
export const stuckAfterSeconds = 15 * 60;

/** Below how many bytes somebody is told: four times the room below which nothing more is taken in, 200 MB at least. */
const lowDiskBytes = (leastFreeBytes: number) => Math.max(200 * 2 ** 20, 4 * leastFreeBytes);

/** Days before a key expires on which somebody is told. */
export const keyDays = [60, 30, 14, 7, 1] as const;

/** Everything that is wrong. Pure. */
export function findConditions(facts: Facts): Condition[] {
  const { health, freeBytes } = facts;
  const one = (kind: AlarmKind, count: number): Condition => ({
    name: kind,
    kind,
    contact: null,
    count,
    level: 0,
    repeat: true,
  });
  const each = (kind: AlarmKind, counts: Record<string, number>) =>
    Object.entries(counts).flatMap(([contact, count]) =>
      count > 0 ? [{ ...one(kind, count), name: `${kind}.${contact}`, contact }] : [],
    );
  const stuck = (health.oldestWaitingSeconds ?? 0) > stuckAfterSeconds;
  const low = freeBytes !== null && freeBytes < lowDiskBytes(facts.leastFreeBytes);
  return [
    ...(stuck ? [one('stuck', health.waiting)] : []),
    ...(health.held > 0 ? [one('held', health.held)] : []),
    ...(health.bounced > 0 ? [one('bounced', health.bounced)] : []),
    // Sent by nobody until it is said what became of them: forgotten, they would wait for ever.
    ...(health.restored > 0 ? [one('restored', health.restored)] : []),
    ...each('unread', facts.overdue),
    ...Object.entries(facts.keyDaysLeft).flatMap(([contact, days]) => keyCondition(contact, days)),
    ...(low ? [one('disk', Math.floor(freeBytes / 2 ** 20))] : []),
    ...each('heartbeat', facts.missingHeartbeats),
    ...each('digest', facts.lateDigests),
  ];
}

/** Told at each of the days and no day between, until the last; from then on each day. */
function keyCondition(contact: string, days: number | null): Condition[] {
  if (days === null) return [];
  const level = keyDays.filter((step) => days <= step).length + (days < 0 ? 1 : 0);
  if (level === 0) return [];
  return [{ name: `key.${contact}`, kind: 'key', contact, count: days, level, repeat: level >= keyDays.length }];
}
