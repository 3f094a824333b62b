import { expect, type Page } from '@playwright/test';
import { makePdf } from '../../src/attachments/testing/files.ts';
import words from '../../src/i18n/en.json' with { type: 'json' };
import { answers, flood, test } from '../support/flooded.ts';
import { action, openForm, reference, send, shownPage, takeTime, walk } from '../support/form.ts';
import { listMessages, openDemonstration } from '../support/opened.ts';
import { openCheckPage, paper } from '../support/papers.ts';
import { wordsOf } from '../support/steps.ts';

test.describe.configure({ mode: 'default' });
test.use({ extraHTTPHeaders: { 'X-Forwarded-For': '203.0.113.9' } });
test.beforeEach(({ flooded }) => flood(flooded, '203.0.113.77', 40).then(() => undefined));

async function pressInVain(page: Page, tag: 'en' | 'ur'): Promise<void> {
  await openForm(page, tag);
  await walk(page, answers, { atOnce: true });
  await takeTime(page);
  const [title, address] = [await page.title(), page.url()];
  const [response] = await Promise.all([page.waitForResponse('**/ask/'), action(page, 'send').click()]);
  expect(response.status()).toBe(429);
  await expect(page.locator('#notice')).toContainText(wordsOf(tag).form.again);
  expect([await page.title(), page.url()]).toEqual([title, address]);
}

for (const tag of ['en', 'ur'] as const) {
  test(`while many send, Send is pressed once more (${tag}), and nothing has to be typed again`, async ({
    page,
    flooded,
  }) => {
    await pressInVain(page, tag);
    const notice = page.locator('#notice');
    await expect(notice.locator('a[href^="tel:"]').first()).toBeVisible();
    await expect(page.locator('body')).not.toContainText(/block|too many|limit/i);
    await page.waitForTimeout(1_200);
    await notice.getByRole('button').click();
    const said = await reference(page).innerText();
    expect((await openDemonstration(flooded.dataDir, said)).referral.answers).toEqual(answers);
  });
}

test('it is asked once, whatever is changed meanwhile', async ({ page }) => {
  await pressInVain(page, 'en');
  await action(page, 'change:now').click();
  await expect(shownPage(page)).toHaveAttribute('data-step', 'now');
  await page.waitForTimeout(1_200);
  await action(page, 'continue').click();
  await page.waitForTimeout(1_200);
  await send(page);
});

test('papers are not asked for twice: what brings them goes with the others of the hour', async ({ page, flooded }) => {
  const pdf = paper('DASH.pdf', makePdf());
  await openCheckPage(page, 'en');
  await page.locator('#papers').setInputFiles([pdf]);
  await takeTime(page);
  const said = await send(page);
  await page.waitForTimeout(2_500);
  expect(listMessages(flooded.dataDir).filter((name) => name.startsWith(said))).toEqual([]);
});

test('what filled in the field that nobody sees is thanked for as everybody is', async ({ page, flooded }) => {
  await openForm(page, 'en');
  await page.locator('input[name="spare"]').evaluate((field) => {
    (field as HTMLInputElement).value = 'https://example.org/';
  });
  await walk(page, answers, { atOnce: true });
  await takeTime(page);
  await action(page, 'send').click();
  await page.waitForTimeout(1_200);
  await page.locator('#notice').getByRole('button').click();
  const said = await reference(page).innerText();
  await expect(page.getByText(words.sent.heading)).toBeVisible();
  await page.waitForTimeout(2_500);
  expect(listMessages(flooded.dataDir).filter((name) => name.startsWith(said))).toEqual([]);
});
