import type { Kysely } from 'kysely';
import type { DeliveryTables } from './tables.ts';

/** Where a message stands as far as its contact is concerned; `delivered`: and nobody has said yet that it was opened. */
export type MessageState = 'waiting' | 'held' | 'bounced' | 'delivered' | 'received';

type Times = Record<'delivered_at' | 'held_at' | 'bounced_at' | 'received_at', number | null>;

/** Where a message stands, from its timestamps alone. What was opened has arrived, whatever else is known of it. */
export function messageState({ delivered_at, held_at, bounced_at, received_at }: Times): MessageState {
  if (received_at !== null) return 'received';
  if (delivered_at === null) return held_at === null ? 'waiting' : 'held';
  return bounced_at === null ? 'delivered' : 'bounced';
}

/** One message as the operator sees it. `fault` is the code of the last try that failed; `kept`: it can be sent again. */
export type Standing = {
  id: string;
  reference: string;
  number: number;
  recipient: string;
  state: MessageState;
  acceptedAt: Date;
  deliveredAt: Date | null;
  fault: string | null;
  kept: boolean;
};

/** The promise of `Loop.standing` is kept here. */
export async function listStanding(db: Kysely<DeliveryTables>, reference?: string): Promise<Standing[]> {
  const rows = await db
    .selectFrom('deliveries')
    .select(['id', 'reference', 'number', 'recipient', 'accepted_at', 'delivered_at', 'held_at', 'bounced_at'])
    .select(['received_at', 'fault', 'erased_at'])
    .where('number', '>', 0)
    .where((eb) =>
      reference === undefined
        ? eb.or([
            eb('delivered_at', 'is', null),
            eb.and([eb('bounced_at', 'is not', null), eb('received_at', 'is', null)]),
          ])
        : eb('reference', '=', reference),
    )
    .orderBy('number')
    .limit(500)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    reference: row.reference,
    number: Number(row.number),
    recipient: row.recipient,
    state: messageState(row),
    acceptedAt: new Date(Number(row.accepted_at)),
    deliveredAt: row.delivered_at === null ? null : new Date(Number(row.delivered_at)),
    fault: row.fault,
    kept: row.erased_at === null,
  }));
}
