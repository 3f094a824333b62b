/** A way in for as much as there is room for. */
export type Gate = {
  /**
   * Resolves with the way out once there is room for `weight`, or with null when there is none within the time or too many
   * wait. What is heavier than all the room goes in alone.
   */
  enter: (weight: number) => Promise<(() => void) | null>;
};

/**
 * A gate that lets `room` in at once; of the others at most `waiting` wait, each at most `patience` ms, in the order they came.
 */
export function createGate({ room, waiting, patience }: { room: number; waiting: number; patience: number }): Gate {
  let inside = 0;
  const queue: { weight: number; admit: () => void }[] = [];
  const fits = (weight: number) => inside === 0 || inside + weight <= room;

  function comeIn(weight: number): () => void {
    let left = false;
    inside += weight;
    return () => {
      if (left) return;
      left = true;
      inside -= weight;
      while (queue[0] && fits(queue[0].weight)) queue.shift()?.admit();
    };
  }

  return {
    enter: (weight) =>
      new Promise((resolve) => {
        if (queue.length === 0 && fits(weight)) return resolve(comeIn(weight));
        if (queue.length >= waiting) return resolve(null);
        const turn = {
          weight,
          admit: () => {
            clearTimeout(timer);
            resolve(comeIn(weight));
          },
        };
        const timer = setTimeout(() => {
          queue.splice(queue.indexOf(turn), 1);
          resolve(null);
        }, patience);
        queue.push(turn);
      }),
  };
}
