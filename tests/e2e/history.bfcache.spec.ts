import type { Page } from '@playwright/test';
import type { Outside } from '../support/exit-host.ts';
import { action, answerAll, openForm, press, send, shownPage, takenOver, walk } from '../support/form.ts';
import {
  arriveOutside,
  beginVisit,
  expect,
  first,
  goInHistory,
  readHistory,
  second,
  test,
  waysOut,
} from '../support/visits.ts';
import { readWords } from '../support/words.ts';

/** Presses Back and Forward five times each, and gives every address that the tab came to. */
async function wander(page: Page): Promise<string[]> {
  const seen: string[] = [];
  page.on('framenavigated', (frame) => seen.push(frame.url()));
  for (let step = 0; step < 5; step += 1) await goInHistory(page, -1);
  for (let step = 0; step < 5; step += 1) await goInHistory(page, 1);
  return seen;
}

/** Follows a link of the page by its address and waits for the page it leads to. */
async function follow(page: Page, address: string): Promise<void> {
  await page.locator(`main a[href="${address}"], nav a[href="${address}"]`).first().click();
  await page.waitForURL(`**${address}`);
}

async function expectNothingLeft(page: Page, outside: Outside, origin: string): Promise<void> {
  const { addresses, shown } = await readHistory(page);
  expect(addresses).toEqual([expect.stringContaining(outside.searchUrl('').split('?')[0] ?? ''), page.url()]);
  expect(shown).toBe(1);
  expect((await wander(page)).filter((address) => address.startsWith(origin))).toEqual([]);
  expect([first.url, second.url]).toContain(page.url());
}

test('a visit of many pages is one entry, and none after the exit', async ({ page, site, outside }) => {
  await beginVisit(page, outside, `${site.origin}/en/`);
  for (const address of ['/en/private/', '/en/private-device/', '/en/now/', '/pl/now/', '/ur/now/', '/ur/find/']) {
    await follow(page, address);
  }
  await page.keyboard.press('Tab');
  await page.locator('a.skip[data-focus]').press('Enter');
  await expect(page.locator('#main')).toBeFocused();
  expect(page.url()).toBe(`${site.origin}/ur/find/`);
  expect((await readHistory(page)).addresses).toHaveLength(2);
  await waysOut['a click']?.(page);
  await arriveOutside(page);
  await expectNothingLeft(page, outside, site.origin);
});

for (const [name, leave] of Object.entries(waysOut)) {
  test(`nothing of the visit is left after leaving by ${name}`, async ({ page, site, outside }) => {
    await beginVisit(page, outside, `${site.origin}/en/`);
    await follow(page, '/en/before/');
    await leave(page);
    await arriveOutside(page);
    await expectNothingLeft(page, outside, site.origin);
  });
}

test('going on from the page for professionals leaves nothing of it', async ({ page, site, outside }) => {
  await beginVisit(page, outside, `${site.origin}/en/`);
  await follow(page, '/en/work/');
  await follow(page, '/en/private/');
  await waysOut['a click']?.(page);
  await arriveOutside(page);
  await expectNothingLeft(page, outside, site.origin);
});

test('between pages for professionals Back and Forward do what they always do', async ({ page, site, outside }) => {
  await beginVisit(page, outside, `${site.origin}/en/work/`);
  await follow(page, '/en/work/table/');
  await goInHistory(page, -1);
  await page.waitForURL('**/en/work/');
  await goInHistory(page, 1);
  await page.waitForURL('**/en/work/table/');
  // Of several of them the last alone is replaced: no page can take the others away.
  await follow(page, '/en/find/');
  await waysOut['a click']?.(page);
  await arriveOutside(page);
  const left = (await readHistory(page)).addresses.map((address) => address.replace(site.origin, ''));
  expect(left.slice(1)).toEqual(['/en/work/', first.url]);
});

test('a form that is pressed before its script has come is the same one entry', async ({ page, site, outside }) => {
  const posts: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
  await page.route('**/assets/*.js', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    await route.continue();
  });
  await page.goto(outside.searchUrl(`${site.origin}/en/ask/`));
  await page.locator('#result').click();
  await action(page, 'continue').click({ noWaitAfter: true });
  await expect(shownPage(page)).toHaveAttribute('data-step', 'reach');
  expect(posts).toEqual([]);
  await waysOut['a click']?.(page);
  await arriveOutside(page);
  await expectNothingLeft(page, outside, site.origin);
});

test('nothing is left when Back was pressed inside the site before the exit', async ({ page, site, outside }) => {
  await beginVisit(page, outside, `${site.origin}/en/`);
  await follow(page, '/en/find/');
  await follow(page, '/en/before/');
  await goInHistory(page, -1);
  expect(page.url()).toContain('localhost');
  await goInHistory(page, 1);
  await page.waitForURL('**/en/before/');
  await page.waitForLoadState();
  await waysOut['Shift three times']?.(page);
  await arriveOutside(page);
  await expectNothingLeft(page, outside, site.origin);
});

test('looking for a service, by place or by words, is the same one entry', async ({ page, site, outside }) => {
  await beginVisit(page, outside, `${site.origin}/en/find/`);
  await expect(page.locator('#finder')).toBeVisible();
  const before = await page.evaluate(() => history.length);
  await page.waitForLoadState('networkidle');
  await page.locator('[data-place]').nth(3).click();
  await page.locator('[name="words"]').fill('money');
  await page.locator('#finder').getByRole('button').first().click();
  await expect(page.locator('#results')).toBeFocused();
  expect(await page.evaluate(() => [location.pathname, location.search, location.hash, history.length])).toEqual([
    '/en/find/',
    '',
    '',
    before,
  ]);
  await page.locator('#results a[href^="/en/s/"]').first().click();
  await page.waitForURL('**/en/s/*/');
  await waysOut['a click']?.(page);
  await arriveOutside(page);
  await expectNothingLeft(page, outside, site.origin);
});

