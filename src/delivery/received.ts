import type { Kysely } from 'kysely';
import type { DeliveryTables } from './tables.ts';

/** Who said that a message was opened: the contact, by its code, or the operator, on the contact's word. */
export type ReceivedBy = 'code' | 'operator';

/** When a message was first said to be opened, and whether that was before now. */
export type Received = { at: Date; already: boolean };

/** The promise of `Loop.ids` is kept here. */
export async function findReceivable(db: Kysely<DeliveryTables>, reference: string): Promise<string[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select('id')
    .where('reference', '=', reference)
    .where('number', '>', 0)
    .limit(100)
    .execute();
  return rows.map(({ id }) => id);
}

/** The promise of `Loop.receive` is kept here. */
export async function markReceived(
  db: Kysely<DeliveryTables>,
  now: number,
  id: string,
  by: ReceivedBy,
): Promise<Received | null> {
  const marked = await db
    .updateTable('deliveries')
    .set({ received_at: now, received_by: by })
    .where('id', '=', id)
    .where('received_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (marked) return { at: new Date(now), already: false };
  const row = await db.selectFrom('deliveries').select('received_at').where('id', '=', id).executeTakeFirst();
  return row?.received_at ? { at: new Date(Number(row.received_at)), already: true } : null;
}
