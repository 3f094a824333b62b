import type { Page } from '@playwright/test';
import words from '../../src/i18n/en.json' with { type: 'json' };
import { expect, test } from '../support/fixtures.ts';
import {
  action,
  fillStep,
  openForm,
  press,
  readFields,
  reference,
  send,
  shortest,
  shownPage,
  walk,
} from '../support/form.ts';
import { listMessages, openDemonstration } from '../support/opened.ts';
import { pressInVain, testSteps, wordsOf } from '../support/steps.ts';

const quick = { atOnce: true } as const;

testSteps();

/** Every address asked for, with its method. */
function watchRequests(page: Page): string[] {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(`${request.method()} ${new URL(request.url()).pathname}`));
  return requests;
}

test('what is to be mended is said at once, and each next page begins at its heading', async ({ page }) => {
  await openForm(page, 'en');
  await press(page, 'continue');
  await expect(shownPage(page).locator('h1')).toBeFocused();
  await pressInVain(page);
  await expect(page.locator('#problems')).toBeFocused();
  await expect(page.locator('#problems')).toHaveAttribute('role', 'alert');
  await pressInVain(page);
  await expect(page.locator('#problems')).toBeFocused();
  await fillStep(page, shortest, quick);
  await press(page, 'continue');
  await expect(shownPage(page).locator('h1')).toBeFocused();
  await press(page, 'back');
  await expect(shownPage(page).locator('h1')).toBeFocused();
});

test('nothing is asked of the server until Send but what seals, wordless assets and a language that is chosen', async ({
  page,
}) => {
  const requests = watchRequests(page);
  await openForm(page, 'en');
  const opening = requests.splice(0);
  expect(opening[0]).toBe('GET /en/ask/');
  expect(opening.slice(1).filter((request) => !/^GET \/(assets\/[\w.-]+|icon\.svg)$/.test(request))).toEqual([]);
  await walk(page, { ...shortest, danger: 'yes', name: 'Ana' }, { until: 'what', ...quick });
  await press(page, 'back');
  await press(page, 'continue');
  await walk(page, {}, quick);
  await press(page, 'change:you');
  await press(page, 'continue');
  const seals = ['GET /en/ask/message.json', 'GET /key/referrals/'];
  const asked = () => requests.filter((request) => !/^GET \/assets\/[\w.-]+\.js$/.test(request)).sort();
  await expect.poll(asked).toEqual(seals);
  requests.length = 0;
  await action(page, 'language:pl').click();
  await expect(action(page, 'send')).toHaveText(wordsOf('pl').form.send);
  expect(requests.splice(0)).toEqual(['GET /pl/ask/words.json']);
  await send(page);
  expect(requests).toEqual(['POST /pl/ask/']);
  expect(page.url()).toMatch(/\/en\/ask\/$/);
});

test('the visit stays one entry of the history', async ({ page }) => {
  await page.goto('/en/');
  const length = () => page.evaluate(() => history.length);
  const before = await length();
  await page.locator('.doors a[href="/en/before/"]').click();
  await page.locator('a.main[href="/en/ask/"]').click();
  await shownPage(page).waitFor();
  await openForm(page, 'en');
  await walk(page, { ...shortest, story: 'x' }, quick);
  await press(page, 'change:what');
  await press(page, 'back');
  await action(page, 'language:ur').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ur');
  await walk(page, {}, quick);
  await press(page, 'change:reach');
  await page.locator('#ringUs').uncheck();
  await pressInVain(page);
  await page.locator('#problems a').click();
  await page.locator('#ringUs').check();
  await press(page, 'continue');
  await send(page);
  expect(await length()).toBe(before);
});

test('two clicks on Send are one message', async ({ page, site }) => {
  await openForm(page, 'en');
  await walk(page, shortest, quick);
  const posts = watchRequests(page);
  await action(page, 'send').dblclick();
  const said = await reference(page).innerText();
  await openDemonstration(site.dataDir, said);
  expect(posts.filter((request) => request.startsWith('POST'))).toHaveLength(1);
});

