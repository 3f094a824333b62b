/** Allowances by name, each used up by sends and filled again with time. In memory, and never more than so many names. */
export type Buckets = {
  /** Takes one from a name's allowance; false where none is left. */
  take: (name: string) => boolean;
  /** How many names are remembered now. */
  size: () => number;
};

/** `capacity` at once, and filled again within `windowMs`; at most `names` are remembered, the latest. */
export type Allowance = { capacity: number; windowMs: number; names: number };

/**
 * Allowances that are full at first. Each is one number, the time at which it is full again (the "generic cell rate
 * algorithm" of ATM Forum TM 4.0), so that nothing has to be counted. Names are kept in two halves: when the newer is full
 * or a window old, the older is dropped whole. Who comes often is always in the newer one.
 */
export function createBuckets({ capacity, windowMs, names }: Allowance, now: () => number): Buckets {
  const step = windowMs / capacity;
  let newer = new Map<string, number>();
  let older = newer;
  let begun = now();
  let sweeping = false;

  function turn(time: number): void {
    if (newer.size < names / 2 && Math.abs(time - begun) < windowMs) return;
    older = newer;
    newer = new Map();
    begun = time;
  }

  /** On a quiet day too nothing is remembered for longer than two windows. */
  function sweep(): void {
    turn(now());
    sweeping = newer.size + older.size > 0;
    if (sweeping) sweepLater();
  }

  // Keeps no process running (Node's timers alone have `unref`).
  const sweepLater = () => (setTimeout(sweep, windowMs) as { unref?: () => void }).unref?.();

  return {
    take(name) {
      const time = now();
      turn(time);
      const said = newer.get(name) ?? older.get(name) ?? time;
      // Half a millisecond, because a window does not divide evenly.
      const most = time + windowMs + 0.5;
      // Further ahead than it can be: the clock was put back meanwhile, and nobody is to wait for it to catch up.
      const full = said > most ? time : Math.max(said, time);
      const granted = full + step <= most;
      newer.set(name, granted ? full + step : full);
      if (!sweeping) sweepLater();
      sweeping = true;
      return granted;
    },
    size: () => newer.size + (older === newer ? 0 : older.size),
  };
}
