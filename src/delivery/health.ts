import type { Kysely } from 'kysely';
import type { Health } from './delivery.ts';
import type { DeliveryTables } from './tables.ts';

/** Counts; the promise of `Queue.health` is kept here. */
export async function measureHealth(db: Kysely<DeliveryTables>, now: number): Promise<Health> {
  // Asked with each message that is accepted, so only what is undelivered is looked at, and in an index alone: the rows
  // are long, and every message of the site's life has one.
  const row = await db
    .selectFrom('deliveries')
    .where('delivered_at', 'is', null)
    // Letters have numbers below zero: nobody waits for help because one of them does.
    .where('number', '>', 0)
    // Nobody sends these before somebody has said what became of them: they are told apart.
    .where('number', 'not in', (eb) => eb.selectFrom('delivery_restored').select('delivery_restored.number'))
    .select((eb) => {
      const waiting = eb('held_at', 'is', null);
      return [
        eb.fn.countAll().as('undelivered'),
        eb.fn.countAll().filterWhere(waiting).as('waiting'),
        eb.fn.min(eb.fn.coalesce('released_at', 'accepted_at')).filterWhere(waiting).as('oldest'),
        eb.fn.min('held_at').as('held'),
        eb
          .selectFrom('deliveries as back')
          .select(({ fn }) => fn.countAll().as('bounced'))
          .where('back.bounced_at', 'is not', null)
          .where('back.received_at', 'is', null)
          .as('bounced'),
        eb
          .selectFrom('delivery_restored')
          .select(({ fn }) => fn.countAll().as('restored'))
          .where('delivery_restored.number', '>', 0)
          .as('restored'),
        // Rows go long after they were delivered, and numbers have no gaps but those of a restore: the last number less
        // these is how many there were.
        eb.selectFrom('delivery_counters').select('value').where('name', '=', 'number').as('accepted'),
        eb
          .selectFrom('delivery_counters as gaps')
          .select('gaps.value')
          .where('gaps.name', '=', 'skipped')
          .as('skipped'),
      ];
    })
    .executeTakeFirstOrThrow();
  const waiting = Number(row.waiting);
  const undelivered = Number(row.undelivered);
  const secondsSince = (at: number | null) => (at === null ? null : Math.max(0, Math.floor((now - Number(at)) / 1000)));
  return {
    oldestWaitingSeconds: secondsSince(row.oldest),
    oldestHeldSeconds: secondsSince(row.held),
    waiting,
    held: undelivered - waiting,
    bounced: Number(row.bounced),
    restored: Number(row.restored),
    delivered: Number(row.accepted) - Number(row.skipped) - Number(row.restored) - undelivered,
  };
}