test('without a connection Send keeps everything and says so, and works when it is back', async ({
  page,
  site,
  context,
}) => {
  await openForm(page, 'en');
  const answers = { ...shortest, story: 'Half a sentence,\nand more.' };
  await walk(page, answers, quick);
  await context.setOffline(true);
  await action(page, 'send').click();
  const notice = page.locator('#notice');
  await expect(notice).toHaveText(words.form.offline);
  await expect(notice).toBeFocused();
  await expect(page.locator('.answers')).toContainText('Half a sentence,');
  await press(page, 'change:what');
  await expect(notice).toHaveCount(0);
  expect(Object.fromEntries(await readFields(page))).toEqual({ story: answers.story });
  await press(page, 'continue');
  await context.setOffline(false);
  const { referral } = await openDemonstration(site.dataDir, await send(page));
  expect(referral.answers).toEqual(answers);
});

test('a page that went offline before it had the sealing code still seals once the connection is back', async ({
  page,
  context,
}) => {
  await openForm(page, 'en');
  await walk(page, shortest, { until: 'reach', ...quick });
  await context.setOffline(true);
  await walk(page, shortest, quick);
  await action(page, 'send').click();
  await expect(page.locator('#notice')).toHaveText(words.form.offline);
  await context.setOffline(false);
  const posted = page.waitForRequest((request) => request.method() === 'POST');
  await action(page, 'send').click();
  expect((await posted).postData()).toContain('name="sealed"');
  await expect(reference(page)).toBeVisible();
});

test('a server that is away is told from a missing connection', async ({ page }) => {
  await openForm(page, 'en');
  await walk(page, shortest, quick);
  await page.route('**/en/ask/', (route) => route.abort('connectionrefused'));
  await action(page, 'send').click();
  await expect(page.locator('#notice')).toContainText(words.form.problem);
  await page.unroute('**/en/ask/');
  await send(page);
});

test('what cannot be kept sealed is not sent again in the clear', async ({ page }) => {
  await openForm(page, 'en');
  await walk(page, shortest, quick);
  const posted: string[] = [];
  await page.route('**/en/ask/', (route) => {
    posted.push(route.request().postData() ?? '');
    // As a proxy answers too: without the words of the site.
    return route.fulfill({ status: 503, contentType: 'text/html', body: '<h1>503</h1>' });
  });
  await action(page, 'send').click();
  await expect(page.locator('#notice')).toContainText(words.form.problem);
  expect(posted).toHaveLength(1);
  expect(posted[0]).toContain('name="sealed"');
  await page.unroute('**/en/ask/');
  await send(page);
});

test('a server that never answers is given up, and nothing is lost', async ({ page, site }) => {
  await page.clock.install();
  await openForm(page, 'en');
  await walk(page, shortest, quick);
  let tries = 0;
  await page.route('**/en/ask/', () => {
    tries += 1;
  });
  await action(page, 'send').click();
  // Sealed, and then as a plain form.
  for (const count of [1, 2]) {
    await expect.poll(() => tries, { intervals: [25] }).toBe(count);
    await page.clock.fastForward(60_000);
  }
  await expect(page.locator('#notice')).toContainText(words.form.problem);
  await page.unroute('**/en/ask/');
  const { referral } = await openDemonstration(site.dataDir, await send(page));
  expect(referral.answers).toEqual(shortest);
});

test('a language that does not come leaves the page as it is', async ({ page, context }) => {
  await openForm(page, 'en');
  await walk(page, { ...shortest, name: 'Ana' }, { until: 'what', ...quick });
  await press(page, 'back');
  await context.setOffline(true);
  await action(page, 'language:ur').click();
  await expect(page.locator('#notice')).toHaveText(words.form.offline);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('#name')).toHaveValue('Ana');
});

test('a page that is loaded again is empty and says why', async ({ page }) => {
  await openForm(page, 'en');
  await walk(page, { ...shortest, danger: 'yes' }, { until: 'permission', ...quick });
  await page.reload();
  await expect(page.locator('#notice')).toHaveText(words.form.emptied);
  await expect(shownPage(page)).toHaveAttribute('data-step', 'now');
  await expect(page.locator(':checked')).toHaveCount(0);
});

test('two pages of one person are two messages', async ({ context, site }) => {
  const said: string[] = [];
  for (let copy = 0; copy < 2; copy += 1) {
    const page = await context.newPage();
    await openForm(page, 'en');
    await walk(page, shortest, { until: 'you', ...quick });
    said.push(await send(page));
  }
  expect(new Set(said).size).toBe(2);
  for (const one of said) await openDemonstration(site.dataDir, one);
  expect(listMessages(site.dataDir).length).toBeGreaterThanOrEqual(2);
});
