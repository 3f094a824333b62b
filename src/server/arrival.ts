import type { IncomingMessage } from 'node:http';

/** How a body may arrive. Times in ms, the rate in bytes a second. */
export type Pace = {
  /** All of it within this. */
  most: number;
  /** After a first `grace`, on average at least this; and never `grace` without a byte. */
  rate: number;
  grace: number;
};

/**
 * Text: a long message in Urdu is 30 kB with its draft, twelve seconds over a phone on the edge of a 2G cell (20 kbit/s), and
 * without a script nobody keeps what was typed when it is cut. Who drips is cut as ever: with the five seconds that headers
 * have, within 15 s.
 */
export const textPace: Pace = { most: 60_000, rate: 1_000, grace: 8_000 };

/**
 * Papers: 10 MB are 14 MB sealed, fifteen minutes over a telephone line of 128 kbit/s, the slowest on which anybody would
 * try. A sender slower than that is either lost or means harm.
 */
export const papersPace: Pace = { most: 20 * 60_000, rate: 16_000, grace: 20_000 };

/** The longest of all, for the server's own limit, which is the same for every request. */
export const longestArrival = papersPace.most + 120_000;

/** Calls `cut` once when a body does not arrive at its pace. Call it when reading begins: before that it is held back by us. */
export function watchArrival(request: IncomingMessage, { most, rate, grace }: Pace, cut: () => void): void {
  const { socket, headers } = request;
  if (request.complete || (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined))
    return;
  const began = performance.now();
  const before = socket.bytesRead;
  let seen = before;
  let seenAt = began;
  const check = () => {
    if (request.complete || socket.destroyed) return clearInterval(timer);
    const now = performance.now();
    const elapsed = now - began;
    if (socket.bytesRead > seen) seenAt = now;
    seen = socket.bytesRead;
    const slow = elapsed > grace && (now - seenAt >= grace || ((seen - before) * 1000) / elapsed < rate);
    if (elapsed < most && !slow) return;
    clearInterval(timer);
    cut();
  };
  const timer = setInterval(check, Math.min(most, 1_000));
  timer.unref();
  request.once('close', () => clearInterval(timer));
}
