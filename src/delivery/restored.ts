import { type Kysely, sql } from 'kysely';
import type { DeliveryTables } from './tables.ts';

/** How far the numbers jump at least when a backup is restored: more than any county is sent in the days of a backup's life. */
export const numberJump = 1000;

/** What a restore did: how many deliveries it holds, the last number of the backup and the first that comes next. */
export type Restored = { held: number; lastNumber: number; nextNumber: number };

/**
 * Holds all that the restored queue believes undelivered, and lets the numbers go on behind every one that can have been
 * given since: at least `numberJump` above the backup's last and `lastSeen`, the highest that anybody has seen, and at a full
 * thousand, so that the gap is seen to be one. All or nothing.
 */
export async function holdRestored(db: Kysely<DeliveryTables>, now: number, lastSeen = 0): Promise<Restored> {
  return db.transaction().execute(async (transaction) => {
    const { value } = await transaction
      .selectFrom('delivery_counters')
      .select('value')
      .where('name', '=', 'number')
      .executeTakeFirstOrThrow();
    const lastNumber = Number(value);
    const behind = Math.ceil((Math.max(lastNumber, lastSeen) + numberJump) / numberJump) * numberJump;
    const set = (name: string, to: number) =>
      transaction
        .updateTable('delivery_counters')
        .set((eb) => ({ value: eb('value', '+', to) }))
        .where('name', '=', name)
        .execute();
    await set('number', behind - lastNumber);
    await set('skipped', behind - lastNumber);
    await transaction
      .insertInto('delivery_restored')
      .columns(['number', 'restored_at'])
      .expression(
        transaction
          .selectFrom('deliveries')
          .select(['number', sql<number>`${sql.lit(now)}`.as('restored_at')])
          .where('delivered_at', 'is', null)
          .where('body', 'is not', null)
          .where('number', 'not in', (eb) => eb.selectFrom('delivery_restored').select('delivery_restored.number')),
      )
      .execute();
    const held = await countRestored(transaction);
    return { held, lastNumber, nextNumber: behind + 1 };
  });
}

/** How many deliveries wait for somebody to say whether they arrived. */
export async function countRestored(db: Kysely<DeliveryTables>): Promise<number> {
  const { count } = await db
    .selectFrom('delivery_restored')
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * One delivery that a restore holds. `letter`: to a professional or somebody who booked, its number is below zero.
 * `opened`: its contact has said so since, by the code that stands nowhere but inside it.
 */
export type RestoredDelivery = {
  number: number;
  reference: string;
  recipient: string;
  letter: boolean;
  opened: boolean;
  acceptedAt: Date;
};

/** Those that a restore holds, the oldest first. */
export async function listRestored(db: Kysely<DeliveryTables>): Promise<RestoredDelivery[]> {
  const rows = await db
    .selectFrom('deliveries')
    .innerJoin('delivery_restored', 'delivery_restored.number', 'deliveries.number')
    .select(['deliveries.number', 'reference', 'recipient', 'kind', 'accepted_at', 'received_at', 'received_by'])
    .orderBy('accepted_at')
    .execute();
  return rows.map((row) => ({
    number: Number(row.number),
    reference: row.reference,
    recipient: row.recipient,
    letter: row.kind === 'letter',
    // By `before` are those marked that were older than codes: nobody said anything of them.
    opened: row.received_at !== null && row.received_by !== 'before',
    acceptedAt: new Date(Number(row.accepted_at)),
  }));
}

/**
 * Ends the holding of some: those that arrived count as delivered now, and are erased when others are; the rest is due at
 * once. Numbers that are not held are left as they are. Answers how many were.
 */
export async function settleRestored(
  db: Kysely<DeliveryTables>,
  now: number,
  numbers: readonly number[],
  arrived: boolean,
): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    let count = 0;
    for (const number of numbers) {
      const { numDeletedRows } = await transaction
        .deleteFrom('delivery_restored')
        .where('number', '=', number)
        .executeTakeFirstOrThrow();
      if (numDeletedRows === 0n) continue;
      count += 1;
      const outcome = arrived ? { delivered_at: now, fault: null } : { due_at: now };
      await transaction
        .updateTable('deliveries')
        .set({ lease_until: null, held_at: null, ...outcome })
        .where('number', '=', number)
        .where('delivered_at', 'is', null)
        .execute();
      // As with every letter: once it has gone, the address in it has no more use.
      if (arrived && number < 0) {
        await transaction
          .updateTable('deliveries')
          .set({ body: null, erased_at: now })
          .where('number', '=', number)
          .execute();
      }
    }
    return count;
  });
}
