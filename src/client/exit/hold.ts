import { isGone } from './gone.ts';

/** How long a script may need to begin once all is loaded, in ms: an old phone takes the form over in half of it. */
const beginning = 1000;

/** How long a press may be held, in ms: then the script is not coming. */
const patience = 4000;

/**
 * Holds what is pressed in a form before its script has come, and presses again until the script takes it. A form that
 * the browser sends by itself is an entry of the history more, which Back shows after the exit (over a slow line anybody
 * who pressed within two seconds of seeing the page). Where no script comes the browser sends it after all.
 */
export function holdForms(): void {
  let loaded = Number.POSITIVE_INFINITY;
  let pressed = Number.POSITIVE_INFINITY;
  let again: ReturnType<typeof setTimeout>;
  addEventListener('load', () => {
    loaded = performance.now();
  });
  // On the window, where an event arrives last: whatever a script took is its own.
  addEventListener('submit', (event) => {
    const { target, submitter } = event;
    if (event.defaultPrevented || !(target instanceof HTMLFormElement) || !target.closest('#form, #find')) return;
    const now = performance.now();
    pressed = Math.min(pressed, now);
    clearTimeout(again);
    if (now > loaded + beginning || now > pressed + patience || !('requestSubmit' in target)) return;
    event.preventDefault();
    again = setTimeout(() => isGone() || target.requestSubmit(submitter), 50);
  });
}
