import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { action, openForm, shortest, walk } from '../support/form.ts';
import { expect, first, neutralSurface, second, test, watchSurface, waysOut } from '../support/visits.ts';

/** Lets a request go on only after the page has been left for a while. */
async function holdBack(page: Page, address: string, method: string): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(address, async (route) => {
    if (route.request().method() === method) await released;
    await route.continue().catch(() => {});
  });
  return release;
}

test.describe('left while something is still going on', () => {
  test.beforeEach(({ outside }) => {
    outside.answer(first.host, 'never');
    outside.answer(second.host, 'never');
  });

  // A page that still waits for an answer takes the browser long to close.
  test.afterEach(({ outside }) => outside.reset());

  test('a message that is not sealed yet is not sent any more', async ({ page, outside }) => {
    const release = await holdBack(page, '**/key/*/', 'GET');
    await openForm(page, 'en');
    await walk(page, shortest, { until: 'check' });
    const seen = await watchSurface(page);
    const posts: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
    await action(page, 'send').click();
    await waysOut['a click']?.(page);
    await expect.poll(() => outside.requests.map(({ host }) => host)).toContain(first.host);
    release();
    await page.waitForTimeout(1200);
    expect(posts).toEqual([]);
    expect([...new Set(seen)]).toEqual([neutralSurface]);
  });

  test('what comes back for a message neither shows nor names itself', async ({ page, outside }) => {
    const release = await holdBack(page, '**/en/ask/', 'POST');
    await openForm(page, 'en');
    await walk(page, shortest, { until: 'check' });
    const seen = await watchSurface(page);
    const posting = page.waitForRequest((request) => request.method() === 'POST');
    await action(page, 'send').click();
    await posting;
    await waysOut['a click']?.(page);
    await expect.poll(() => outside.requests.map(({ host }) => host)).toContain(first.host);
    release();
    await page.waitForTimeout(1200);
    expect([...new Set(seen)]).toEqual([neutralSurface]);
  });

  test('words in another language that come too late are not shown', async ({ page, outside }) => {
    const release = await holdBack(page, '**/words.json', 'GET');
    await openForm(page, 'en');
    const seen = await watchSurface(page);
    await action(page, 'language:pl').click();
    await waysOut['a click']?.(page);
    await expect.poll(() => outside.requests.map(({ host }) => host)).toContain(first.host);
    release();
    await page.waitForTimeout(800);
    expect([...new Set(seen)]).toEqual([neutralSurface]);
  });

  test('the rest of a page that arrives afterwards is not shown', async ({ page, site, outside }) => {
    const whole = await fetch(`${site.origin}/en/private/`);
    const html = await whole.text();
    const half = html.indexOf('What it cannot do');
    let finish = () => {};
    const slow = createServer((_request, response: ServerResponse) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.setHeader('content-security-policy', String(whole.headers.get('content-security-policy')));
      response.write(html.slice(0, half).replace(/<link rel="stylesheet"[^>]*>/g, ''));
      finish = () => response.end(html.slice(half));
    });
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
    try {
      await page.goto(`http://127.0.0.1:${(slow.address() as AddressInfo).port}/`, { waitUntil: 'commit' });
      await page.locator('h2').first().waitFor();
      const seen = await watchSurface(page);
      await waysOut['a click']?.(page);
      await expect.poll(() => outside.requests.map(({ host }) => host)).toContain(first.host);
      finish();
      await page.waitForTimeout(800);
      expect([...new Set(seen)]).toEqual([neutralSurface]);
    } finally {
      slow.closeAllConnections();
      slow.close();
    }
  });
});
