import type { Log } from '#log';
import { computeBackoff, RETRY_MAX_MS } from './backoff.ts';

/**
 * Stops the whole queue while nothing can get through, and lets one delivery probe. Without it a relay that is down
 * costs three quarters of the rate at which new messages can be accepted.
 */
export type Breaker = {
  /** How many deliveries may start now, of `free` places, while `inFlight` are on their way. */
  admit(free: number, inFlight: number): number;
  /** A try failed for a reason that every other would share. The next probe waits 30 s to 15 min, longer each time. */
  trip(code: string): void;
  /** A try got as far as its own message: the way is open. */
  pass(): void;
};

/** A closed breaker. Logs `breaker-open` each time a probe is put off, and `breaker-closed`. */
export function createBreaker(clock: () => Date, log: Log): Breaker {
  let failures = 0;
  let probeAt = 0;
  const isDue = () => {
    const wait = probeAt - clock().getTime();
    // A clock that was put back must not put the probe off with it.
    return wait <= 0 || wait > RETRY_MAX_MS;
  };
  return {
    admit(free, inFlight) {
      if (failures === 0) return free;
      return inFlight === 0 && isDue() ? Math.min(free, 1) : 0;
    },
    trip(code) {
      // Others that were on their way fail together with the first: one failure, not many.
      if (failures > 0 && !isDue()) return;
      failures += 1;
      probeAt = clock().getTime() + computeBackoff(failures);
      log('breaker-open', { code, attempt: failures });
    },
    pass() {
      if (failures === 0) return;
      failures = 0;
      log('breaker-closed');
    },
  };
}
