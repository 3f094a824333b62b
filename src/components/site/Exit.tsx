import type { Chrome } from './chrome.ts';

/**
 * The exit: an ordinary link, first in the page, so that it works with no script and before any has come. The script in
 * the head makes it leave without a trace in the tab. `data-left…` are what a screen reader hears for Shift.
 */
export function Exit({ chrome }: { chrome: Chrome }) {
  const { words, exit } = chrome;
  return (
    <div class="exit-bar" data-exit-bar>
      <a class="exit" href={exit.url} rel="nofollow noreferrer" draggable={false} data-exit data-second={exit.second}>
        <svg class="exit-sign" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
          <path d="M3 3l10 10M13 3L3 13" />
        </svg>
        {words.exit}
      </a>
      <span
        class="hidden"
        role="status"
        data-exit-status
        data-left2={words.shiftTwo}
        data-left1={words.shiftOne}
        data-left0={words.leaving}
        data-expired={words.shiftExpired}
      />
    </div>
  );
}
