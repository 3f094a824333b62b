/** Rounds for ever, from `start` to `stop`, which waits for one that is under way, 5 s at most. */
export type Rounds = { start: () => void; stop: () => Promise<void> };

/** How long, in ms, `stop` waits: another server may not answer a round. What was begun is done by the next start. */
const stopMs = 5_000;

/** Goes `round` at once, and again `everyMs` after it has ended. It must not reject, and may be cut off in the middle. */
export function goRounds(round: () => Promise<void>, everyMs: number): Rounds {
  let timer: NodeJS.Timeout | undefined;
  let going: Promise<void> = Promise.resolve();
  let running = false;
  const turn = () => {
    going = round().then(() => {
      if (running) timer = setTimeout(turn, everyMs);
    });
  };
  return {
    start: () => {
      running = true;
      turn();
    },
    stop: async () => {
      running = false;
      clearTimeout(timer);
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const deadline = setTimeout(resolve, stopMs);
      await Promise.race([going, late]);
      clearTimeout(deadline);
    },
  };
}
