import type { Kysely, Transaction } from 'kysely';
import type { AlarmConfig } from '#config';
import { insertDelivery } from '#delivery/accept.ts';
import { isAddress, type Letter, sealLetter } from '#delivery/letter.ts';
import type { Loop } from '#delivery/loop.ts';
import type { Queue } from '#delivery/queue.ts';
import type { DeliveryTables } from '#delivery/tables.ts';
import type { Hours } from '#directory/county.ts';
import type { KeyRing } from '#keyring';
import type { Log } from '#log';
import type { WatchTables } from './tables.ts';

/** A contact as far as it is watched over. */
export type WatchedContact = {
  /** Its mailbox. */
  address: string;
  hours: Hours;
  /** After how many hours of its reading time somebody is told of what is not opened; null: it types no codes back. */
  unread: { hours: number; person: string } | null;
  /** Whole days until the first of its keys expires, negative once it has; null where none does. */
  keyDaysLeft: (now: Date) => number | null;
};

/** What everything that watches over sent messages works with, made once at start. */
export type Watch = {
  db: Kysely<WatchTables>;
  queue: Queue;
  loop: Loop;
  /** Seals letters. */
  ring: KeyRing;
  contacts: Readonly<Record<string, WatchedContact>>;
  /** The neutral word of the county's mail. */
  subject: string;
  /** How the site names itself in alarms, such as its host. */
  site: string;
  /** The right side of our Message-IDs. */
  mailHost: string;
  settings: AlarmConfig;
  /** Free bytes where the data lies; null where that cannot be told. */
  freeBytes: () => Promise<number | null>;
  /** Below this nothing more is taken in. */
  leastFreeBytes: number;
  clock: () => Date;
  log: Log;
};

/** A transaction of the watch. */
export type Work = Transaction<WatchTables>;

/**
 * Puts a letter of the watch into the queue, within the transaction that gives the reason for it. The same `id` is the same
 * letter, sent once. False where the address is not one that mail can go to, as in a demonstration.
 */
export async function writeLetter(watch: Watch, work: Work, id: string, letter: Letter): Promise<boolean> {
  if (!isAddress(letter.to)) return false;
  // Kysely's types do not see that more tables do no harm.
  const deliveries = work as unknown as Transaction<DeliveryTables>;
  await insertDelivery(deliveries, watch.clock(), sealLetter(watch.ring, id, 'watch', letter));
  return true;
}
