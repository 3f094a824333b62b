import type { Kysely } from 'kysely';
import type { Health } from './delivery.ts';
import type { DeliveryTables } from './tables.ts';

/** Counts; the promise of `Queue.health` is kept here. */
export async function measureHealth(db: Kysely<DeliveryTables>, now: number): Promise<Health> {
  const row = await db
    .selectFrom('deliveries')
    .select((eb) => {
      const undelivered = eb('delivered_at', 'is', null);
      const waiting = eb.and([undelivered, eb('held_at', 'is', null)]);
      return [
        eb.fn.countAll().filterWhere(waiting).as('waiting'),
        eb.fn
          .countAll()
          .filterWhere(eb.and([undelivered, eb('held_at', 'is not', null)]))
          .as('held'),
        eb.fn.countAll().filterWhere('delivered_at', 'is not', null).as('delivered'),
        eb.fn.min(eb.fn.coalesce('released_at', 'accepted_at')).filterWhere(waiting).as('oldest'),
      ];
    })
    .executeTakeFirstOrThrow();
  return {
    oldestWaitingSeconds: row.oldest === null ? null : Math.max(0, Math.floor((now - Number(row.oldest)) / 1000)),
    waiting: Number(row.waiting),
    held: Number(row.held),
    delivered: Number(row.delivered),
  };
}
