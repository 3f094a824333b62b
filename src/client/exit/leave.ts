import { isGone, setGone } from './gone.ts';

/** How long the first address may take before the second is tried, in ms. */
const patience = 2500;

/** After how long an empty tab is better than waiting on, in ms. */
const lastPatience = 10_000;

/** Where the exit leads: kept from before the page is emptied, for afterwards there is no link to read. */
let first = 'about:blank';
let second = first;

function openChannel(): BroadcastChannel | null {
  return typeof BroadcastChannel === 'function' ? new BroadcastChannel('visit') : null;
}

/**
 * Takes everything out of the view, typed text first: Chromium keeps a page alive with it even under `no-store`. The body
 * is exchanged, not emptied, so that nothing can be added to it by a page that is still arriving. Chromium 156 and
 * Firefox 153 stop such a page when it is left; of others it is not known.
 */
function emptyPage(word = ''): void {
  for (const field of document.querySelectorAll<HTMLInputElement>('input, textarea, select')) {
    if (field.type === 'radio' || field.type === 'checkbox') field.checked = false;
    else field.value = '';
  }
  const body = document.createElement('body');
  if (word) {
    const said = body.appendChild(document.createElement('p'));
    said.setAttribute('role', 'alert');
    said.textContent = word;
  }
  if (document.body) document.body.replaceWith(body);
  else document.documentElement.hidden = true;
}

/** What is still running may neither ask the server for anything nor give the tab its title back. */
function silenceScripts(): void {
  window.fetch = () => new Promise(() => {});
  document.title = '…';
  Object.defineProperty(document, 'title', { get: () => '…', set() {} });
}

/**
 * Until one of the pages is there the tab has still our address, and whoever loads it again sees the site. So where
 * neither comes the tab is given up: an empty one has nothing to load.
 */
function go(): void {
  location.replace(first);
  setTimeout(() => location.replace(second), patience);
  setTimeout(() => location.replace('about:blank'), lastPatience);
}

/**
 * Empties the view, makes the tab's title and icon neutral and goes, all in the task of the click. What is left is one
 * neutral word in the page's language, which a screen reader says. A second call does nothing.
 */
export function leave(tellOthers = true): void {
  if (isGone()) return;
  setGone();
  // The link says where to go, so that the script is the same in each county.
  const link = document.querySelector<HTMLAnchorElement>('a[data-exit]');
  if (link) {
    first = link.href;
    second = link.dataset['second'] ?? first;
  }
  const status = document.querySelector<HTMLElement>('[data-exit-status]');
  for (const icon of document.querySelectorAll<HTMLLinkElement>('link[rel~="icon"]')) icon.href = 'data:,';
  emptyPage(status?.dataset['left0'] ?? '…');
  silenceScripts();
  go();
  if (tellOthers) openChannel()?.postMessage('leave');
}

/** Leaves when another tab of the site does. */
export function listenForOthers(): void {
  const channel = openChannel();
  if (channel) channel.onmessage = () => leave(false);
}

/**
 * A page that the browser kept alive and brings back has nothing to show: it was emptied as it went. One that was left
 * by the exit leaves again; any other is loaded anew.
 */
export function restore(): void {
  addEventListener('pagehide', () => isGone() || emptyPage());
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    if (isGone()) go();
    else location.reload();
  });
  // A real Escape while the exit loads would cancel it (measured in Chromium 156).
  addEventListener('keydown', (event) => isGone() && event.key === 'Escape' && event.preventDefault(), true);
}
