import { expect } from '@playwright/test';
import type { Outside } from './exit-host.ts';

/** A tab of a browser that Playwright cannot start, driven as a person would: real clicks and keys. */
export type Tab = {
  /** Opens an address, as if it was typed, and waits for the page. */
  open: (address: string) => Promise<void>;
  /** Clicks in the middle of the first element that fits. */
  click: (selector: string) => Promise<void>;
  /** Presses and releases keys one after the other; `Shift`, `Enter`, `Escape`, `Tab` by name. */
  press: (...keys: string[]) => Promise<void>;
  /** The value of an expression in the page. */
  read: <Value>(expression: string) => Promise<Value>;
  address: () => Promise<string>;
  /** Presses Back (-1) or Forward (1); false where there is nothing that way. */
  go: (by: -1 | 1) => Promise<boolean>;
};

/**
 * Until what was scrolled is drawn: a press before that lands, on a busy machine, on what stood there (2 of 14 tries). A tab
 * behind another draws nothing.
 */
export const drawn = `new Promise((done) => {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
  setTimeout(done, 300);
})`;

/** The strokes of WebDriver for keys by name, each pressed and released. */
export const strokesOf = (keys: string[]) =>
  keys.flatMap((key) => ['keyDown', 'keyUp'].map((type) => ({ type, value: keyCodes[key] ?? key })));

const keyCodes: Record<string, string> = { Shift: '\uE008', Enter: '\uE007', Escape: '\uE00C', Tab: '\uE004' };

/** Tries a press until it succeeds, for two seconds: a page that has just changed comes in steps, and scrolls back to its top. */
export async function pressUntil(click: () => Promise<void>): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await click();
    } catch (error) {
      if (tries === 40) throw error;
      await pause(50);
    }
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Comes back when the tab's address is this one and the page is loaded. Rejects after ten seconds. */
export async function arrive(tab: Tab, wanted: string): Promise<void> {
  for (const limit = Date.now() + 10_000; ; ) {
    if ((await tab.address()) === wanted && (await tab.read('document.readyState').catch(() => '')) === 'complete')
      return;
    if (Date.now() > limit) throw new Error(`the tab is at ${await tab.address()} and not at ${wanted}`);
    await pause(50);
  }
}

/** Begins a visit as most do: a link on a search page. Comes back when the page of the site is there. */
export async function beginVisit(tab: Tab, outside: Outside, address: string): Promise<void> {
  await tab.open(outside.searchUrl(address));
  await tab.click('#result');
  await arrive(tab, address);
}

/** Follows the site's own links, one after the other. */
export async function follow(tab: Tab, origin: string, ...addresses: string[]): Promise<void> {
  for (const address of addresses) {
    await tab.click(`:is(main, nav) a[href="${address}"]`);
    await arrive(tab, origin + address);
  }
}

/** A button of the form by what it does. */
export const action = (value: string) => `button[name="action"][value="${value}"]:not([aria-hidden])`;

/** Goes on in the form, and comes back when its next page has the focus at its heading: only then does it stand still. */
export async function goOn(tab: Tab, next: string): Promise<void> {
  await tab.click(action('continue'));
  await expect.poll(() => tab.read('document.activeElement.closest("[data-step]")?.dataset.step')).toBe(next);
}

/** From the form's first page, once its script has it, to where a number is asked for, and types one and a note. */
export async function typeInForm(tab: Tab, mark: string): Promise<void> {
  await expect.poll(() => tab.read('document.querySelector("[name=submission]").value.length')).toBe(32);
  await goOn(tab, 'reach');
  await tab.click('[name="callUse"][value="yes"]');
  await goOn(tab, 'call');
  for (const [name, text] of [
    ['callNumber', '07700 900111'],
    ['callWhenNote', `${mark} not at night`],
  ] as const) {
    await tab.click(`[name="${name}"]`);
    await tab.press(...text);
  }
}

/** From the number on to the end: gives permission, sends, and comes back with the reference. */
export async function sendForm(tab: Tab): Promise<string> {
  await goOn(tab, 'permission');
  await tab.click('[name="permission"]');
  await tab.click(action('send'));
  const read = () => tab.read<string>('document.querySelector(".reference .code")?.innerText ?? ""');
  await expect.poll(read, { timeout: 10_000 }).toMatch(/^.{4}-.{4}$/);
  return read();
}

/** Five times Back and five times Forward: every address that was shown. */
export async function wander(tab: Tab): Promise<string[]> {
  const seen: string[] = [];
  for (const by of [-1, 1] as const) {
    for (let step = 0; step < 5 && (await tab.go(by)); step += 1) {
      await pause(200);
      seen.push(await tab.address());
    }
  }
  return seen;
}
