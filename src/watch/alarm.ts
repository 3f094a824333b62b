import type { Selectable } from 'kysely';
import type { AlarmKind, Condition } from './conditions.ts';
import type { AlarmsTable } from './tables.ts';

/** What is said of a thing that is wrong. */
export type Said = 'begin' | 'again' | 'over';

/** A row as read, its numbers as numbers. */
export type Alarm = Omit<Selectable<AlarmsTable>, 'kind' | 'said'> & { kind: AlarmKind; said: Said };

const day = 86_400_000;

/**
 * What is to be said now of a thing that was or is wrong: once when it begins, at once when it gets worse, each 24 hours
 * while it lasts, and when it is over. Null: nothing. Pure.
 */
export function decide(row: Alarm | null, condition: Condition | null, now: number): Said | null {
  if (!condition) return row && row.over_at === null ? 'over' : null;
  if (!row || row.over_at !== null) return 'begin';
  if (condition.level > row.level) return 'again';
  // Also when the clock was put back: telling twice is harmless, waiting for it to catch up is not.
  return condition.repeat && Math.abs(now - row.told_at) >= day ? 'again' : null;
}
