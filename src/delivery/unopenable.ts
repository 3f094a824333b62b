import type { Kysely } from 'kysely';
import { reachDatabase } from '#database/faults.ts';
import type { KeyRing } from '#keyring';
import { openByRing } from './ring.ts';
import type { DeliveryTables } from './tables.ts';

/**
 * How many messages that were not delivered yet are sealed by a key that this ring does not have: a key that was taken out
 * too early, or a database that was restored without it. They cannot leave until it is back. One is read at a time, since
 * each may be 19 MB. Throws `DatabaseFault`.
 */
export async function countUnopenable(db: Kysely<DeliveryTables>, ring: KeyRing): Promise<number> {
  return reachDatabase(async () => {
    const rows = await db
      .selectFrom('deliveries')
      .select('id')
      .where('kind', '=', 'sealed-ring')
      .where('delivered_at', 'is', null)
      .execute();
    let lost = 0;
    for (const { id } of rows) {
      const row = await db.selectFrom('deliveries').select('body').where('id', '=', id).executeTakeFirst();
      if (row?.body && openByRing(ring, row.body) === null) lost += 1;
    }
    return lost;
  });
}