test('a whole form with errors, changes and thanks is one entry, and its address stays bare', async ({
  page,
  site,
  outside,
}) => {
  await beginVisit(page, outside, `${site.origin}/en/before/`);
  const lengthBefore = await page.evaluate(() => history.length);
  await follow(page, '/en/ask/');
  await takenOver(page);
  const addresses = new Set<string>();
  const posts: string[] = [];
  page.on('framenavigated', (frame) => addresses.add(frame.url()));
  page.on('request', (request) => {
    if (request.isNavigationRequest()) posts.push(`${request.method()} ${request.url()}`);
  });
  await press(page, 'continue');
  await action(page, 'continue').click();
  await expect(page.locator('#problems')).toBeFocused();
  await page.locator('#problems a').first().click();
  await walk(
    page,
    answerAll((field) => `words for ${field}`),
  );
  await action(page, 'change:reach').first().click();
  await expect(shownPage(page)).toHaveAttribute('data-step', 'reach');
  await press(page, 'continue');
  await expect(shownPage(page)).toHaveAttribute('data-step', 'check');
  await action(page, 'language:pl').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'pl');
  await send(page);
  expect(await page.evaluate(() => [location.hash, location.search, history.length])).toEqual(['', '', lengthBefore]);
  expect([...addresses, ...posts]).toEqual([]);
  await waysOut['a tap']?.(page);
  await arriveOutside(page);
  await expectNothingLeft(page, outside, site.origin);
});

/** What a page of the site shows at the moment the browser brings it into view: kept alive by it, or loaded. */
type Showing = { restored: boolean; address: string; text: string; typed: string };

/** Fills the list as pages come into view. By the console: a function handed in by Playwright does not live on with the page. */
async function watchShowing(page: Page, origin: string): Promise<Showing[]> {
  const seen: Showing[] = [];
  page.on('console', (message) => {
    const [mark, told] = message.text().split('showing:');
    if (mark === '' && told?.includes(origin)) seen.push(JSON.parse(told));
  });
  await page.addInitScript(() => {
    addEventListener(
      'pageshow',
      ({ persisted }) => {
        const fields = [...document.querySelectorAll<HTMLInputElement>('input:not([type=hidden]), textarea')];
        const typed = fields.map(({ value, type }) => (/radio|checkbox/.test(type) ? '' : value)).join('');
        const text = document.body?.innerText ?? '';
        console.log(`showing:${JSON.stringify({ restored: persisted, address: location.href, text, typed })}`);
      },
      true,
    );
  });
  return seen;
}

/** Half of an answer, which nobody has sent. */
async function typeSomething(page: Page): Promise<void> {
  await press(page, 'continue');
  await page.locator('[name="callUse"][value="yes"]').check();
  await press(page, 'continue');
  await page.locator('[name="callNumber"]').fill('07700 900123');
}

test('a page left by the exit and brought back shows nothing and leaves again', async ({ page, site, outside }) => {
  const seen = await watchShowing(page, site.origin);
  await openForm(page, 'en');
  await typeSomething(page);
  // The exit's page never comes, so that the one that was left stays the tab's; then another address is typed.
  outside.answer(first.host, 'never');
  await waysOut['a click']?.(page);
  await page.goto(outside.searchUrl(''));
  outside.reset();
  await goInHistory(page, -1);
  await expect.poll(() => outside.requests.map(({ host }) => host), { timeout: 500 }).toEqual([first.host]);
  await arriveOutside(page);
  expect(seen.filter(({ restored }) => restored)).toEqual([
    { restored: true, address: `${site.origin}/en/ask/`, text: 'Loading', typed: '' },
  ]);
});

test('any other page brought back has nothing to show until it is loaded anew', async ({ page, site, outside }) => {
  const seen = await watchShowing(page, site.origin);
  await beginVisit(page, outside, `${site.origin}/en/private/`);
  await page.goto(outside.searchUrl(''));
  await goInHistory(page, -1);
  await expect.poll(() => seen.at(-2)).toMatchObject({ restored: true, text: '' });
  expect(seen.at(-1)).toMatchObject({ restored: false, text: expect.stringContaining('What the exit link does') });
});

for (const tag of ['en', 'pl', 'ur']) {
  test(`a form brought back is empty and says why (${tag})`, async ({ page, site, outside }) => {
    const seen = await watchShowing(page, site.origin);
    await openForm(page, tag);
    await expect(page.locator('#notice')).toHaveCount(0);
    await typeSomething(page);
    await page.goto(outside.searchUrl(''));
    await goInHistory(page, -1);
    await expect(page.locator('#notice')).toHaveText(readWords(tag).form.emptied);
    expect(seen.filter(({ restored }) => restored)).toEqual([expect.objectContaining({ text: '', typed: '' })]);
    await typeNothing(page);
  });
}

/** Goes on to where something was typed: there is nothing any more. */
async function typeNothing(page: Page): Promise<void> {
  await takenOver(page);
  await press(page, 'continue');
  await expect(page.locator(':checked')).toHaveCount(0);
  await page.locator('[name="callUse"][value="yes"]').check();
  await press(page, 'continue');
  await expect(page.locator('[name="callNumber"]')).toHaveValue('');
}

test('a form that the browser did not keep alive comes back empty too, and says why', async ({ page, outside }) => {
  await openForm(page, 'en');
  await walk(
    page,
    answerAll((field) => `words for ${field}`),
  );
  await page.goto(outside.searchUrl(''));
  await goInHistory(page, -1);
  await expect(page.locator('#notice')).toHaveText(readWords('en').form.emptied);
  await typeNothing(page);
});
