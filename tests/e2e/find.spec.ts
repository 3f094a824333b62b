import type { Page } from '@playwright/test';
import { linkOf } from '../../src/components/directory/link.ts';
import { readCounty } from '../../src/directory/county.ts';
import { lookUpOutcode } from '../../src/directory/outcode.ts';
import { codesFor, codesOn, countKept, county, listChoices } from '../support/finder.ts';
import { root } from '../support/project-files.ts';
import { expect, readHistory, test } from '../support/visits.ts';
import { readWords } from '../support/words.ts';

const english = readWords('en');
const show = (page: Page) => page.locator('#finder button').click();
const title = (page: Page) => page.locator('#results-title');

/** Chooses and shows, many times over, in the page itself; gives what was found each time. */
const askAll = (page: Page, choices: Record<string, string>[]) =>
  page.evaluate(async (all) => {
    const form = document.querySelector('form') as HTMLFormElement;
    const found: (string | undefined)[][] = [];
    for (const choice of all) {
      for (const name of ['area', 'postcode', 'help', 'for', 'how', 'words']) {
        (form.elements.namedItem(name) as HTMLInputElement).value = choice[name] ?? '';
      }
      form.requestSubmit();
      await new Promise((resolve) => setTimeout(resolve));
      await new Promise((resolve) => setTimeout(resolve));
      const lists = [
        document.querySelector('#results > .list'),
        ...document.querySelectorAll('#results > .more .list'),
      ];
      found.push(
        lists.flatMap((list) =>
          [...(list?.querySelectorAll('h3 a') ?? [])].map((link) => link.getAttribute('href')?.split('/')[3]),
        ),
      );
    }
    return found;
  }, choices);

/** Opens the finder and has it ready to go on by itself. */
async function openReady(page: Page, address: string): Promise<void> {
  await page.goto(address);
  const list = page.waitForResponse('**/list.json');
  await page.locator('#find-area').focus();
  await list;
  await page.waitForLoadState('networkidle');
}

for (const [tag, many] of [
  ['en', 200],
  ['ur', 20],
] as const) {
  test(`every choice finds in the page what the data has, and moves nowhere (${tag})`, async ({ page, site }) => {
    const html = await (await fetch(`${site.origin}/${tag}/find/`)).text();
    const choices = listChoices(html, many);
    expect(choices.length).toBeGreaterThan(many + 70);
    await openReady(page, `/${tag}/find/`);
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    const before = await readHistory(page);
    expect(await askAll(page, choices)).toEqual(choices.map((choice) => codesFor(choice, tag)));
    expect(await readHistory(page)).toEqual(before);
    expect(requests).toEqual([]);
  });
}

test('looking a postcode up asks nobody and keeps nothing', async ({ page }) => {
  const all = ['kent', 'dorset', 'lancashire'].flatMap((id) => Object.keys(readCounty(`${root}/content`, id).outcodes));
  expect(all.length).toBeGreaterThan(150);
  await openReady(page, '/en/find/');
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  const found = await askAll(
    page,
    all.map((postcode) => ({ postcode: `${postcode.toLowerCase()} 1aa` })),
  );
  for (const [index, outcode] of all.entries()) {
    const { areas } = lookUpOutcode(outcode, county.outcodes);
    const postcode = codesFor({ postcode: outcode }, 'en');
    expect(found[index], outcode).toEqual(postcode);
    if (areas.length === 1) expect(postcode, outcode).toEqual(codesFor({ area: areas[0] ?? '' }, 'en'));
  }
  expect(requests).toEqual([]);
  expect(await countKept(page)).toEqual([0, 0, 0, 0, 0]);
  expect(await page.context().cookies()).toEqual([]);
});

test('the page alone is small, and more comes when somebody begins to use it', async ({ page }) => {
  const scripts: string[] = [];
  page.on('request', (request) => /script|fetch/.test(request.resourceType()) && scripts.push(request.url()));
  await page.goto('/en/find/', { waitUntil: 'networkidle' });
  const atLoad = scripts.length;
  expect(scripts.filter((url) => url.endsWith('/list.json'))).toEqual([]);
  await page.mouse.wheel(0, 2000);
  await page.locator('.service a.phone').first().hover();
  expect(scripts.length).toBe(atLoad);
  await page.locator('#find-words').focus();
  await expect.poll(() => scripts.some((url) => url.endsWith('/list.json'))).toBe(true);
});

test('who types while it comes is not disturbed', async ({ page }) => {
  await page.goto('/en/find/');
  const list = page.waitForResponse('**/list.json');
  await page.locator('#find-words').pressSequentially('vi');
  await list;
  await page.waitForLoadState('networkidle');
  await expect(page.locator('#find-words')).toBeFocused();
  await page.keyboard.type('sa');
  await page.keyboard.press('Enter');
  await expect(title(page)).toHaveText(/^\d+ services?$/);
  expect(await codesOn(page)).toEqual(codesFor({ words: 'visa' }, 'en'));
});

