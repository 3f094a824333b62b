import { directory } from '../support/finder.ts';
import { expectFaultless } from '../support/layout.ts';
import { expect, test } from '../support/visits.ts';
import { readWords } from '../support/words.ts';

const services = directory.services;
const codes = (of: typeof services) => of.map(({ code }) => code).sort();
const open = services.filter(({ audience }) => audience === 'public');

test('the feed, the pages and the list in the browser have the same services', async ({ site }) => {
  const get = async (address: string) => (await fetch(site.origin + address)).json();
  const { list } = await get('/en/find/list.json');
  expect(Object.keys(list.cards).sort()).toEqual(open.map(({ id }) => id).sort());
  const { contents } = await get('/api/oruk/services?per_page=1000');
  const fed = new Set((contents as { id: string }[]).map(({ id }) => id));
  expect(open.filter(({ uuid }) => !fed.has(uuid))).toEqual([]);
  const professional = services.filter(({ audience }) => audience === 'professional');
  expect(professional.filter(({ uuid, id }) => fed.has(uuid) || list.cards[id])).toEqual([]);
  for (const code of codes(open)) expect((await fetch(`${site.origin}/en/s/${code}/`)).status, code).toBe(200);
  expect((await fetch(`${site.origin}/en/s/zzzzzzzz/`)).status).toBe(404);
});

test('title and what a search engine is told are the same whatever was chosen', async ({ page }) => {
  const tell = () =>
    page.evaluate(() => [
      document.title,
      ...[...document.querySelectorAll('meta[name], meta[property]')].map((meta) => meta.outerHTML),
    ]);
  await page.goto('/en/find/');
  const before = await tell();
  for (const address of ['/en/find/?a=4', '/en/find/?a=4&h=1&f=2&w=1', '/en/find/?h=999']) {
    await page.goto(address);
    expect(await tell(), address).toEqual(before);
  }
  await page.locator('#find-words').fill('zebrafish');
  await page.locator('#finder button').click();
  await expect(page.locator('#find-said')).toBeEmpty();
  await expect(page.locator('#results')).toBeFocused();
  expect(await tell()).toEqual(before);
});

test('on each page links to other sites give away nothing, and no handler stands in an element', async ({ site }) => {
  const pages = ['/en/find/?a=4', '/en/own/', '/en/now/', '/en/work/pathway/', '/ur/work/table/', '/en/work/list/?a=4'];
  for (const address of [...pages, ...codes(open).map((code) => `/pl/s/${code}/`)]) {
    const html = await (await fetch(site.origin + address)).text();
    const outward = html.match(/<a [^>]*href="https?:[^>]*>/g) ?? [];
    expect(
      outward.filter((link) => !/rel="[^"]*noreferrer/.test(link)),
      address,
    ).toEqual([]);
    expect(html, address).not.toMatch(/<[^>]+\s(on\w+|style)=/);
  }
});

for (const tag of ['en', 'ur']) {
  test(`each page of the directory can be used by everyone, in ${tag}`, async ({ page }) => {
    const service = open.find(({ id }) => id === 'victim-support-kent-medway')?.code;
    for (const address of [
      'find/',
      'find/?a=4',
      'own/',
      'now/',
      `s/${service}/`,
      'work/pathway/',
      'work/table/',
      'work/list/?a=4',
    ]) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(`/${tag}/${address}`);
      await page.evaluate(() => {
        for (const part of document.querySelectorAll('details')) part.open = true;
      });
      await expectFaultless(page, tag, address);
      for (const width of [360, 768]) {
        await page.setViewportSize({ width, height: 800 });
        const beyond = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect.soft(beyond, `${address} at ${width}`).toBeLessThanOrEqual(0);
      }
    }
  });

  test(`places can be chosen on the map as in the menu, by touch, keyboard and name, in ${tag}`, async ({ page }) => {
    await page.goto(`/${tag}/find/`);
    for (const [width, atLeast] of [
      [320, 44],
      [768, 44],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      const tiles = await page.locator('.map [data-place]').all();
      expect(tiles.length).toBe(13);
      for (const tile of tiles) {
        const name = await tile.innerText();
        await expect(page.locator('#find-area option', { hasText: new RegExp(`^${name}$`) })).toHaveCount(1);
        const box = await tile.boundingBox();
        expect(Math.min(box?.width ?? 0, box?.height ?? 0), name).toBeGreaterThanOrEqual(atLeast);
      }
    }
    await page.locator('#finder button').focus();
    await page.keyboard.press('Tab');
    await expect(page.locator('.map a').first()).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('#results')).toBeFocused();
    await expect(page.locator('.map a').first()).toHaveAttribute('aria-current', 'true');
    // The east is at the right in every language.
    const x = async (id: string) => (await page.locator(`[data-place="${id}"]`).boundingBox())?.x ?? 0;
    expect(await x('thanet')).toBeGreaterThan(await x('sevenoaks'));
    await expect(page.locator('.map')).toHaveAccessibleName(readWords(tag).find.map.replace('{{county}}', 'Kent'));
  });
}
