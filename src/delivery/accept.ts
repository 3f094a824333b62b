import { type Kysely, sql, type Transaction } from 'kysely';
import { speaksPostgres } from '#database/engine.ts';
import { hasBodyOf } from './bodies.ts';
import type { Accepted, NewDelivery } from './delivery.ts';
import type { DeliveryTables } from './tables.ts';

/** Inserts the row and takes its number in one transaction; the promise of `Queue.accept` is kept here. */
export async function acceptDelivery(
  db: Kysely<DeliveryTables>,
  now: Date,
  delivery: NewDelivery,
  letters: readonly NewDelivery[],
): Promise<Accepted> {
  for (const one of [delivery, ...letters]) checkDelivery(one);
  const known = await readAccepted(db, delivery.id);
  if (known) return known;
  if (letters.length === 0 && speaksPostgres(db)) return acceptAtOnce(db, now, delivery);
  return db.transaction().execute(async (transaction) => {
    const accepted = await insertDelivery(transaction, now, delivery);
    for (const letter of accepted.known ? [] : letters) await insertDelivery(transaction, now, letter);
    return accepted;
  });
}

/**
 * Takes the number and inserts the row in one statement. The counter's row is locked until a transaction ends: between the
 * statements of one, every other instance would wait for this process to get round to the next (measured: with two, one
 * transaction was always waiting for its process and fourteen for that one). A known id breaks the primary key, and with
 * the statement goes the number.
 */
async function acceptAtOnce(db: Kysely<DeliveryTables>, now: Date, delivery: NewDelivery): Promise<Accepted> {
  const counter = counterOf(delivery);
  try {
    const { number } = await db
      .with('taken', (query) =>
        query.updateTable('delivery_counters').set(stepOf(counter)).where('name', '=', counter).returning('value'),
      )
      .insertInto('deliveries')
      .values(({ selectFrom }) => ({ ...toRow(delivery, now), number: selectFrom('taken').select('value') }))
      .returning('number')
      .executeTakeFirstOrThrow();
    return { reference: delivery.reference, number: Number(number), acceptedAt: now, known: false };
  } catch (error) {
    const winner = isUniqueViolation(error) ? await readAccepted(db, delivery.id) : null;
    if (winner) return winner;
    throw error;
  }
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const isUniqueViolation = (error: unknown) => error instanceof Error && 'code' in error && error.code === '23505';

/** Inserts one delivery into a transaction that the caller has begun. A known id changes nothing. */
export async function insertDelivery(
  transaction: Transaction<DeliveryTables>,
  now: Date,
  delivery: NewDelivery,
): Promise<Accepted> {
  checkDelivery(delivery);
  const counter = counterOf(delivery);
  const number = await takeNumber(transaction, counter);
  const inserted = await transaction
    .insertInto('deliveries')
    .values({ ...toRow(delivery, now), number })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (inserted) return { reference: delivery.reference, number, acceptedAt: now, known: false };
  await giveBackNumber(transaction, counter);
  const winner = await readAccepted(transaction, delivery.id);
  if (!winner) throw new Error('A delivery that conflicted cannot be read.');
  return winner;
}

/** What was answered when `id` was first accepted, or null. */
export async function readAccepted(db: Kysely<DeliveryTables>, id: string): Promise<Accepted | null> {
  const row = await db
    .selectFrom('deliveries')
    .select(['reference', 'number', 'accepted_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  return {
    reference: row.reference,
    number: Number(row.number),
    acceptedAt: new Date(Number(row.accepted_at)),
    known: true,
  };
}

/** A caller's mistake, found before anything is stored. The errors hold no value. */
function checkDelivery({ id, reference, kind, recipient, keyIds, body }: NewDelivery): void {
  if (!/^[\w.:-]{1,128}$/.test(id))
    throw new TypeError('The id of a delivery is 1 to 128 letters, digits, _ . : or -.');
  if (!/^[A-Za-z0-9-]{1,32}$/.test(reference))
    throw new TypeError('A reference is 1 to 32 letters, digits or hyphens.');
  if (!/^[a-z0-9-]{1,64}$/.test(recipient))
    throw new TypeError('A recipient is the id of a contact, never an address.');
  if (!/^[a-z0-9-]{1,32}$/.test(kind)) throw new TypeError('A kind is lower-case letters, digits or hyphens.');
  if (keyIds.some((keyId) => !/^[A-Za-z0-9:]{1,64}$/.test(keyId))) throw new TypeError('A key id is hexadecimal.');
  if (!hasBodyOf(kind, body)) throw new TypeError('The body of a delivery is not sealed as its kind says.');
}

function toRow(delivery: NewDelivery, now: Date) {
  const { id, reference, kind, priority, recipient, keyIds, body, notBefore } = delivery;
  const at = now.getTime();
  return {
    id,
    reference,
    kind,
    priority,
    recipient,
    key_ids: keyIds.join(','),
    body,
    accepted_at: at,
    due_at: notBefore?.getTime() ?? at,
    released_at: notBefore?.getTime() ?? null,
    attempts: 0,
  };
}

/** Letters have numbers of their own, below zero, so that those of sealed messages stay without gaps. */
const steps = { number: 1, letter: -1 } as const;
type Counter = keyof typeof steps;

const counterOf = ({ kind }: NewDelivery): Counter => (kind === 'letter' ? 'letter' : 'number');

const stepOf = (counter: Counter) => ({ value: sql<number>`value + ${sql.lit(steps[counter])}` });

/** Locks the counter's row until the transaction ends, so that numbers are committed in order and without gaps. */
async function takeNumber(transaction: Transaction<DeliveryTables>, counter: Counter): Promise<number> {
  const { value } = await transaction
    .updateTable('delivery_counters')
    .set(stepOf(counter))
    .where('name', '=', counter)
    .returning('value')
    .executeTakeFirstOrThrow();
  return Number(value);
}

/** Safe because `takeNumber`'s lock is still held: nobody else can have taken the next number. */
async function giveBackNumber(transaction: Transaction<DeliveryTables>, counter: Counter): Promise<void> {
  await transaction
    .updateTable('delivery_counters')
    .set((eb) => ({ value: eb('value', '-', steps[counter]) }))
    .where('name', '=', counter)
    .execute();
}
