import type { Kysely } from 'kysely';
import type { Found, Status } from './delivery.ts';
import type { DeliveryTables } from './tables.ts';

/** Reads a delivery without its body; the promise of `Queue.find` is kept here. */
export async function findDelivery(db: Kysely<DeliveryTables>, now: number, id: string): Promise<Found | null> {
  const row = await db
    .selectFrom('deliveries')
    .select(['reference', 'number', 'accepted_at', 'lease_until', 'held_at', 'delivered_at', 'erased_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  return {
    reference: row.reference,
    number: Number(row.number),
    acceptedAt: new Date(Number(row.accepted_at)),
    status: computeStatus(row, now),
  };
}

type Timestamps = {
  lease_until: number | null;
  held_at: number | null;
  delivered_at: number | null;
  erased_at: number | null;
};

/** What a delivery is at `now`, from its timestamps alone. */
export function computeStatus(row: Timestamps, now: number): Status {
  if (row.erased_at !== null) return 'erased';
  if (row.delivered_at !== null) return 'delivered';
  if (row.lease_until !== null && Number(row.lease_until) > now) return 'sending';
  return row.held_at === null ? 'waiting' : 'held';
}
