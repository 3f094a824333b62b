import type { Page } from '@playwright/test';
import { paper, sheets } from '../../src/materials/sheets.ts';
import { countKept } from '../support/finder.ts';
import { expectFaultless } from '../support/layout.ts';
import { exitLink, expect, test } from '../support/visits.ts';
import { readWords } from '../support/words.ts';

const tags = ['en', 'pl', 'ur'] as const;
/** Pixels of a millimetre, as CSS has it. */
const mm = 96 / 25.4;
/** What a server may send before anything is acknowledged (RFC 6928), less what a proxy adds. */
const oneFlight = 14_336;

const open = (page: Page, tag: string, id: string) => page.goto(`/${tag}/print/${id}/`);

/** The bytes of a page and of its styles as they cross the wire. */
async function weigh(page: Page, address: string): Promise<number> {
  let bytes = 0;
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  await session.detach();
  return bytes;
}

for (const tag of tags) {
  test(`every sheet can be used by everyone on the screen, with the exit, in ${tag}`, async ({ page }) => {
    for (const { id } of sheets) {
      await open(page, tag, id);
      await expect(exitLink(page)).toBeVisible();
      await expect(page.locator('.sheet')).toBeVisible();
      await expectFaultless(page, tag, id);
    }
  });

  test(`on paper each piece has its size, and there is one page of A4, in ${tag}`, async ({ page }) => {
    for (const { id, piece } of sheets) {
      await open(page, tag, id);
      await page.emulateMedia({ media: 'print' });
      const pieces = page.locator(piece.width === paper.width ? '.sheet' : '.piece');
      await expect(pieces).toHaveCount(piece.columns * piece.rows);
      const boxes = await pieces.evaluateAll((all) =>
        all.map((one) => {
          const { width, height } = one.getBoundingClientRect();
          return {
            width,
            height,
            hidden: one.scrollHeight - one.clientHeight,
            aside: one.scrollWidth - one.clientWidth,
          };
        }),
      );
      for (const { width, height, hidden, aside } of boxes) {
        expect(Math.abs(width - piece.width * mm), id).toBeLessThan(1);
        expect(Math.abs(height - piece.height * mm), id).toBeLessThan(1);
        expect(hidden, id).toBeLessThanOrEqual(1);
        expect(aside, id).toBeLessThanOrEqual(1);
      }
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b/g), id).toHaveLength(1);
      expect(pdf, id).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/);
      await page.emulateMedia({ media: null });
    }
  });
}

test('on paper there is neither the exit, nor our name, nor our address, nor what is said about the sheet', async ({
  page,
  site,
}) => {
  const words = readWords('en');
  for (const { id } of sheets) {
    await open(page, 'en', id);
    await page.emulateMedia({ media: 'print' });
    await expect(exitLink(page)).toBeHidden();
    const text = await page.locator('body').innerText();
    expect(text).toMatch(/0[\d ]{9,}/);
    for (const said of [words.site.name, words.site.exit, words.materials.before3, new URL(site.origin).host])
      expect(text, id).not.toContain(said);
    await page.emulateMedia({ media: null });
  }
});

test('a demonstration prints no code, since nobody would read what is written there', async ({ page }) => {
  await open(page, 'en', 'card');
  await expect(page.locator('.sheet svg')).toHaveCount(0);
  await page.goto('/en/print/');
  await expect(page.locator('main')).toContainText(readWords('en').materials.noCode);
});

test('a sheet that does not exist is not found', async ({ page }) => {
  expect((await page.goto('/en/print/banner/'))?.status()).toBe(404);
});

test('a sheet comes in one flight', async ({ page }) => {
  for (const tag of tags) {
    for (const { id } of sheets)
      expect(await weigh(page, `/${tag}/print/${id}/`), `${tag} ${id}`).toBeLessThan(oneFlight);
    for (const id of ['1', '2', '3'])
      expect(await weigh(page, `/${tag}/think/${id}/`), `${tag} ${id}`).toBeLessThan(oneFlight);
  }
});

test('questions to think about open kindly, and keep and send nothing', async ({ page }) => {
  const { checks } = readWords('en');
  const asked: string[] = [];
  await page.goto('/en/think/');
  await page.locator('.doors a', { hasText: checks.mine }).click();
  await expect(page.locator('h1')).toHaveText(checks.mine);
  page.on('request', (request) => asked.push(request.url()));
  await page.locator('summary', { hasText: checks.mine_e }).click();
  await expect(page.getByText(checks.mineSay_e)).toBeVisible();
  await expect(page.getByText(checks.mineSay_a)).toBeHidden();
  // Whatever was opened or not: the same end, and the ways on.
  await expect(page.locator('main')).toContainText(checks.end);
  for (const way of ['now', 'before', 'find']) await expect(page.locator(`main a[href="/en/${way}/"]`)).toBeVisible();
  await expect(page.locator('main :is(input, select, textarea, form)')).toHaveCount(0);
  expect(asked).toEqual([]);
  expect(await countKept(page)).toEqual([0, 0, 0, 0, 0]);
  await page.reload();
  await expect(page.getByText(checks.mineSay_e)).toBeHidden();
});
