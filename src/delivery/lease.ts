import type { Log } from '#log';
import type { Claimed } from './delivery.ts';
import { guard } from './guard.ts';
import type { Queue } from './queue.ts';

/** A lease that is kept while its delivery is sent. */
export type Hold = {
  /** Goes on with another lease of the same delivery, claimed by the same worker: its clock had jumped. */
  adopt(lease: number): void;
  /** Renews no more; resolves with the lease as it was last known. */
  end(): Promise<number>;
};

/**
 * Renews the lease of `claimed` three times in each `leaseMs`, so that it can be short: when a process dies, what it was
 * sending is free that soon. A renewal that fails is a line in the log; the lease may run out then.
 */
export function holdLease(queue: Queue, log: Log, leaseMs: number, { id, lease }: Claimed): Hold {
  let held = lease;
  let last = Promise.resolve();
  const renew = async () => {
    const asked = held;
    const renewed = await queue.renew(id, asked, leaseMs);
    if (renewed !== null && held === asked) held = renewed;
  };
  const timer = setInterval(() => {
    last = last.then(() => guard(log, renew));
  }, leaseMs / 3);
  return {
    adopt(other) {
      held = other;
    },
    async end() {
      clearInterval(timer);
      // One on its way changes the lease under which the try is settled.
      await last;
      return held;
    },
  };
}
