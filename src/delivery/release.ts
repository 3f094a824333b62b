import type { Kysely } from 'kysely';
import type { Released } from './delivery.ts';
import type { DeliveryTables } from './tables.ts';

/** Makes deliveries due now, whatever held them; the promise of `Queue.release` is kept here. */
export async function releaseDelivery(db: Kysely<DeliveryTables>, now: number, reference: string): Promise<Released> {
  const released = await db
    .updateTable('deliveries')
    .set({
      due_at: now,
      released_at: now,
      held_at: null,
      delivered_at: null,
      bounced_at: null,
      receipt: null,
      attempts: 0,
    })
    .where('reference', '=', reference)
    .where('body', 'is not', null)
    .returning('id')
    .execute();
  if (released.length > 0) return 'released';
  const erased = await db.selectFrom('deliveries').select('id').where('reference', '=', reference).executeTakeFirst();
  return erased ? 'erased' : 'unknown';
}

/** Makes every sealed message that the other side refused due now, but those that a restore holds; how many there were. */
export async function releaseHeld(db: Kysely<DeliveryTables>, now: number): Promise<number> {
  const released = await db
    .updateTable('deliveries')
    .set({ due_at: now, released_at: now, held_at: null, attempts: 0 })
    .where('held_at', 'is not', null)
    .where('delivered_at', 'is', null)
    .where('number', '>', 0)
    .where('body', 'is not', null)
    // Nobody sends these before somebody has said whether they arrived.
    .where('number', 'not in', (eb) => eb.selectFrom('delivery_restored').select('delivery_restored.number'))
    .returning('id')
    .execute();
  return released.length;
}

/** Makes messages due now, whatever became of them, where their body is kept and no restore holds them; the ids of those. */
export async function releaseMessages(
  db: Kysely<DeliveryTables>,
  now: number,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const released = await db
    .updateTable('deliveries')
    .set({
      due_at: now,
      released_at: now,
      held_at: null,
      delivered_at: null,
      bounced_at: null,
      receipt: null,
      attempts: 0,
    })
    .where('id', 'in', ids)
    .where('number', '>', 0)
    .where('body', 'is not', null)
    // Nobody sends these before somebody has said whether they arrived.
    .where('number', 'not in', (eb) => eb.selectFrom('delivery_restored').select('delivery_restored.number'))
    .returning('id')
    .execute();
  return released.map(({ id }) => id);
}
