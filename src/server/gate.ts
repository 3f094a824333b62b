/** A way in for a few at a time. */
export type Gate = {
  /** Resolves with the way out once there is room, or with null when there is none within the time or too many wait. */
  enter: () => Promise<(() => void) | null>;
};

/**
 * A gate that lets `room` in at once; of the others at most `waiting` wait, each at most `patience` ms, in the order they came.
 */
export function createGate({ room, waiting, patience }: { room: number; waiting: number; patience: number }): Gate {
  let inside = 0;
  const queue: (() => void)[] = [];

  function leaveOnce(): () => void {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      inside -= 1;
      queue.shift()?.();
    };
  }

  return {
    enter: () =>
      new Promise((resolve) => {
        const admit = () => {
          inside += 1;
          resolve(leaveOnce());
        };
        if (inside < room) return admit();
        if (queue.length >= waiting) return resolve(null);
        const timer = setTimeout(() => {
          queue.splice(queue.indexOf(turn), 1);
          resolve(null);
        }, patience);
        const turn = () => {
          clearTimeout(timer);
          admit();
        };
        queue.push(turn);
      }),
  };
}
