import { expect, listKinds, test } from '../support/visits.ts';

test('no page asks another host for anything, keeps anything on the device or wants a permission', async ({
  page,
  context,
  site,
  outside,
}) => {
  const elsewhere: string[] = [];
  const wrong: string[] = [];
  context.on('request', (request) => {
    if (!request.url().startsWith(site.origin)) elsewhere.push(request.url());
  });
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(String(error)));
  for (const address of await listKinds(site.origin)) {
    const response = await page.goto(address);
    const { etag, ...headers } = response?.headers() ?? {};
    expect([headers['cache-control'], headers['referrer-policy'], etag], address).toEqual([
      'no-store',
      'same-origin',
      undefined,
    ]);
    const kept = await page.evaluate(async () => [
      document.cookie,
      localStorage.length,
      sessionStorage.length,
      (await indexedDB.databases()).length,
      (await caches.keys()).length,
      (await navigator.serviceWorker.getRegistrations()).length,
      document.querySelectorAll('link[rel=manifest], [srcset], iframe').length,
    ]);
    expect(kept, address).toEqual(['', 0, 0, 0, 0, 0, 0]);
  }
  expect(await context.cookies()).toEqual([]);
  expect(elsewhere).toEqual([]);
  expect(wrong).toEqual([]);
  // Below the browser's own word too: no name but ours was even looked up.
  expect(outside.requests).toEqual([]);
});

test('what a browser may keep holds no words', async ({ page }) => {
  const kept = new Map<string, string>();
  page.on('response', async (response) => {
    if (response.headers()['cache-control'] !== 'no-store') kept.set(response.url(), await response.text());
  });
  for (const address of ['/en/', '/ur/find/', '/en/ask/']) await page.goto(address, { waitUntil: 'networkidle' });
  const files = [...kept];
  expect(files.length).toBeGreaterThan(1);
  for (const [address, text] of files) {
    expect(address).toMatch(/\.(css|svg|woff2)$/);
    if (address.endsWith('.svg')) expect(text).not.toMatch(/<(title|desc|text)\b/);
    // A style may put signs before and after things, but no word.
    for (const [, shown = ''] of text.matchAll(/content:\s*"([^"]*)"/g)) expect(shown).not.toMatch(/\p{L}{2}/u);
    expect(text).not.toMatch(/\/\*/);
  }
});
