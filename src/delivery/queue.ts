import type { Kysely } from 'kysely';
import { reachDatabase } from '#database/faults.ts';
import { acceptDelivery } from './accept.ts';
import { type Claim, claimDeliveries, renewLease } from './claim.ts';
import type { Accepted, Claimed, Found, Health, NewDelivery, Outcome } from './delivery.ts';
import { eraseDeliveries } from './erase.ts';
import { findDelivery } from './find.ts';
import { measureHealth } from './health.ts';
import { settleDelivery } from './settle.ts';
import type { DeliveryTables } from './tables.ts';

/** Where deliveries wait: a transactional outbox. Every method throws `DatabaseFault` when the store cannot be used. */
export type Queue = {
  /**
   * Keeps a delivery. Resolves only once it is committed to the disk: from then on it is sent, at least once. A known id
   * returns what was answered the first time and ignores the body, also when calls race. Throws `TypeError` for a
   * delivery no caller should make, such as a sealed one whose body is not armoured. `letters` are kept with it or not
   * at all.
   */
  accept(delivery: NewDelivery, letters?: readonly NewDelivery[]): Promise<Accepted>;
  /** What is known about the delivery with this id, or null. */
  find(id: string): Promise<Found | null>;
  /** Takes up to `limit` due deliveries for `leaseMs`, the most urgent first; nobody else gets them until then. */
  claim(claim: Claim): Promise<Claimed[]>;
  /** Keeps a claimed delivery for `leaseMs` from now; resolves with its new lease, or null where it is no longer the caller's. */
  renew(id: string, lease: number, leaseMs: number): Promise<number | null>;
  /**
   * Ends a try: delivered, or due again after the backoff, in six hours (held), or at once (postponed). With a `lease` that
   * somebody else has taken over, only `delivered` changes anything: it is so, whoever is trying now.
   */
  settle(id: string, outcome: Outcome, lease?: number): Promise<void>;
  /**
   * Erases the bodies delivered at least `resendDays` ago, and their copies in SQLite's log; returns how many. Held and
   * undelivered ones are never erased. 90 days after that the row goes, too.
   */
  erase(resendDays: number, giveCodes?: readonly string[]): Promise<number>;
  /** Gives back every lease. Only at the start of the only instance: what a killed process was sending goes out again. */
  recover(): Promise<void>;
  /** How the queue is doing. */
  health(): Promise<Health>;
};

/** A queue in `db`, whose schema `deliveryMigrations` made. `clock` decides what is due. */
export function createQueue(db: Kysely<DeliveryTables>, clock: () => Date): Queue {
  const now = () => clock().getTime();
  return {
    accept: (delivery, letters = []) => reachDatabase(() => acceptDelivery(db, clock(), delivery, letters)),
    find: (id) => reachDatabase(() => findDelivery(db, now(), id)),
    claim: (claim) => reachDatabase(() => claimDeliveries(db, now(), claim)),
    renew: (id, lease, leaseMs) => reachDatabase(() => renewLease(db, now(), id, lease, leaseMs)),
    settle: (id, outcome, lease) => reachDatabase(() => settleDelivery(db, now(), id, outcome, lease)),
    erase: (...days) => reachDatabase(() => eraseDeliveries(db, now(), ...days)),
    recover: () =>
      reachDatabase(async () => {
        await db.updateTable('deliveries').set({ lease_until: null }).where('lease_until', 'is not', null).execute();
      }),
    health: () => reachDatabase(() => measureHealth(db, now())),
  };
}
