import type { Kysely } from 'kysely';
import type { DeliveryTables } from './tables.ts';

/** What a report of non-delivery met: a message of ours, one that is no longer delivered or was opened, or none. */
export type Bounced = 'bounced' | 'settled' | 'unknown';

/**
 * The promise of `Loop.bounce` is kept here. Anybody can write such a report: it can raise an alarm and keep a body
 * longer, and nothing else. One that was opened has arrived, whatever a report says.
 */
export async function markBounced(
  db: Kysely<DeliveryTables>,
  now: number,
  reference: string,
  number: number,
): Promise<Bounced> {
  const row = await db
    .selectFrom('deliveries')
    .select(['id', 'delivered_at', 'received_at', 'bounced_at'])
    .where('reference', '=', reference)
    .where('number', '=', number)
    .where('number', '>', 0)
    .executeTakeFirst();
  if (!row) return 'unknown';
  if (row.delivered_at === null || row.received_at !== null || row.bounced_at !== null) return 'settled';
  await db
    .updateTable('deliveries')
    .set({ bounced_at: now })
    .where('id', '=', row.id)
    .where('delivered_at', 'is not', null)
    .where('bounced_at', 'is', null)
    .execute();
  return 'bounced';
}
