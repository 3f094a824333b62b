import { makeDocx, makePdf } from '../../src/attachments/testing/files.ts';
import words from '../../src/i18n/en.json' with { type: 'json' };
import { expect, test } from '../support/fixtures.ts';
import { action, press, send, shownPage, takeTime } from '../support/form.ts';
import { makeScan, openCheckPage, openPapers, paper } from '../support/papers.ts';
import { wordsOf } from '../support/steps.ts';

const pdf = paper('DASH “Ana” (1) 100%.pdf', makePdf());
const docx = paper('خط.docx', makeDocx(), 'application/octet-stream');

test('papers stay through errors, other pages and languages, and go with the referral byte for byte', async ({
  page,
  site,
}) => {
  await openCheckPage(page, 'en');
  const input = page.locator('#papers');
  const list = page.locator('.papers li');
  await input.setInputFiles([pdf]);
  await expect(list).toHaveCount(1);
  await input.setInputFiles([docx, paper('wrong.exe', makePdf()), paper('second.pdf', makePdf())]);
  await expect(page.locator('#problems')).toBeFocused();
  await expect(page.locator('#problems li')).toHaveText([words.form.paper_kind.replace('{{name}}', 'wrong.exe')]);
  await expect(input).toHaveAttribute('aria-invalid', 'true');
  await expect(input).toHaveAccessibleDescription(/wrong\.exe/);
  await expect(list).toHaveCount(3);
  await page.locator('#problems a').click();
  await expect(input).toBeFocused();

  await press(page, 'change:referrer');
  await press(page, 'continue');
  await expect(list).toHaveCount(3);
  expect(await input.evaluate((one: HTMLInputElement) => [...(one.files ?? [])].map(({ name }) => name))).toEqual([
    pdf.name,
    docx.name,
    'second.pdf',
  ]);
  await action(page, 'language:ur').click();
  await expect(shownPage(page).locator('label[for="papers"]')).toHaveText(wordsOf('ur').form.papers);
  await list.nth(2).getByRole('button').click();
  await expect(list).toHaveCount(2);
  await expect(input).toBeFocused();

  const reference = await send(page);
  await expect(shownPage(page)).toContainText('2');
  expect(await openPapers(site.dataDir, reference)).toEqual([
    { name: pdf.name, bytes: pdf.buffer },
    { name: docx.name, bytes: docx.buffer },
  ]);
});

test('nothing is on the wire before Send, and then one post that holds no name and no paper', async ({ page }) => {
  const posts: Buffer[] = [];
  await page.route('**/*', async (route) => {
    const body = route.request().postDataBuffer();
    if (body) posts.push(body);
    await route.continue();
  });
  await openCheckPage(page, 'en');
  await page.locator('#papers').setInputFiles([paper('very-telling-name.pdf', makePdf())]);
  await expect(page.locator('.papers li')).toHaveCount(1);
  expect(posts).toEqual([]);
  await send(page);
  expect(posts).toHaveLength(1);
  expect(posts[0]?.includes('very-telling-name')).toBe(false);
  expect(posts[0]?.includes('%PDF')).toBe(false);
});

test('more than 10 MB, eleven papers and an empty one are each said, and what fits stays', async ({ page }) => {
  await openCheckPage(page, 'en');
  const input = page.locator('#papers');
  const problems = page.locator('#problems li');
  await input.setInputFiles([paper('six.pdf', makeScan(6 * 2 ** 20)), paper('five.pdf', makeScan(5 * 2 ** 20))]);
  await expect(problems).toHaveText([words.form.paper_large.replace('{{megabytes}}', '10')]);
  await expect(page.locator('.papers li')).toHaveCount(1);
  await input.setInputFiles([paper('empty.pdf', Buffer.alloc(0))]);
  await expect(problems).toHaveText([words.form.paper_empty.replace('{{name}}', 'empty.pdf')]);
  await input.setInputFiles(Array.from({ length: 10 }, (_, at) => paper(`${at}.pdf`, makePdf())));
  await expect(problems).toHaveText([words.form.paper_toomany.replace('{{count}}', '10')]);
  await expect(page.locator('.papers li')).toHaveCount(10);
});

test('10 MB on an old phone: the page says that it is sending, and is still there', async ({ page, site }) => {
  test.setTimeout(180_000);
  await openCheckPage(page, 'en');
  const scan = makeScan(10 * 2 ** 20);
  await page.locator('#papers').setInputFiles([paper('scan.pdf', scan)]);
  await expect(page.locator('.papers li')).toHaveCount(1);
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  await page.evaluate(() => {
    const tasks: number[] = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      entryTypes: ['longtask'],
    });
    Object.assign(window, { tasks });
  });
  await takeTime(page);
  const start = Date.now();
  await action(page, 'send').click();
  await expect(page.getByRole('status').filter({ hasText: words.form.sendingPapers })).toBeVisible();
  const said = Date.now() - start;
  await expect(page.locator('.reference .code')).toBeVisible({ timeout: 120_000 });
  const tasks = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);
  test.info().annotations.push({
    type: 'measured',
    description: `said after ${said} ms, sent after ${Date.now() - start} ms, longest task ${Math.max(0, ...tasks)} ms`,
  });
  console.log(test.info().annotations.at(-1)?.description);
  const [received] = await openPapers(site.dataDir, await page.locator('.reference .code').innerText());
  expect(received?.bytes.equals(Buffer.from(scan))).toBe(true);
});
