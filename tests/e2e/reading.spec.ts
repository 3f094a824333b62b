import { brotliCompressSync } from 'node:zlib';
import { findTelling } from '../../src/i18n/telling.ts';
import { findAccessibilityFaults } from '../support/axe.ts';
import { expect, test } from '../support/fixtures.ts';

/** Ten segments of 1,460 bytes less what headers take: what comes before anything is acknowledged (RFC 6928). */
const oneFlight = 14_336;

for (const tag of ['en', 'pl', 'ur']) {
  test(`every page to read can be used by everyone, left, and tells nothing, in ${tag}`, async ({ page, site }) => {
    test.slow();
    const listed = await Promise.all(
      [`/${tag}/read/`, `/${tag}/work/`].map(async (address) => (await fetch(site.origin + address)).text()),
    );
    const found = listed.join('').matchAll(new RegExp(`href="(/${tag}/(?:read/[a-z]+|work-[a-z]+|think)/)"`, 'g'));
    const addresses = [...new Set([...found].map(([, address = '']) => address))];
    expect(addresses.length).toBeGreaterThan(44);
    for (const address of addresses) {
      await page.goto(address);
      await expect(page.locator('html'), address).toHaveAttribute('lang', tag);
      await expect(page.locator('main h1'), address).toBeVisible();
      await expect(page.locator('a[data-exit]').first(), address).toBeVisible();
      expect([address, findTelling(address), findTelling(await page.title())]).toEqual([address, null, null]);
      await expect(page.locator('main').locator('[lang="en"]:not(a)'), address).toHaveCount(0);
      expect([address, await findAccessibilityFaults(page)]).toEqual([address, []]);
      expect(await weigh(site.origin, address), address).toBeLessThan(oneFlight);
    }
  });
}

/** A page with the styles and scripts it loads by itself, compressed, in bytes. */
async function weigh(origin: string, address: string): Promise<number> {
  const html = await (await fetch(origin + address)).text();
  const files = [...html.matchAll(/<(?:link rel="stylesheet" href|script type="module" src)="([^"]+)"/g)];
  const texts = await Promise.all(files.map(async ([, file = '']) => (await fetch(origin + file)).text()));
  return [html, ...texts].reduce((sum, text) => sum + brotliCompressSync(text).length, 0);
}
