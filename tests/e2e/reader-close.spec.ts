import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { examples as professional } from '../../src/forms/professional/examples.ts';
import { examples } from '../../src/forms/self-referral/examples.ts';
import { chooseKey, chooseMessages, expect, openOne, receiver, test, words } from '../support/reader.ts';

const reference = 'ZSPG-WH8E';
const story = 'SECRETWORDS that only the contact reads';
const written = { form: 'self-referral', reference, answers: { ...examples.full.answers, story } };
const closed = (page: import('@playwright/test').Page) => expect(page.getByText(words.closed)).toBeVisible();

test('forgets everything when it is closed', async ({ reader }) => {
  await openOne(reader, written);
  await reader.getByText(words.messages.paste).click();
  await reader.locator('#pasted').fill('SECRETWORDS half pasted');
  await reader.getByRole('button', { name: words.close }).click();
  await closed(reader);
  await expect(reader.locator('#title')).toBeFocused();
  const left = await reader.evaluate(() => document.documentElement.outerHTML.replace(/<script>[\s\S]*<\/script>/, ''));
  expect(left).not.toContain('SECRETWORDS');
  expect(left).not.toContain('kent-private.asc');
  expect(await reader.locator('#pasted').inputValue()).toBe('');
  // The key is gone as well.
  await chooseMessages(reader, { 'one.asc': await receiver.write(written) });
  await expect(reader.getByText(words.messages.waiting.one)).toBeVisible();
});

test('stores nothing while it is open', async ({ reader, context }) => {
  await openOne(reader, written);
  const kept = await reader.evaluate(async () => [
    localStorage.length + sessionStorage.length,
    (await indexedDB.databases()).length,
    document.cookie,
  ]);
  expect(kept).toEqual([0, 0, '']);
  expect((await context.storageState()).cookies).toEqual([]);
});

test('closes by itself after a quarter of an hour, warns before, and stays open for who is there', async ({
  page,
  context,
  single,
}) => {
  await page.clock.install();
  await context.setOffline(true);
  await page.goto(`file://${single}`);
  await openOne(page, written);
  await page.clock.fastForward('14:05');
  await expect(page.getByText(words.idle)).toBeVisible();
  await page.keyboard.press('Shift');
  await expect(page.getByText(words.idle)).toHaveCount(0);
  await page.clock.fastForward('13:00');
  await expect(page.locator('article')).toHaveCount(1);
  await page.clock.fastForward('03:00');
  await closed(page);
  await expect(page.locator('article')).toHaveCount(0);
});

test('a computer that slept shows nothing more when somebody touches it', async ({ page, context, single }) => {
  await page.clock.install();
  await context.setOffline(true);
  await page.goto(`file://${single}`);
  await openOne(page, written);
  // The clock jumps and no timer ran in between.
  await page.clock.setSystemTime(Date.now() + 60 * 60_000);
  await page.mouse.move(50, 50);
  await expect(page.locator('article')).toHaveCount(0);
});

test('has let go of everything when somebody comes back to it', async ({ reader }) => {
  await openOne(reader, written);
  await reader.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
  await expect(reader.locator('article')).toHaveCount(0);
});

test('opens files that are dropped anywhere, the key among them, and shows each by itself', async ({ reader }) => {
  const files = { 'key.asc': receiver.privateKey, 'one.asc': await receiver.write(written) };
  await reader.evaluate((dropped) => {
    const dataTransfer = new DataTransfer();
    for (const [name, content] of Object.entries(dropped)) dataTransfer.items.add(new File([content], name));
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, files);
  await expect(reader.locator('article')).toContainText(reference);
});

test('says where a browser would let it open nothing, in place of calling every message damaged', async ({
  page,
  single,
}) => {
  await page.addInitScript(() => Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined }));
  await page.goto(`file://${single}`);
  await expect(page.locator('main')).toHaveText(words.insecure);
});

test('says what it needs where there are no scripts', async ({ browser, single }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`file://${single}`);
  await expect(page.locator('main')).toHaveText(words.noScript);
  await context.close();
});

test('opens what is pasted', async ({ reader }) => {
  await chooseKey(reader, receiver.privateKey);
  await reader.getByText(words.messages.paste).click();
  await reader.locator('#pasted').fill(`Dear colleague,\n\n${await receiver.write(written)}`);
  await reader.getByRole('button', { name: words.messages.open }).click();
  await expect(reader.locator('article')).toContainText(reference);
});

test('prints on A4 with the reference on each page, and one message where one is asked for', async ({
  reader,
}, info) => {
  test.skip(spawnSync('gs', ['--version']).status !== 0, 'Ghostscript, which reads the pages, is not here');
  await chooseKey(reader, receiver.privateKey);
  await chooseMessages(reader, {
    'a.asc': await receiver.write({ form: 'professional', reference, answers: professional.full.answers }),
    'b.asc': await receiver.write({ ...written, reference: 'ABCD-2345' }),
  });
  await expect(reader.locator('article')).toHaveCount(2);
  await reader.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', '');
  });
  await reader.locator('article').first().getByRole('button', { name: words.actions.print }).click();
  await reader.locator('body[data-printed]').waitFor();
  const pdf = await reader.pdf({ preferCSSPageSize: true });
  expect(pdf.toString('latin1')).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/);
  writeFileSync(info.outputPath('message.pdf'), pdf);
  const texts = info.outputPath('page-%d.txt');
  spawnSync('gs', ['-q', '-dNOPAUSE', '-dBATCH', '-sDEVICE=txtwrite', '-o', texts, info.outputPath('message.pdf')]);
  const pages = readdirSync(info.outputDir)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => readFileSync(info.outputPath(name), 'utf8'));
  expect(pages.length).toBeGreaterThan(1);
  for (const text of pages) expect(text).toContain(reference);
  expect(pages.join()).not.toContain('ABCD-2345');
  for (const button of [words.actions.copy, words.close, words.key.another]) expect(pages.join()).not.toContain(button);
});
