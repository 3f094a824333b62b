/** When a window that nobody touches is closed, and how long before that it says so. Milliseconds. */
const patience = { close: 15 * 60_000, warn: 14 * 60_000 };

/** How often is looked. A computer that slept is seen at once after it wakes. */
const every = 1_000;

/**
 * Watches whether somebody is there. Calls `warn` with true a minute before the end and with false when they are back, and
 * `close` at the end, each once. Answers what stops watching.
 */
export function watchIdle(warn: (soon: boolean) => void, close: () => void): () => void {
  let last = Date.now();
  let warned = false;
  const check = () => {
    const idle = Date.now() - last;
    if (idle >= patience.close) {
      // Time went on while nobody was asked: what comes next begins anew.
      last = Date.now();
      warned = false;
      warn(false);
      close();
    } else if (idle >= patience.warn && !warned) {
      warned = true;
      warn(true);
    }
  };
  const touch = () => {
    // A key or movement after the end came too late: it must not show again what is to be gone.
    check();
    last = Date.now();
    if (warned) warn(false);
    warned = false;
  };
  const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'scroll'];
  for (const sign of signs) addEventListener(sign, touch, { capture: true, passive: true });
  const timer = setInterval(check, every);
  return () => {
    clearInterval(timer);
    for (const sign of signs) removeEventListener(sign, touch, { capture: true });
  };
}
