import { isGone, setGone } from './gone.ts';

/** The exit link of the page; it says where to go, so that the script is the same in each county. */
const exitLink = () => document.querySelector<HTMLAnchorElement>('a[data-exit]');

/** How long the first address may take before the second is tried, in ms. */
const patience = 2500;

function openChannel(): BroadcastChannel | null {
  return typeof BroadcastChannel === 'function' ? new BroadcastChannel('visit') : null;
}

/**
 * Empties the view, makes the tab's title and icon neutral and goes, all in the task of the click. What is left is one
 * neutral word in the page's language, which a screen reader says.
 */
export function leave(tellOthers = true): void {
  const link = exitLink();
  // Read before the page is emptied: afterwards there is no link to read.
  const first = link?.href ?? 'about:blank';
  const second = link?.dataset['second'] ?? first;
  const neutral = document.querySelector<HTMLElement>('[data-exit-status]')?.dataset['left0'] ?? '…';
  setGone();
  document.title = '…';
  for (const icon of document.querySelectorAll<HTMLLinkElement>('link[rel~="icon"]')) icon.href = 'data:,';
  for (const field of document.querySelectorAll<HTMLInputElement>('input, textarea, select')) field.value = '';
  const word = document.createElement('p');
  word.role = 'alert';
  word.textContent = neutral;
  document.body?.replaceChildren(word);
  location.replace(first);
  setTimeout(() => location.replace(second), patience);
  if (tellOthers) openChannel()?.postMessage('leave');
}

/** Leaves when another tab of the site does. */
export function listenForOthers(): void {
  const channel = openChannel();
  if (channel) channel.onmessage = () => isGone() || leave(false);
}

/**
 * A page that the browser kept alive and brings back: one that was left shows nothing and leaves again; any other is
 * loaded anew, empty. What was typed is emptied as the page goes, because Chromium keeps it alive even with `no-store`.
 */
export function restore(): void {
  addEventListener('pagehide', () => {
    for (const form of document.forms) form.reset();
  });
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    if (isGone()) leave(false);
    else location.reload();
  });
  // A real Escape while the exit loads would cancel it (measured in Chromium 156).
  addEventListener('keydown', (event) => isGone() && event.key === 'Escape' && event.preventDefault(), true);
}
