import { setTimeout as sleep } from 'node:timers/promises';

/** Whose turn it is on a connection that one caller uses at a time. */
export type Turns = {
  /**
   * Runs `attempt` when no other has the turn. Where another process holds the lock, it is tried again for as long as the
   * patience lasts, without keeping the turn or the thread meanwhile; then its error comes out. With `keep` the caller has
   * the turn from then on, until `leave`.
   */
  take<R>(attempt: () => R, keep?: boolean): Promise<R>;
  leave(): void;
};

/** The waits between two tries, in ms: another process's transaction is over in a few, a backup's in seconds. */
const pauses = [1, 2, 5, 10];

/** Primary result code 5, SQLITE_BUSY: https://www.sqlite.org/rescode.html#busy */
const isLocked = (error: unknown) =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && (error.errcode & 0xff) === 5;

/** @param patience how long to wait for another process's lock, in ms */
export function createTurns(patience: number): Turns {
  let taken = false;
  const waiting: (() => void)[] = [];
  /** Settles when all who met the lock before have got past it or given up: only the first of them asks again and again. */
  let line: Promise<void> = Promise.resolve();

  const leave = () => {
    const next = waiting.shift();
    if (next) next();
    else taken = false;
  };

  /** One try, in turn. Null where another process holds the lock, unless there is no time left. */
  async function tryOnce<R>(attempt: () => R, keep: boolean, last: boolean): Promise<{ value: R } | null> {
    if (taken) await new Promise<void>((resolve) => waiting.push(resolve));
    taken = true;
    let kept = false;
    try {
      const value = attempt();
      kept = keep;
      return { value };
    } catch (error) {
      if (last || !isLocked(error)) throw error;
      return null;
    } finally {
      if (!kept) leave();
    }
  }

  async function standInLine<R>(attempt: () => R, keep: boolean): Promise<R> {
    const until = performance.now() + patience;
    const before = line;
    const { promise: passed, resolve: pass } = Promise.withResolvers<void>();
    line = before.then(() => passed);
    try {
      const late = new AbortController();
      await Promise.race([before, sleep(patience, undefined, { signal: late.signal }).catch(() => {})]);
      late.abort();
      for (let tries = 0; ; tries += 1) {
        const done = await tryOnce(attempt, keep, performance.now() >= until);
        if (done) return done.value;
        await sleep(pauses[tries] ?? pauses.at(-1));
      }
    } finally {
      pass();
    }
  }

  return {
    async take(attempt, keep = false) {
      const done = await tryOnce(attempt, keep, false);
      return done ? done.value : standInLine(attempt, keep);
    },
    leave,
  };
}
