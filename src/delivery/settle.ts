import type { Kysely } from 'kysely';
import { computeBackoff, HELD_MS } from './backoff.ts';
import type { Outcome } from './delivery.ts';
import type { DeliveryTables } from './tables.ts';

/** Writes down how a try ended and gives the lease back; the promise of `Queue.settle` is kept here. */
export async function settleDelivery(
  db: Kysely<DeliveryTables>,
  now: number,
  id: string,
  outcome: Outcome,
  lease?: number,
): Promise<void> {
  const row = await db
    .selectFrom('deliveries')
    .select(['attempts', 'held_at', 'kind'])
    .where('id', '=', id)
    .where('delivered_at', 'is', null)
    .executeTakeFirst();
  if (!row) return;
  const fenced = lease !== undefined && outcome.kind !== 'delivered';
  await db
    .updateTable('deliveries')
    .set({ lease_until: null, ...describeOutcome(now, outcome, row) })
    .where('id', '=', id)
    // Whoever delivered it meanwhile (after this lease ran out) has the last word: it is never undelivered again.
    .where('delivered_at', 'is', null)
    // Somebody else is trying, or has tried, since this lease ran out: how that ends is theirs to say.
    .$if(fenced, (rows) => rows.where('lease_until', '=', lease ?? null))
    .execute();
}

/**
 * A letter is fixed words about something that is kept elsewhere: once it is delivered, or refused for good, its body and
 * the address in it have no more use.
 */
const erased = (now: number) => ({ body: null, erased_at: now });

function describeOutcome(
  now: number,
  outcome: Outcome,
  row: { attempts: number; held_at: number | null; kind: string },
) {
  const ended = row.kind === 'letter' ? erased(now) : {};
  if (outcome.kind === 'delivered') {
    const receipt = outcome.receipt && /^[A-Za-z0-9]{1,40}$/.test(outcome.receipt) ? outcome.receipt : null;
    return { delivered_at: now, held_at: null, receipt, fault: null, ...ended };
  }
  const fault = /^[a-z0-9-]{1,40}$/.test(outcome.code) ? outcome.code : 'unknown';
  const attempts = row.attempts + 1;
  if (outcome.kind === 'postponed') return { fault, due_at: now };
  if (outcome.kind === 'held') return { fault, attempts, held_at: row.held_at ?? now, due_at: now + HELD_MS, ...ended };
  return { fault, attempts, held_at: null, due_at: now + computeBackoff(attempts) };
}