test('a press before the code is there is held and answered in the page', async ({ page }) => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/list.json', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto('/en/find/');
  const before = await readHistory(page);
  await page.selectOption('#find-help', 'pets');
  await page.locator('#find-words').fill('my dog');
  await show(page);
  await expect(page.locator('#find-said')).toHaveText(english.find.waiting);
  // Who presses again is not held twice.
  await show(page);
  release();
  await expect(title(page)).toHaveText(/^\d+ services?$/);
  expect(await codesOn(page)).toEqual(codesFor({ help: 'pets', words: 'my dog' }, 'en'));
  await expect(page.locator('#results')).toBeFocused();
  await expect(page.locator('#find-said')).toBeEmpty();
  await expect(page.locator('#find-words')).toHaveValue('my dog');
  expect(await readHistory(page)).toEqual(before);
});

test('a place of the map that is pressed before the code is there is held too', async ({ page }) => {
  await page.route('**/list.json', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 800));
    await route.continue();
  });
  await page.goto('/en/find/');
  await page.selectOption('#find-help', 'housing-advice');
  await page.locator('#find-postcode').fill('CT1');
  await page.locator('[data-place="dover"]').click();
  await expect(page.locator('[data-place="dover"]')).toHaveAttribute('aria-current', 'true');
  expect(await codesOn(page)).toEqual(codesFor({ area: 'dover', help: 'housing-advice' }, 'en'));
  await expect(page.locator('#find-area')).toHaveValue('dover');
  await expect(page.locator('#find-area option:checked')).toHaveText('Dover');
  await expect(page.locator('#find-postcode')).toHaveValue('');
  expect(new URL(page.url()).search).toBe('');
});

test('where the list does not come the server finds, and the visit stays one entry', async ({ page }) => {
  await page.route('**/list.json', (route) => route.fulfill({ status: 500 }));
  await page.goto('/en/find/');
  const before = await readHistory(page);
  for (const help of ['pets', 'refuge']) {
    await page.selectOption('#find-help', help);
    await show(page);
    await expect.poll(() => codesOn(page)).toEqual(codesFor({ help }, 'en'));
    await expect(page.locator('#results')).toBeFocused();
    await expect(page.locator('#find-help')).toHaveValue(help);
  }
  expect(await readHistory(page)).toEqual(before);
});

test('where no code comes the browser sends the form, and a place is a link', async ({ page }) => {
  await page.goto('/en/find/', { waitUntil: 'networkidle' });
  await page.route('**/*.js', (route) => route.abort());
  await page.selectOption('#find-help', 'pets');
  const [request] = await Promise.all([page.waitForRequest(/\/find\/$/), show(page)]);
  expect(request.method()).toBe('POST');
  await expect(title(page)).toBeVisible();
  await expect.poll(() => codesOn(page)).toEqual(codesFor({ help: 'pets' }, 'en'));
  expect(new URL(page.url()).search).toBe('');
  await page.locator('[data-place="dover"]').click();
  await expect.poll(() => codesOn(page)).toEqual(codesFor({ area: 'dover', help: 'pets' }, 'en'));
});

test('once it is there it needs no connection', async ({ page, context }) => {
  await openReady(page, '/en/find/');
  await context.setOffline(true);
  await page.selectOption('#find-help', 'refuge');
  await show(page);
  await expect.poll(() => codesOn(page)).toEqual(codesFor({ help: 'refuge' }, 'en'));
});

test('without a connection the page says so and keeps what was typed', async ({ page, context }) => {
  await page.goto('/en/find/', { waitUntil: 'networkidle' });
  await context.setOffline(true);
  await page.locator('#find-words').fill('visa');
  await page.locator('#find-words').press('Enter');
  await expect(page.locator('#find-said')).toHaveText(english.form.offline);
  await context.setOffline(false);
  await page.locator('#find-words').press('Enter');
  await expect(title(page)).toHaveText(/^\d+ services?$/);
  expect(await codesOn(page)).toEqual(codesFor({ words: 'visa' }, 'en'));
});

test('danger in one’s own words brings 999 before all that was found', async ({ page }) => {
  await page.goto('/en/find/');
  await page.locator('#find-words').fill('he has a knife');
  await page.locator('#find-words').press('Enter');
  await expect(page.locator('#results > :first-child')).toContainText(english.now.ring999);
  await expect(page.locator('#results .danger a')).toBeInViewport();
  await expect(page.locator('#results .danger a')).toHaveAttribute('href', 'tel:999');
});

test('a link of short signs shows the same as the choice it stands for', async ({ page, site }) => {
  const html = await (await fetch(`${site.origin}/en/find/list.json`)).json();
  const choice = { area: 'swale', postcode: '', help: 'legal', for: '', how: 'phone', words: 'secret' };
  const link = linkOf(choice, html.data) ?? '';
  expect(link).toMatch(/^\/en\/find\/\?a=\d+&h=\d+&w=\d+$/);
  await page.goto(link);
  expect(await codesOn(page)).toEqual(codesFor({ area: 'swale', help: 'legal', how: 'phone' }, 'en'));
  // A town is no other place: what is shown as chosen is the district.
  await expect(page.locator('#find-area option:checked')).toHaveText('Swale');
});
