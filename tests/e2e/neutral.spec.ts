import { findTelling, tellingWords } from '../../src/i18n/telling.ts';
import { action, fillStep, openForm, send, shortest, walk } from '../support/form.ts';
import { exitLink, expect, readPages, test } from '../support/visits.ts';
import { readWords } from '../support/words.ts';

/** A page of the site as it is sent: everything that can be seen of it without reading it. */
type Sent = { address: string; tag: string; html: string; title: string; links: string[] };

let pages: Sent[] = [];

test.beforeAll(async ({ site }) => {
  pages = [...(await readPages(site.origin))].map(([address, html]) => ({
    address,
    tag: address.split('/')[1] ?? '',
    html,
    title: /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '',
    links: html.match(/<a [^>]*>/g) ?? [],
  }));
});

const attribute = (element: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(element)?.[1];

test('the list of telling words speaks every language of the site', () => {
  const tags = new Set(pages.map(({ tag }) => tag));
  expect(tags.size).toBeGreaterThan(2);
  expect([...tags].filter((tag) => (tellingWords[tag]?.length ?? 0) < 10)).toEqual([]);
});

test('no title tells what the site is about, and each says which page it is', () => {
  for (const { address, title } of pages) {
    expect(title, address).not.toBe('');
    expect(findTelling(title), `${address}: ${title}`).toBeNull();
  }
  for (const tag of new Set(pages.map((page) => page.tag))) {
    // A report about one service, or a place on one course, is the same form at another address.
    const own = pages.filter((page) => page.tag === tag && !/\/ask\/(fix|book)\/./.test(page.address));
    const titles = own.map(({ title }) => title);
    expect(new Set(titles).size, titles.join('\n')).toBe(titles.length);
  }
});

test('a service has a number for a title, not its name, and the same on the page', async ({ page }) => {
  const services = pages.filter(({ address }) => /\/s\/[^/]+\/$/.test(address));
  expect(services.length).toBeGreaterThan(6);
  for (const { address, tag, title } of services) {
    const [number = ''] = /\d+/.exec(title) ?? [];
    const words = readWords(tag);
    expect(title).toBe(`${words.service.number.replace('{{number}}', number)} – ${words.site.name}`);
    await page.goto(address);
    await expect(page.locator('main')).toContainText(words.service.number.replace('{{number}}', number));
  }
});

test('the titles of a form say nothing either, on any of its pages', async ({ page }) => {
  for (const tag of ['en', 'pl', 'ur']) {
    const titles = new Set<string>();
    await openForm(page, tag);
    await walk(page, {}, { until: 'reach' });
    await action(page, 'continue').click();
    await expect(page.locator('#problems')).toBeFocused();
    titles.add(await page.title());
    await openForm(page, tag);
    await walk(page, shortest, { until: 'permission', onPage: async () => void titles.add(await page.title()) });
    await fillStep(page, shortest);
    await send(page);
    titles.add(await page.title());
    expect([...titles].filter((title) => findTelling(title) !== null)).toEqual([]);
    expect(titles.size).toBe(3);
  }
});

test('no address, file name or icon tells', async ({ site }) => {
  const files = new Set(
    pages.flatMap(({ html }) => [...html.matchAll(/(?:src|href)="(\/[^"]*)"/g)].map(([, file]) => file ?? '')),
  );
  for (const address of [...pages.map((page) => page.address), ...files])
    expect(findTelling(address), address).toBeNull();
  // A district or a month may be named in an address, by its place in a list; nothing about a person may.
  expect([...files].filter((file) => /[?#]/.test(file.replace(/\?[aw]=\d+$/, '')))).toEqual([]);
  for (const icon of [...files].filter((file) => /\.(svg|ico|png)$/.test(file))) {
    const drawing = await (await fetch(site.origin + icon)).text();
    expect(drawing).not.toMatch(/<title|<desc|<text/);
    expect(findTelling(drawing), icon).toBeNull();
  }
});

test('what is shared or stored of a page beside itself tells nothing', () => {
  for (const { address, html } of pages) {
    const head = html.slice(0, html.indexOf('</head>'));
    expect(head, address).not.toMatch(
      /og:|twitter:|rel="manifest"|apple-mobile|rel="(preconnect|prefetch|dns-prefetch|prerender)"|speculationrules|http-equiv/,
    );
  }
});

test('no page of a demonstration is found by a search', () => {
  for (const { address, html } of pages) {
    expect(html, address).toContain('<meta name="robots" content="noindex, nofollow">');
  }
});

test('a link to another website tells it nothing, opens here and says that it leaves', () => {
  const outside = pages.flatMap(({ address, html }) =>
    [...html.matchAll(/(<a [^>]*href="https?:[^>]*>)([\s\S]{0,400})/g)].map(([, link = '', after = '']) => ({
      address,
      link,
      after,
    })),
  );
  expect(outside.length).toBeGreaterThan(30);
  for (const { address, link, after } of outside) {
    if (link.includes('data-exit')) {
      expect(attribute(link, 'rel'), address).toBe('nofollow noreferrer');
      continue;
    }
    expect(attribute(link, 'rel'), `${address}: ${link}`).toBe('noopener noreferrer');
    expect(after, `${address}: ${link}`).toMatch(/^[^<]*(<bdi>[^<]*<\/bdi>\s*<\/a>\s*)?<span class="outside"/);
    expect(attribute(link, 'target'), link).toBeUndefined();
  }
});

test('every page leads to the page about privacy, to help and back', () => {
  for (const { address, tag, html } of pages) {
    for (const wanted of [`/${tag}/private/`, `/${tag}/now/`]) expect(html, address).toContain(`href="${wanted}"`);
    if (!/^\/[\w-]+\/$/.test(address) && !address.includes('/problem/')) expect(html, address).toMatch(/class="back"/);
  }
});

test('the way to a form leads past the page that says what happens', () => {
  const ways = pages.flatMap(({ address, tag, links }) =>
    links.filter((link) => attribute(link, 'href') === `/${tag}/ask/`).map(() => address.replace(`/${tag}/`, '')),
  );
  expect(new Set(ways)).toEqual(new Set(['before/']));
});

test('a printed page shows no exit, no list of addresses and a title that says nothing', async ({ page }) => {
  await page.goto('/en/now/');
  await page.emulateMedia({ media: 'print' });
  await expect(exitLink(page)).toBeHidden();
  const added = await page
    .locator('main a')
    .evaluateAll((links) =>
      links.flatMap((link) => ['::before', '::after'].map((part) => getComputedStyle(link, part).content)),
    );
  expect(added.filter((content) => !['none', 'normal', '""'].includes(content))).toEqual([]);
  expect(findTelling(await page.title())).toBeNull();
});
