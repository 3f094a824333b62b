import { form } from '../../src/forms/listing/form.ts';
import { expect, test } from '../support/fixtures.ts';
import { send, shownPage, takenOver, walk } from '../support/form.ts';
import { openDemonstration } from '../support/opened.ts';

for (const scripts of [true, false]) {
  test.describe(scripts ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled: scripts });

    test('what is wrong with a service is told from its page, to those who keep the list', async ({ page, site }) => {
      await page.goto('/pl/find/');
      await page.locator('main a[href^="/pl/s/"]').first().click();
      const name = await page.locator('main h1').innerText();
      const code = new URL(page.url()).pathname.split('/')[3] ?? '';
      await page.locator(`a[href="/pl/ask/fix/${code}/"]`).click();
      await takenOver(page);
      await expect(page.locator(`option[value="${code}"]`)).toHaveText(name);
      await expect(page.locator('[name="service"]')).toHaveValue(code);
      await walk(page, { service: code, what: ['number'] }, { form });
      const { mail, referral, text } = await openDemonstration(site.dataDir, await send(page));
      expect(mail.to?.[0]?.address).toBe('editors@localhost');
      expect(referral.answers).toEqual({ service: code, what: ['number'] });
      expect(text).toMatch(/Service.*: .{3}/);
      expect(text).not.toContain('DANGER');
    });

    test('a cry for help that lands there goes to the team that helps', async ({ page, site }) => {
      await page.goto('/en/ask/fix/');
      await takenOver(page);
      const answers = { service: 'other', what: ['other'], aboutAbuse: 'yes', ringUs: 'yes', permission: 'yes' };
      expect(await walk(page, answers, { form, atOnce: true })).toContain('reach');
      const { mail, referral } = await openDemonstration(site.dataDir, await send(page));
      expect(mail.to?.[0]?.address).toBe('referrals@localhost');
      expect(referral.answers['aboutAbuse']).toBe('yes');
    });
  });
}

test('a service that is not there has no such page', async ({ page }) => {
  expect((await page.goto('/en/ask/fix/zzzz9999/'))?.status()).toBe(404);
  await expect(page.locator('a[href="tel:999"]').first()).toBeVisible();
});

test('the language changes in place and the service stays the one it is about', async ({ page }) => {
  await page.goto('/en/find/');
  const href = await page.locator('main a[href^="/en/s/"]').first().getAttribute('href');
  const code = href?.split('/')[3] ?? '';
  await page.goto(`/en/ask/fix/${code}/`);
  await takenOver(page);
  await page.locator('button[value="language:ur"]').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ur');
  await expect(page.locator('[name="service"]')).toHaveValue(code);
  await expect(shownPage(page).locator(`option[value="${code}"]`)).toHaveCount(1);
});
