import { isOnExit } from './cover.ts';

/** A click that people expect to open another tab or window, or to download. */
const special = (event: MouseEvent, link: Element) =>
  event.button !== 0 ||
  event.ctrlKey ||
  event.metaKey ||
  event.shiftKey ||
  event.altKey ||
  link.hasAttribute('target') ||
  link.hasAttribute('download');

/**
 * Whether a link leads from one page for professionals to another. From there to a page for the public it replaces like
 * any other: what is pushed is what Back shows after the exit.
 */
const staysUsual = (link: HTMLElement | SVGElement, address: URL) =>
  document.documentElement.dataset['navigate'] === 'usual' &&
  (link.dataset['navigate'] === 'usual' || /^\/[\w-]+\/work\//.test(address.pathname));

const linkOf = (event: Event) => (event.target instanceof Element ? event.target.closest('a') : null);

/**
 * Keeps the visit to one entry of the tab's history: every link inside the site replaces the page, so that after the
 * exit neither Back nor Forward shows any of it. The exit itself, and links that move within the page, are taken here
 * too, since both must work before any file has arrived. Pages for professionals carry `data-navigate="usual"`: links
 * between them, by their address or by the same attribute of the link, are left to the browser.
 */
export function visitOnce(leave: () => void): void {
  const exit = (event: Event) => {
    event.preventDefault();
    leave();
  };
  // A middle click would open the other page in a tab of its own and leave this one standing.
  addEventListener('auxclick', (event) => event.button === 1 && isOnExit(event) && exit(event), true);
  // Nothing on the page comes before the exit; a link is taken last, when the page's own script left it alone.
  addEventListener('click', (event) => linkOf(event)?.hasAttribute('data-exit') && exit(event), true);
  addEventListener('click', (event) => {
    const link = linkOf(event);
    if (!link || event.defaultPrevented) return;
    const target = link.dataset['focus'];
    if (target) {
      event.preventDefault();
      focusOn(target);
      return;
    }
    // By the attribute, because a link in a drawing (SVG) has no address of its own.
    const address = new URL(link.getAttribute('href') ?? '', location.href);
    if (special(event, link) || address.origin !== location.origin || staysUsual(link, address)) return;
    event.preventDefault();
    location.replace(address.href);
  });
}

/** Moves to a part of the page without a fragment in the address, which would add an entry to the history. */
function focusOn(id: string): void {
  const part = document.getElementById(id);
  if (!part) return;
  part.scrollIntoView({ block: 'start' });
  part.focus({ preventScroll: true });
}
