import type { Kysely } from 'kysely';
import { reachDatabase } from '#database/faults.ts';
import { type Bounced, markBounced } from './bounced.ts';
import { type DayEntry, listDay } from './day.ts';
import { findReceivable, markReceived, type Received, type ReceivedBy } from './received.ts';
import { releaseHeld, releaseMessages, resendMessages } from './release.ts';
import { listStanding, type Standing } from './standing.ts';
import type { DeliveryTables } from './tables.ts';
import { countUnread, listUnread, type Unread } from './unread.ts';

/**
 * What becomes known of a sealed message after it has left: that it was opened, or that it came back. Letters have no part
 * in it. Every method throws `DatabaseFault` when the store cannot be used.
 */
export type Loop = {
  /** The ids of the messages under this reference (what was added to one later has the same). */
  ids(reference: string): Promise<string[]>;
  /** Writes down that a message was opened; only the first time counts. Null for an id that is not there. */
  receive(id: string, by: ReceivedBy): Promise<Received | null>;
  /** Writes down that a message came back. Only what counts as delivered can; its body is kept for another resend window. */
  bounce(reference: string, number: number): Promise<Bounced>;
  /** How many messages to `recipient`, delivered at `before` or earlier, nobody said to have opened. */
  unread(recipient: string, before: Date): Promise<number>;
  /**
   * The messages that were delivered and that nobody said to have opened, to contacts that give codes, and whatever came
   * back: the longest first, at most 500.
   */
  listUnread(giveCodes: readonly string[]): Promise<Unread[]>;
  /** The messages under this reference, or, without one, all that wait, are held or came back (500 at most); by number. */
  standing(reference?: string): Promise<Standing[]>;
  /** Makes messages due now that wait or are held, but what a restore holds; the ids of those. */
  release(ids: readonly string[]): Promise<string[]>;
  /** Makes delivered messages due once more, where their body is kept and no restore holds them; the ids of those. */
  resend(ids: readonly string[]): Promise<string[]>;
  /** Makes everything that was refused due now, but what a restore holds; how many there were. */
  releaseHeld(): Promise<number>;
  /** What the daily list of one recipient says (`day.ts`). */
  day(
    recipient: string,
    from: Date,
    to: Date,
    numbers: { after: number; to: number },
    unread: boolean,
  ): Promise<DayEntry[]>;
};

/** The loop over `db`, whose schema `deliveryMigrations` made. */
export function createLoop(db: Kysely<DeliveryTables>, clock: () => Date): Loop {
  const now = () => clock().getTime();
  return {
    ids: (reference) => reachDatabase(() => findReceivable(db, reference)),
    receive: (id, by) => reachDatabase(() => markReceived(db, now(), id, by)),
    bounce: (reference, number) => reachDatabase(() => markBounced(db, now(), reference, number)),
    unread: (recipient, before) => reachDatabase(() => countUnread(db, recipient, before.getTime())),
    listUnread: (giveCodes) => reachDatabase(() => listUnread(db, giveCodes)),
    standing: (reference) => reachDatabase(() => listStanding(db, reference)),
    release: (ids) => reachDatabase(() => releaseMessages(db, now(), ids)),
    resend: (ids) => reachDatabase(() => resendMessages(db, now(), ids)),
    releaseHeld: () => reachDatabase(() => releaseHeld(db, now())),
    day: (...asked) => reachDatabase(() => listDay(db, ...asked)),
  };
}
