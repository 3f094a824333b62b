import type { Kysely } from 'kysely';
import type { DeliveryTables } from './tables.ts';

/** What is due now, whatever held it. */
const dueAt = (now: number) => ({ due_at: now, released_at: now, held_at: null, attempts: 0 });

/** Sealed messages whose body is kept, but those that a restore holds: nobody sends these before it is said if they arrived. */
const releasable = (db: Kysely<DeliveryTables>) =>
  db
    .updateTable('deliveries')
    .where('number', '>', 0)
    .where('body', 'is not', null)
    .where('number', 'not in', (eb) => eb.selectFrom('delivery_restored').select('delivery_restored.number'))
    .returning('id');

/** The promise of `Loop.releaseHeld` is kept here. */
export async function releaseHeld(db: Kysely<DeliveryTables>, now: number): Promise<number> {
  const held = releasable(db).where('held_at', 'is not', null).where('delivered_at', 'is', null);
  return (await held.set(dueAt(now)).execute()).length;
}

/** The promise of `Loop.release` is kept here: one that is delivered meanwhile is left alone. */
export async function releaseMessages(
  db: Kysely<DeliveryTables>,
  now: number,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const open = releasable(db).where('id', 'in', ids).where('delivered_at', 'is', null);
  return (await open.set(dueAt(now)).execute()).map(({ id }) => id);
}

/** The promise of `Loop.resend` is kept here. */
export async function resendMessages(
  db: Kysely<DeliveryTables>,
  now: number,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const delivered = releasable(db).where('id', 'in', ids).where('delivered_at', 'is not', null);
  const again = { ...dueAt(now), delivered_at: null, bounced_at: null, receipt: null };
  return (await delivered.set(again).execute()).map(({ id }) => id);
}
