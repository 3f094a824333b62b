import type { Page } from '@playwright/test';
import { noChoice } from '../../src/components/directory/data.ts';
import { linkOf } from '../../src/components/directory/link.ts';
import { codesFor, codesIn, codesOn, listChoices } from '../support/finder.ts';
import { expectFaultless } from '../support/layout.ts';
import { expect, test } from '../support/visits.ts';
import { readWords } from '../support/words.ts';

/** Sends the form as a browser without a script does, and gives what was sent and what came. */
async function show(page: Page) {
  const [response] = await Promise.all([
    page.waitForResponse((one) => one.request().isNavigationRequest()),
    page.locator('#finder button').click(),
  ]);
  return { response, request: response.request() };
}

test('every choice by the menus finds what the data has', async ({ site }) => {
  const ask = async (address: string) => (await fetch(site.origin + address)).text();
  const { data } = await (await fetch(`${site.origin}/en/find/list.json`)).json();
  const choices = listChoices(await ask('/en/find/'), 200);
  expect(choices.length).toBeGreaterThan(270);
  for (const choice of choices) {
    const link = linkOf({ ...noChoice, ...choice }, data) ?? '/en/find/';
    expect(codesIn(await ask(link)), JSON.stringify(choice)).toEqual(codesFor(choice, 'en'));
  }
});

for (const tag of ['en', 'ur']) {
  test(`a postcode and words are posted, and stand in no address, title or log (${tag})`, async ({ page, site }) => {
    await page.goto(`/${tag}/find/`);
    const title = await page.title();
    await page.locator('#find-postcode').fill('CT16 9ZZ');
    await page.locator('#find-words').fill('zebrafish visa');
    const { request, response } = await show(page);
    expect([request.method(), response.status()]).toEqual(['POST', 200]);
    expect((await response.allHeaders())['cache-control']).toBe('no-store');
    // The address ends where the answer stands: below a form and a map nobody on a phone would see that there is one.
    expect(page.url()).toBe(`${site.origin}/${tag}/find/#results`);
    await expect(page.locator('#results')).toBeInViewport();
    expect(await codesOn(page)).toEqual(codesFor({ postcode: 'CT16', words: 'zebrafish visa' }, tag));
    expect(await page.title()).toBe(title);
    expect(site.logs().join('\n')).not.toMatch(/CT16|zebrafish|visa/i);
    await expect(page.locator('#find-words')).toHaveValue('zebrafish visa');
    await expectFaultless(page, tag, 'what was found');
  });
}

test('a place of the map keeps what was chosen besides, and no word of it', async ({ page }) => {
  await page.goto('/en/find/');
  await page.selectOption('#find-help', 'pets');
  await page.locator('#find-words').fill('zebrafish');
  await show(page);
  await page.locator('[data-place="thanet"]').click();
  await expect(page.locator('[data-place="thanet"]')).toHaveAttribute('aria-current', 'true');
  expect(new URL(page.url()).search).toMatch(/^\?a=\d+&h=\d+$/);
  expect(await codesOn(page)).toEqual(codesFor({ area: 'thanet', help: 'pets' }, 'en'));
});

test('a town leads to its district, and the district is shown as chosen', async ({ page }) => {
  await page.goto('/en/find/');
  await page.selectOption('#find-area', { label: 'Deal (Dover)' });
  await show(page);
  await expect(page.locator('#find-area option:checked')).toHaveText('Dover');
  expect(await codesOn(page)).toEqual(codesFor({ area: 'dover' }, 'en'));
});

test('nothing is shown that needs a script', async ({ page }) => {
  for (const address of ['/en/find/', '/en/find/?a=4']) {
    await page.goto(address);
    await expect(page.locator('[data-scripted]:visible')).toHaveCount(0);
    await expect(page.getByText(readWords('en').find.link)).toBeHidden();
  }
});

test('what was found beyond the first can be opened without a script', async ({ page }) => {
  await page.goto('/en/find/?a=4');
  const last = page.locator('.more li').last();
  await expect(last).toBeHidden();
  await page.locator('.more summary').click();
  await expect(last).toBeVisible();
});

test('a page that asks for data by its address gets the page, as everybody does after it', async ({ site }) => {
  const asData = await fetch(`${site.origin}/pl/find/`, { headers: { accept: 'application/json' } });
  expect(asData.headers.get('content-type')).toContain('text/html');
  const page = await fetch(`${site.origin}/pl/find/`);
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(await page.text()).toContain('<h1>');
});
