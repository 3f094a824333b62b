import { type Kysely, sql } from 'kysely';
import { speaksPostgres } from '#database/engine.ts';
import { CHECK_MS, HELD_MS, RETRY_MAX_MS } from './backoff.ts';
import { type Claimed, checkPriority } from './delivery.ts';
import type { DeliveryRow, DeliveryTables } from './tables.ts';

/**
 * How many deliveries to take at most, for how long nobody else may take them, and the size they may have, in bytes:
 * `atMost` so many, or more than `moreThan`.
 */
export type Claim = { limit: number; leaseMs: number; atMost?: number; moreThan?: number };

/** Takes what is due under a lease, in one statement; the promise of `Queue.claim` is kept here. */
export async function claimDeliveries(db: Kysely<DeliveryTables>, now: number, claim: Claim): Promise<Claimed[]> {
  if (claim.limit < 1) return [];
  const rows = await db
    // A common table expression, because PostgreSQL may run a sub-select with LIMIT inside IN more than once.
    .with('due', (query) =>
      query
        .selectFrom('deliveries')
        .select('id')
        .where('delivered_at', 'is', null)
        // A letter that nobody takes is erased and never sent again.
        .where('body', 'is not', null)
        // What a backup brought back waits for somebody to say whether it arrived.
        .where('number', 'not in', (eb) => eb.selectFrom('delivery_restored').select('delivery_restored.number'))
        // A lease or a due time further ahead than any we set was written before the clock was put back.
        .where((eb) =>
          eb.or([
            eb('lease_until', 'is', null),
            eb('lease_until', '<=', now),
            eb('lease_until', '>', now + 2 * claim.leaseMs),
          ]),
        )
        .where((eb) =>
          eb.or([
            eb('due_at', '<=', now),
            eb('due_at', '>', now + HELD_MS),
            eb.and([
              eb('due_at', '>', now + RETRY_MAX_MS),
              eb('held_at', 'is', null),
              // Unless it was not to be sent before then.
              eb.or([eb('priority', '<', checkPriority), eb('due_at', '>', now + CHECK_MS)]),
            ]),
          ]),
        )
        // Neither engine reads a body to tell how long it is.
        .$if(claim.atMost !== undefined, (rows) => rows.where(sql`octet_length(body)`, '<=', claim.atMost))
        .$if(claim.moreThan !== undefined, (rows) => rows.where(sql`octet_length(body)`, '>', claim.moreThan))
        // By due time within a priority: one that was postponed goes behind the others, so no single one can block a probe.
        .orderBy('priority')
        .orderBy('due_at')
        .orderBy('number')
        .limit(claim.limit)
        .$if(speaksPostgres(db), (rows) => rows.forUpdate().skipLocked()),
    )
    .updateTable('deliveries')
    .set({ lease_until: now + claim.leaseMs })
    .where('id', 'in', (eb) => eb.selectFrom('due').select('due.id'))
    .returningAll()
    .execute();
  return rows.toSorted(compareUrgency).map(toClaimed);
}

/**
 * Lengthens a lease that is still the caller's; the promise of `Queue.renew` is kept here. When it ends is its name: two
 * claims of one delivery cannot share it, because the later is made once the earlier has run out.
 */
export async function renewLease(
  db: Kysely<DeliveryTables>,
  now: number,
  id: string,
  lease: number,
  leaseMs: number,
): Promise<number | null> {
  const row = await db
    .updateTable('deliveries')
    .set({ lease_until: now + leaseMs })
    .where('id', '=', id)
    .where('lease_until', '=', lease)
    .where('delivered_at', 'is', null)
    .returning('lease_until')
    .executeTakeFirst();
  return row ? Number(row.lease_until) : null;
}

function compareUrgency(a: DeliveryRow, b: DeliveryRow): number {
  return a.priority - b.priority || Number(a.due_at) - Number(b.due_at) || Number(a.number) - Number(b.number);
}

function toClaimed(row: DeliveryRow): Claimed {
  if (row.body === null) throw new Error('An undelivered delivery has no body.');
  return {
    id: row.id,
    lease: Number(row.lease_until),
    number: Number(row.number),
    reference: row.reference,
    kind: row.kind,
    recipient: row.recipient,
    priority: row.priority,
    body: row.body,
    acceptedAt: new Date(Number(row.accepted_at)),
    attempts: row.attempts,
  };
}
