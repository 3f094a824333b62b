import { expect, test } from '../support/fixtures.ts';
import { expectFaultless } from '../support/layout.ts';
import { readWords } from '../support/words.ts';

for (const tag of ['en', 'pl', 'ur']) {
  test(`without a script a line opens to its answer, and a card is there to print, in ${tag}`, async ({ page }) => {
    const { checks } = readWords(tag);
    await page.goto(`/${tag}/think/3/`);
    await page.locator('summary', { hasText: checks.own_b }).click();
    await expect(page.getByText(checks.ownSay_b)).toBeVisible();
    await expectFaultless(page, tag, 'questions');
    await page.goto(`/${tag}/print/card/`);
    await expect(page.locator('.piece:visible')).toHaveCount(1);
    await expectFaultless(page, tag, 'card');
  });
}
