import type { Page } from '@playwright/test';
import { countKept } from '../support/finder.ts';
import { expect, test } from '../support/visits.ts';
import { readWords } from '../support/words.ts';

const { find } = readWords('en');
const keepButtons = (page: Page) => page.locator('#results .list [data-scripted]');
const kept = (page: Page) => page.locator('#kept h3');

/** The words that a page has on paper. */
async function readPaper(page: Page): Promise<string> {
  await page.emulateMedia({ media: 'print' });
  const text = await page.locator('body').innerText();
  await page.emulateMedia({ media: null });
  return text;
}

test('services are put on a list and taken off again, with no trace of it', async ({ page }) => {
  await page.goto('/en/find/');
  const names = await page.locator('#results h3').allInnerTexts();
  for (const at of [0, 3, 1]) await keepButtons(page).nth(at).click();
  await expect(kept(page)).toHaveText([names[0] ?? '', names[3] ?? '', names[1] ?? '']);
  await expect(page.locator('#find-said')).toHaveText(`${find.list}: 3`);
  await expect(keepButtons(page).nth(3)).toHaveText(find.drop);
  // It stays while one goes on looking.
  await page.selectOption('#find-help', 'pets');
  await page.locator('#finder button').click();
  await expect(page.locator('#results-title')).toContainText('service');
  await expect(kept(page)).toHaveCount(3);
  await page.locator('#kept [data-scripted]').nth(1).click();
  await expect(kept(page)).toHaveText([names[0] ?? '', names[1] ?? '']);
  expect(await countKept(page)).toEqual([0, 0, 0, 0, 0]);
  await page.reload();
  await expect(page.locator('#results h3').first()).toBeVisible();
  await expect(page.locator('#kept')).toHaveCount(0);
  expect(await countKept(page)).toEqual([0, 0, 0, 0, 0]);
});

test('the list can be reached and used by the keyboard alone', async ({ page }) => {
  await page.goto('/ur/find/');
  await keepButtons(page).first().focus();
  await page.keyboard.press('Enter');
  const way = page.locator('#results a[data-focus="kept"]');
  await expect(way).toHaveText(`${readWords('ur').find.list} (1)`);
  await expect(keepButtons(page).first()).toBeFocused();
  await way.press('Enter');
  await expect(page.locator('#kept')).toBeFocused();
  expect(new URL(page.url()).hash).toBe('');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.locator('#kept .phone').first()).toBeFocused();
});

test('the browser is asked to print, and prints the list alone', async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', '');
  });
  await page.goto('/en/find/');
  await keepButtons(page).nth(1).click();
  await page.locator('#kept').getByRole('button', { name: find.print }).click();
  await expect(page.locator('html')).toHaveAttribute('data-printed', '');
  const paper = await readPaper(page);
  expect(paper).toContain(find.list);
  expect(paper).toMatch(/\d{4} \d{3,4} \d{3,4}/);
  expect(paper.match(/^0[\d ]{8,}/gm) ?? []).toHaveLength(1);
  expect(paper).not.toMatch(/No Wrong Door|127\.0\.0\.1|Start here/);
});

/** Pages that people print, with something that each must have on paper. */
const printed = {
  'a service': { link: '/en/find/', open: '#results h3 a' },
  'a list for a district': { link: '/en/work/list/?a=4', open: null },
  results: { link: '/en/find/?a=4&h=26', open: null },
  'the pathway': { link: '/en/work/pathway/', open: null },
};

for (const [what, { link, open }] of Object.entries(printed)) {
  test(`on paper ${what} has its numbers, and neither our name nor our address`, async ({ page, site }) => {
    await page.goto(link);
    if (open) await Promise.all([page.waitForURL(/\/s\//), page.locator(open).first().click()]);
    const paper = await readPaper(page);
    expect(paper).toMatch(/0[\d ]{9,}/);
    expect(paper).not.toContain(readWords('en').site.name);
    expect(paper).not.toContain(new URL(site.origin).host);
    // Browsers write title and address into the margins: the page leaves them none.
    const withHeader = await page.pdf({ displayHeaderFooter: true, preferCSSPageSize: true });
    const without = await page.pdf({ displayHeaderFooter: false, preferCSSPageSize: true });
    expect(withHeader.length).toBe(without.length);
  });
}

test('a list for a district has the first line first, and nothing that does not serve its people', async ({ page }) => {
  await page.goto('/en/work/list/');
  const listed = async (place: string) => {
    await page.locator('.choose a', { hasText: place }).click();
    await expect(page.locator('h1')).toContainText(place);
    await expect(page.locator('.choose [aria-current]')).toHaveText(place);
    return page.locator('.plain strong').allInnerTexts();
  };
  const dover = await listed('Dover');
  const medway = await listed('Medway');
  expect([dover[0], medway[0]]).toEqual(['Victim Support in Kent and Medway', 'Victim Support in Kent and Medway']);
  for (const list of [dover, medway]) expect(list).toContain('National Domestic Abuse Helpline');
  expect(dover).not.toContain('Medway line');
  expect(medway).toContain('Medway line');
  expect(medway).not.toContain("Kent children's services: worried about a child");
});

test.describe('a link to what was found', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('is copied, of short signs alone, and shows the same to another', async ({ page, site }) => {
    await page.goto('/en/find/');
    await page.selectOption('#find-help', 'housing-advice');
    await page.selectOption('#find-area', { label: 'Dover' });
    await page.locator('#find-words').fill('zebrafish');
    await page.locator('#finder button').click();
    await page.getByRole('button', { name: find.link }).click();
    await expect(page.locator('#find-said')).toHaveText(find.linked);
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toMatch(new RegExp(`^${site.origin}/en/find/\\?a=\\d+&h=\\d+$`));
    await page.goto(link);
    await expect(page.locator('#find-area')).toHaveValue('dover');
    await expect(page.locator('#find-help')).toHaveValue('housing-advice');
    await expect(page.locator('#find-words')).toHaveValue('');
  });

  test('is not offered for words or a postcode alone', async ({ page }) => {
    await page.goto('/en/find/');
    await page.locator('#find-words').fill('visa');
    await page.locator('#finder button').click();
    await expect(page.locator('#results-title')).toContainText('service');
    await expect(page.getByRole('button', { name: find.link })).toHaveCount(0);
  });
});

test('where the browser does not copy, the link stands there to be copied by hand', async ({ page, site }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await page.goto('/en/find/?a=4');
  await page.getByRole('button', { name: find.link }).click();
  await expect(page.getByLabel(find.linkHere)).toHaveValue(`${site.origin}/en/find/?a=4`);
  await expect(page.locator('#find-said')).toBeEmpty();
});
