import type { Page } from '@playwright/test';
import { type Outside, startOutside } from './exit-host.ts';
import { test as base } from './fixtures.ts';

/**
 * The test of everything about leaving: with a world outside (`outside`) that no request of the browser can go beyond,
 * in which every host but the site's own and the search page's is answered.
 */
export const test = base.extend<{ settled: undefined }, { outside: Outside }>({
  outside: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is wanted from this pattern
    async ({}, use) => {
      const outside = await startOutside();
      await use(outside);
      await outside.close();
    },
    { scope: 'worker' },
  ],
  launchOptions: [
    async ({ launchOptions, outside }, use) => {
      await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...outside.browserArguments] });
    },
    { scope: 'worker' },
  ],
  // A hook in this file would be one of the first file's that imports it, and of no other's.
  settled: [
    async ({ outside }, use) => {
      outside.reset();
      await use(undefined);
    },
    { auto: true },
  ],
  ignoreHTTPSErrors: true,
  hasTouch: true,
});

export { expect } from '@playwright/test';

/** The exit in the corner, and the one among the skip links. */
export const exitLink = (page: Page) => page.locator('[data-exit-bar] a[data-exit]');
export const skipExit = (page: Page) => page.locator('a.skip[data-exit]');

/** Where the site of Kent leads to, and where when that does not answer. */
export const first = { host: 'www.bbc.co.uk', url: 'https://www.bbc.co.uk/weather' };
export const second = { host: 'www.google.co.uk', url: 'https://www.google.co.uk/' };

/** Each way to leave, as a person does it. Comes back at once, not when the other page is there. */
export const waysOut: Record<string, (page: Page) => Promise<void>> = {
  'a click': (page) => exitLink(page).click({ noWaitAfter: true }),
  'a tap': (page) => exitLink(page).tap({ noWaitAfter: true }),
  Enter: (page) => exitLink(page).press('Enter', { noWaitAfter: true }),
  'the skip link': (page) => skipExit(page).press('Enter', { noWaitAfter: true }),
  'Shift three times': pressShiftThrice,
};

/** Presses and releases Shift alone, three times. */
export async function pressShiftThrice(page: Page): Promise<void> {
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift');
}

/** Begins a visit as most do: a link on a search page. Comes back when the page of the site is there. */
export async function beginVisit(page: Page, outside: Outside, address: string): Promise<void> {
  await page.goto(outside.searchUrl(address));
  await page.locator('#result').click();
  await page.waitForURL(address);
}

/** Comes back when the tab shows where the exit leads to; on a machine with too much to do that may be the second address. */
export const arriveOutside = (page: Page) => page.waitForURL(({ href }) => href === first.url || href === second.url);

/** What a tab shows of a page that has been left, as JSON: a neutral word, title and icon, and no fields. */
export const neutralSurface = JSON.stringify({ text: 'Loading', title: '…', icons: ['data:,'], fields: 0 });

/**
 * Everything the page shows from the moment it is left, looked at twenty times a second. The page itself tells it, since
 * Chromium lets nobody ask while a navigation is under way.
 */
export async function watchSurface(page: Page): Promise<string[]> {
  const seen: string[] = [];
  page.on('console', (message) => {
    const [mark, told] = message.text().split('surface:');
    if (mark === '' && told) seen.push(told);
  });
  await page.evaluate(() => {
    let left = false;
    setInterval(() => {
      const icons = [...document.querySelectorAll<HTMLLinkElement>('link[rel~="icon"]')].map(({ href }) => href);
      const title = document.querySelector('title')?.textContent;
      const fields = document.querySelectorAll('input, textarea, select').length;
      left ||= title === '…';
      if (left) console.log(`surface:${JSON.stringify({ text: document.body.innerText, title, icons, fields })}`);
    }, 50);
  });
  return seen;
}

/** Tries again while the browser exchanges the page that Playwright is attached to, as it does with pages kept alive. */
async function whenAttached<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === 40 || !String(error).includes('Not attached to an active page')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** The addresses that Back and Forward of this tab can reach, the first from a new tab left out, and which is shown. */
export function readHistory(page: Page): Promise<{ addresses: string[]; shown: number }> {
  return whenAttached(async () => {
    const session = await page.context().newCDPSession(page);
    const { entries, currentIndex } = await session.send('Page.getNavigationHistory');
    await session.detach();
    const blank = entries[0]?.url === 'about:blank' ? 1 : 0;
    return { addresses: entries.slice(blank).map(({ url }) => url), shown: currentIndex - blank };
  });
}

/** Presses the browser's Back (-1) or Forward (1) where there is something that way. Comes back when it is shown. */
export async function goInHistory(page: Page, by: -1 | 1): Promise<void> {
  const { addresses, shown } = await readHistory(page);
  if (addresses[shown + by] === undefined) return;
  const options = { waitUntil: 'commit' } as const;
  await whenAttached(() => (by < 0 ? page.goBack(options) : page.goForward(options)));
}

/** What pages that differ only by an identifier have alike: their address without it. */
const kindOf = (address: string) => address.replace(/\/[0-9a-z]{8}\/$/, (id) => (/\d/.test(id) ? '/*/' : id));

/**
 * The pages of the site that links lead to, in every language, and those for what is not there, too long or wrong: by
 * address, as they are sent. Of hundreds that differ only by an identifier, three.
 */
export async function readPages(origin: string): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  const kinds = new Map<string, number>();
  const read = async (address: string): Promise<void> => {
    const alike = kinds.get(kindOf(address)) ?? 0;
    if (pages.has(address) || alike === 3) return;
    kinds.set(kindOf(address), alike + 1);
    pages.set(address, '');
    const response = await fetch(origin + address);
    const html = await response.text();
    // A calendar file is no page.
    if (!response.headers.get('content-type')?.startsWith('text/html')) return void pages.delete(address);
    pages.set(address, html);
    await Promise.all([...html.matchAll(/<a [^>]*?href="(\/[^"#?]*)"/g)].map(([, link = '']) => read(link)));
  };
  await read('/en/');
  const tags = new Set([...pages.keys()].map((address) => address.split('/')[1] ?? ''));
  const problems = ['missing', 'broken', 'refused', 'too-large', 'again'];
  await Promise.all([...tags].flatMap((tag) => problems.map((problem) => read(`/${tag}/problem/${problem}/`))));
  return pages;
}

/** One address of each kind of page in each language. */
export async function listKinds(origin: string): Promise<string[]> {
  const kinds = new Map([...(await readPages(origin)).keys()].map((address) => [kindOf(address), address]));
  return [...kinds.values()];
}
