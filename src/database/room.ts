import { statfs } from 'node:fs/promises';
import type { Log } from '#log';
import { DatabaseFault } from './faults.ts';

/** Whether a disk has room for more than it must keep free for what is already accepted. */
export type Room = {
  /** Less than that is free. */
  isLow(): Promise<boolean>;
  /** Throws `DatabaseFault` `full` where it is low. */
  check(): Promise<void>;
};

/** How often the system is asked at most, in ms: what arrives in between is far less than what is kept free. */
const askedEach = 2_000;

/**
 * Watches the disk of `folder`: while fewer than `leastBytes` are free to this user, nothing new is to be accepted, so that
 * what was accepted can still be marked as delivered, erased and backed up. Logs `warning` with the code `disk-low` when it
 * comes to that, and `disk-room` when it is over. A system that does not say is taken to have room: the store finds out.
 */
export function watchRoom(folder: string, leastBytes: number, log: Log, each = askedEach): Room {
  let askedAt = Number.NEGATIVE_INFINITY;
  let low = false;

  async function isLow(): Promise<boolean> {
    const now = performance.now();
    if (leastBytes === 0 || now - askedAt < each) return low;
    askedAt = now;
    const free = await statfs(folder).then(
      ({ bavail, bsize }) => bavail * bsize,
      () => Number.POSITIVE_INFINITY,
    );
    const before = low;
    low = free < leastBytes;
    if (low !== before) log('warning', { code: low ? 'disk-low' : 'disk-room', setting: 'DATA_DIR' });
    return low;
  }

  return {
    isLow,
    async check() {
      if (await isLow()) throw new DatabaseFault('full');
    },
  };
}
