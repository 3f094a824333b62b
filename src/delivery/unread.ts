import type { Kysely } from 'kysely';
import type { DeliveryTables } from './tables.ts';

/** A message that was delivered and that nobody said to have opened. `kept`: its body is there to be sent again. */
export type Unread = {
  reference: string;
  number: number;
  recipient: string;
  deliveredAt: Date;
  bounced: boolean;
  kept: boolean;
};

const open = (db: Kysely<DeliveryTables>) =>
  db
    .selectFrom('deliveries')
    .where('received_at', 'is', null)
    .where('delivered_at', 'is not', null)
    .where('number', '>', 0);

/** The promise of `Loop.unread` is kept here. */
export async function countUnread(db: Kysely<DeliveryTables>, recipient: string, before: number): Promise<number> {
  const row = await open(db)
    .select((eb) => eb.fn.countAll().as('count'))
    .where('recipient', '=', recipient)
    .where('delivered_at', '<=', before)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** The promise of `Loop.listUnread` is kept here. */
export async function listUnread(db: Kysely<DeliveryTables>, giveCodes: readonly string[]): Promise<Unread[]> {
  const rows = await open(db)
    // Before the limit: what nobody ever gives codes for must not fill the list.
    .where((eb) =>
      eb.or([eb('bounced_at', 'is not', null), ...(giveCodes.length > 0 ? [eb('recipient', 'in', giveCodes)] : [])]),
    )
    .select(['reference', 'number', 'recipient', 'delivered_at', 'bounced_at', 'erased_at'])
    .orderBy('delivered_at')
    .orderBy('number')
    .limit(500)
    .execute();
  return rows.map((row) => ({
    reference: row.reference,
    number: Number(row.number),
    recipient: row.recipient,
    deliveredAt: new Date(Number(row.delivered_at)),
    bounced: row.bounced_at !== null,
    kept: row.erased_at === null,
  }));
}
