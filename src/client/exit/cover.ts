import { isGone } from './gone.ts';

/** Whether an event happened on one of the page's exits. */
export const isOnExit = (event: Event) =>
  event.target instanceof Element && event.target.closest('a[data-exit]') !== null;

/**
 * Hides or shows all of the page at once. By opacity, since what is not displayed loses the focus, its place on the page
 * and the click that follows a press.
 */
function cover(covered: boolean): void {
  document.documentElement.style.opacity = covered && !isGone() ? '0' : '';
}

/**
 * Covers as the finger goes down on the exit and uncovers if it slides off, so that going down alone does nothing final
 * (WCAG 2.5.2).
 */
export function coverOnPress(): void {
  addEventListener(
    'pointerdown',
    (event) => event.isPrimary && event.button === 0 && isOnExit(event) && cover(true),
    true,
  );
  addEventListener('pointercancel', () => cover(false), true);
  // The click, if there is one, comes right after; only when none came is the page shown again.
  addEventListener('pointerup', () => setTimeout(cover, 50, false), true);
  // A press that trembles would become the dragging of a link, and never a click.
  addEventListener('dragstart', (event) => isOnExit(event) && event.preventDefault(), true);
}

/** Covers while the page is in the background, for the pictures that phones show of open programs. */
export function coverWhenHidden(): void {
  document.addEventListener('visibilitychange', () => cover(document.hidden));
}
