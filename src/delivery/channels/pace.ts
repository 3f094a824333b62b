import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Comes back when the next mail may leave, so that at most `perMinute` do, evenly: a relay that counts refuses what comes
 * in a burst. Those that wait go in the order they came. 0: at once.
 */
export function createPace(perMinute: number): () => Promise<void> {
  if (perMinute === 0) return async () => {};
  const gap = 60_000 / perMinute;
  let free = 0;
  return async () => {
    // A clock that cannot be put back.
    const now = performance.now();
    const turn = Math.max(now, free);
    free = turn + gap;
    if (turn > now) await sleep(turn - now);
  };
}
