import { isGone } from './gone.ts';

const root = document.documentElement;

/** Hides all of the page at once; hiding the root was faster than a rule on every element (measured). */
export function coverPage(): void {
  root.hidden = true;
}

/** Shows the page again, unless it is being left. */
export function uncoverPage(): void {
  if (!isGone()) root.hidden = false;
}

const onExit = (event: Event) => event.target instanceof Element && event.target.closest('a[data-exit]') !== null;

/**
 * Covers as the finger goes down on the exit and uncovers if it slides off, so that going down alone does nothing final
 * (WCAG 2.5.2). By opacity, because a link that is not displayed would never get the click that follows.
 */
export function coverOnPress(): void {
  const cover = (covered: boolean) => {
    if (document.body) document.body.style.opacity = covered ? '0' : '';
  };
  addEventListener(
    'pointerdown',
    (event) => event.isPrimary && event.button === 0 && onExit(event) && cover(true),
    true,
  );
  addEventListener('pointercancel', () => cover(false), true);
  // The click, if there is one, comes right after; only when none came is the page shown again.
  addEventListener('pointerup', () => setTimeout(() => isGone() || cover(false), 50), true);
}

/** Covers while the page is in the background, for the pictures that phones show of open programs. */
export function coverWhenHidden(): void {
  document.addEventListener('visibilitychange', () => (document.hidden ? coverPage() : uncoverPage()));
}
