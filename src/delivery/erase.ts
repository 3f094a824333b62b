import type { Kysely } from 'kysely';
import { eraseWal } from '#database/engine.ts';
import type { DeliveryTables } from './tables.ts';

const DAY = 24 * 60 * 60 * 1000;

/** How long a letter is tried: a mail server that is down over a long weekend. */
const letterDays = 5;

/** How long it is known that there was a delivery, after its body went: a reference can be asked about until then. */
const recordDays = 90;

/** Erases the bodies that are old enough, from the disk too; the promise of `Queue.erase` is kept here. */
export async function eraseDeliveries(
  db: Kysely<DeliveryTables>,
  now: number,
  resendDays: number,
  giveCodes: readonly string[] = [],
): Promise<number> {
  const erased = await db
    .updateTable('deliveries')
    .set({ body: null, erased_at: now })
    .where('delivered_at', '<=', now - resendDays * DAY)
    // One that came back can be sent again for as long as one that did not.
    .where((eb) => eb.or([eb('bounced_at', 'is', null), eb('bounced_at', '<=', now - resendDays * DAY)]))
    .where('body', 'is not', null)
    .returning('id')
    .execute();
  // A letter says what is known elsewhere: one that nobody would take for days is of no more use.
  const unsent = await db
    .updateTable('deliveries')
    .set({ body: null, erased_at: now })
    .where('kind', '=', 'letter')
    .where('accepted_at', '<=', now - letterDays * DAY)
    .where('body', 'is not', null)
    .returning('id')
    .execute();
  await forgetRecords(db, now - recordDays * DAY, giveCodes);
  // Also when nothing was erased: the last time a reader may have kept part of the log.
  await eraseWal(db);
  return erased.length + unsent.length;
}

/**
 * Removes rows whose body went long ago. Never one that came back, or that went to a contact that gives codes, and that
 * nobody has opened since: somebody is still to be found, and an alarm must not end because time went by. A page that is
 * sent again after that is a new message, as a draft of that age never opens.
 */
async function forgetRecords(db: Kysely<DeliveryTables>, before: number, giveCodes: readonly string[]): Promise<void> {
  await db
    .deleteFrom('deliveries')
    .where('body', 'is', null)
    .where((eb) => eb(eb.fn.coalesce('delivered_at', 'erased_at'), '<=', before))
    .where((eb) => eb.or([eb('bounced_at', 'is', null), eb('received_at', 'is not', null)]))
    .$if(giveCodes.length > 0, (rows) =>
      rows.where((eb) => eb.or([eb('recipient', 'not in', giveCodes), eb('received_at', 'is not', null)])),
    )
    .execute();
  // A letter that a restore held and nobody sent in all that time.
  await db
    .deleteFrom('delivery_restored')
    .where('number', 'not in', (eb) => eb.selectFrom('deliveries').select('deliveries.number'))
    .execute();
}
