import type { Kysely } from 'kysely';
import { eraseWal } from '#database/engine.ts';
import type { DeliveryTables } from './tables.ts';

const DAY = 24 * 60 * 60 * 1000;

/** Erases the bodies that are old enough, from the disk too; the promise of `Queue.erase` is kept here. */
export async function eraseDeliveries(db: Kysely<DeliveryTables>, now: number, resendDays: number): Promise<number> {
  const erased = await db
    .updateTable('deliveries')
    .set({ body: null, erased_at: now })
    .where('delivered_at', '<=', now - resendDays * DAY)
    .where('body', 'is not', null)
    .returning('id')
    .execute();
  // Also when nothing was erased: the last time a reader may have kept part of the log.
  await eraseWal(db);
  return erased.length;
}
