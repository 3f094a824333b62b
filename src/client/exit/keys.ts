/** Between two presses, in ms: each press starts it anew, as people with Sticky Keys need up to nine presses. */
const patience = 5000;

/** Calls `leave` when Shift alone is pressed three times: not while it is held for a capital, a click or another key. */
export function listenForShift(leave: () => void): void {
  let count = 0;
  let alone = false;
  let last = 0;
  let expiry: ReturnType<typeof setTimeout> | undefined;
  const say = (name: string) => {
    const status = document.querySelector<HTMLElement>('[data-exit-status]');
    if (status) status.textContent = status.dataset[name] ?? '';
  };
  const spoil = () => {
    alone = false;
    if (count === 0) return;
    count = 0;
    clearTimeout(expiry);
    // What was said does not hold any more.
    say('');
  };
  addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Shift') spoil();
      else if (!event.repeat) alone = !(event.ctrlKey || event.altKey || event.metaKey);
    },
    true,
  );
  for (const other of ['pointerdown', 'wheel'] as const) {
    addEventListener(other, spoil, { capture: true, passive: true });
  }
  addEventListener(
    'keyup',
    (event) => {
      if (event.key !== 'Shift' || !alone) return;
      alone = false;
      count = event.timeStamp - last > patience ? 1 : count + 1;
      last = event.timeStamp;
      clearTimeout(expiry);
      if (count === 3) {
        leave();
        return;
      }
      say(`left${3 - count}`);
      expiry = setTimeout(() => {
        count = 0;
        say('expired');
      }, patience);
    },
    true,
  );
}
