import type { Kysely } from 'kysely';
import { type MessageState, messageState } from './standing.ts';
import type { DeliveryTables } from './tables.ts';

/** One message of a daily list. */
export type DayEntry = {
  number: number;
  reference: string;
  state: MessageState;
  acceptedAt: Date;
  deliveredAt: Date | null;
};

/**
 * The messages to `recipient` of which anything became known in [`from`, `to`), whose number is in the range, and all
 * that are not delivered or came back; by number.
 * @param unread also all that nobody said to have opened, for a contact that types codes back
 */
export async function listDay(
  db: Kysely<DeliveryTables>,
  recipient: string,
  from: Date,
  to: Date,
  numbers: { after: number; to: number },
  unread: boolean,
): Promise<DayEntry[]> {
  const [start, end] = [from.getTime(), to.getTime()];
  const rows = await db
    .selectFrom('deliveries')
    .select(['number', 'reference', 'accepted_at', 'delivered_at', 'held_at', 'bounced_at', 'received_at'])
    .where('recipient', '=', recipient)
    .where('number', '>', 0)
    .where((eb) => {
      const within = (column: 'delivered_at' | 'bounced_at' | 'received_at') =>
        eb.and([eb(column, '>=', start), eb(column, '<', end)]);
      return eb.or([
        eb.and([eb('number', '>', numbers.after), eb('number', '<=', numbers.to)]),
        within('delivered_at'),
        within('bounced_at'),
        within('received_at'),
        eb('delivered_at', 'is', null),
        eb.and([
          eb('received_at', 'is', null),
          unread ? eb('delivered_at', 'is not', null) : eb('bounced_at', 'is not', null),
        ]),
      ]);
    })
    .orderBy('number')
    .execute();
  return rows.map((row) => ({
    number: Number(row.number),
    reference: row.reference,
    state: messageState(row),
    acceptedAt: new Date(Number(row.accepted_at)),
    deliveredAt: row.delivered_at === null ? null : new Date(Number(row.delivered_at)),
  }));
}
