import { makePdf } from '../../src/attachments/testing/files.ts';
import words from '../../src/i18n/en.json' with { type: 'json' };
import { expect, test } from '../support/fixtures.ts';
import { action, send, shownPage } from '../support/form.ts';
import { makeScan, openCheckPage, openPapers, paper } from '../support/papers.ts';
import { wordsOf } from '../support/steps.ts';

const pdf = paper('DASH “Ana” "1".pdf', makePdf());

test('papers go with Send alone; a wrong one is said, and all have to be chosen again', async ({ page, site }) => {
  await openCheckPage(page, 'en');
  const input = page.locator('#papers');
  await input.setInputFiles([pdf, paper('wrong.exe', makePdf())]);
  await action(page, 'send').click();
  await expect(page.locator('#problems li')).toHaveText([words.form.paper_kind.replace('{{name}}', 'wrong.exe')]);
  await expect(page.getByText(words.form.papersAgain)).toBeVisible();
  await expect(input).toHaveAttribute('aria-invalid', 'true');
  await expect(shownPage(page)).toContainText('Ana');

  await input.setInputFiles([pdf]);
  const reference = await send(page);
  await expect(shownPage(page)).toContainText(words.sent.papers_one.replace('{{count}}', '1'));
  expect(await openPapers(site.dataDir, reference)).toEqual([{ name: pdf.name, bytes: pdf.buffer }]);
});

test('another language and another page say that papers have to be chosen again, until they are sent', async ({
  page,
}) => {
  await openCheckPage(page, 'en');
  await page.locator('#papers').setInputFiles([pdf]);
  await action(page, 'language:pl').click();
  await expect(page.getByText(wordsOf('pl').form.papersAgain)).toBeVisible();
  await action(page, 'change:referrer').click();
  await expect(page.getByText(wordsOf('pl').form.papersAgain)).toBeVisible();
  await action(page, 'continue').click();
  await expect(page.locator('#papers')).toBeVisible();
  await expect(page.getByText(wordsOf('pl').form.papersAgain)).toBeVisible();
});

for (const megabytes of [11, 17]) {
  test(`${megabytes} MB are refused in words, with everything that was written`, async ({ page }) => {
    await openCheckPage(page, 'en');
    const half = makeScan((megabytes * 2 ** 20) / 2);
    await page.locator('#papers').setInputFiles([paper('a.pdf', half), paper('b.pdf', half)]);
    await action(page, 'send').click();
    await expect(page.locator('#problems li')).toHaveText([words.form.paper_large.replace('{{megabytes}}', '10')]);
    await expect(shownPage(page)).toContainText('Ana');
    await page.locator('#papers').setInputFiles([pdf]);
    await send(page);
  });
}
