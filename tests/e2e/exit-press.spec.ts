import type { CDPSession, Page } from '@playwright/test';
import { openForm, press } from '../support/form.ts';
import { arriveOutside, exitLink, expect, first, test } from '../support/visits.ts';

type Point = { x: number; y: number };

/** The middle of the exit, in the window. */
async function findExit(page: Page): Promise<Point> {
  const box = await exitLink(page).boundingBox();
  if (!box) throw new Error('the exit is not shown');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

const touch = (session: CDPSession, type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: Point[]) =>
  session.send('Input.dispatchTouchEvent', { type, touchPoints });

const isCovered = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).opacity === '0');

test.describe('a finger on the exit', () => {
  test('covers the page as it goes down', async ({ page }) => {
    const pictures: Buffer[] = [];
    for (const address of ['/en/', '/ur/private/']) {
      await page.goto(address);
      const { x, y } = await findExit(page);
      await page.mouse.move(x, y);
      await page.mouse.down();
      await expect.poll(() => isCovered(page)).toBe(true);
      pictures.push(await page.screenshot());
      await page.mouse.move(0, 0);
      await page.mouse.up();
    }
    // Two pages that have nothing alike look the same.
    expect(pictures[0]?.equals(pictures[1] ?? Buffer.of())).toBe(true);
  });

  test('does nothing for another button than the first: what it opens is the browser’s, and may hold the release back', async ({
    page,
  }) => {
    await page.goto('/en/private/');
    const { x, y } = await findExit(page);
    await page.mouse.move(x, y);
    await page.mouse.down({ button: 'right' });
    await page.waitForTimeout(200);
    expect(await isCovered(page)).toBe(false);
    await page.mouse.up({ button: 'right' });
  });

  for (const pointer of ['mouse', 'touch'] as const) {
    test(`shows the page again when it slides off, and stays (${pointer})`, async ({ page, outside }) => {
      await page.goto('/en/private/');
      const session = await page.context().newCDPSession(page);
      const { x, y } = await findExit(page);
      if (pointer === 'mouse') {
        await page.mouse.move(x, y);
        await page.mouse.down();
      } else await touch(session, 'touchStart', { x, y });
      await expect.poll(() => isCovered(page)).toBe(true);
      for (const step of [40, 120, 300]) {
        if (pointer === 'mouse') await page.mouse.move(x - step, y + step);
        else await touch(session, 'touchMove', { x: x - step, y: y + step });
      }
      if (pointer === 'mouse') await page.mouse.up();
      else await touch(session, 'touchEnd');
      await expect.poll(() => isCovered(page)).toBe(false);
      await page.waitForTimeout(200);
      expect(page.url()).toContain('/en/private/');
      expect(outside.requests).toEqual([]);
    });

    test(`leaves when it is lifted there, though it trembled (${pointer})`, async ({ page }) => {
      await page.goto('/en/private/');
      const session = await page.context().newCDPSession(page);
      const { x, y } = await findExit(page);
      if (pointer === 'mouse') {
        await page.mouse.move(x, y);
        await page.mouse.down();
        for (const step of [3, 6, 9, 12]) await page.mouse.move(x + step, y + step / 2);
        await page.mouse.up();
      } else {
        await touch(session, 'touchStart', { x, y });
        for (const step of [1, 3, 4]) await touch(session, 'touchMove', { x: x + step, y: y + 1 });
        await touch(session, 'touchEnd');
      }
      await arriveOutside(page);
    });
  }

  test('only leaves when it is lifted', async ({ page, outside }) => {
    await page.goto('/en/private/');
    const { x, y } = await findExit(page);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.waitForTimeout(400);
    expect(outside.requests).toEqual([]);
    await page.mouse.up();
    await arriveOutside(page);
  });
});

for (const [name, options] of Object.entries({
  'a middle click': { button: 'middle' },
  'a click with Control': { modifiers: ['Control'] },
  'a click with Meta': { modifiers: ['Meta'] },
  'a click with Shift': { modifiers: ['Shift'] },
} as const)) {
  test(`${name} on the exit leaves this tab and opens no other`, async ({ page, context }) => {
    await page.goto('/en/private/');
    await exitLink(page).click({ ...options, noWaitAfter: true } as Parameters<typeof page.click>[1]);
    await arriveOutside(page);
    await page.waitForTimeout(200);
    expect(context.pages()).toHaveLength(1);
  });
}

test('a right click on the exit does not leave', async ({ page, outside }) => {
  await page.goto('/en/private/');
  await exitLink(page).click({ button: 'right' });
  await page.waitForTimeout(300);
  expect(outside.requests).toEqual([]);
});

test('other links do what people expect of a modified click', async ({ page, context }) => {
  await page.goto('/en/');
  const opened = context.waitForEvent('page');
  await page
    .locator('main a[href="/en/now/"]')
    .first()
    .click({ modifiers: ['ControlOrMeta'] });
  const other = await opened;
  await other.waitForURL('**/en/now/');
  expect(page.url()).toMatch(/\/en\/$/);
  const another = context.waitForEvent('page');
  await page.locator('main a[href="/en/find/"]').first().click({ button: 'middle' });
  await (await another).waitForURL('**/en/find/');
  expect(page.url()).toMatch(/\/en\/$/);
});

test('a link to another website leads there, and Back comes back', async ({ page, outside }) => {
  await page.goto('/en/now/');
  await page.locator('main a[href^="/en/s/"]').first().click();
  await page.waitForURL('**/en/s/**');
  const heading = await page.locator('h1').innerText();
  const link = page.locator('main a[href^="https://"]').first();
  const address = await link.getAttribute('href');
  await link.click();
  await page.waitForURL(String(address));
  expect(outside.requests.filter(({ headers }) => headers.referer)).toEqual([]);
  await page.goBack();
  await expect(page.locator('h1')).toHaveText(heading);
});

test.describe('while the page is in the background', () => {
  const setHidden = (page: Page, hidden: boolean) =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);

  test('it is covered, and after it as it was', async ({ page }) => {
    await openForm(page, 'en');
    await press(page, 'continue');
    const field = page.locator('[name="ringUs"]').last();
    await field.focus();
    const before = await page.evaluate(() => scrollY);
    expect(before).toBeGreaterThan(100);
    await setHidden(page, true);
    expect(await isCovered(page)).toBe(true);
    await setHidden(page, false);
    expect(await isCovered(page)).toBe(false);
    await expect(field).toBeFocused();
    expect(await page.evaluate(() => scrollY)).toBe(before);
  });

  test('a press that was not finished does not leave it covered', async ({ page, outside }) => {
    await page.goto('/en/private/');
    const { x, y } = await findExit(page);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await setHidden(page, true);
    await setHidden(page, false);
    await page.mouse.move(0, 300);
    await page.mouse.up();
    await expect.poll(() => isCovered(page)).toBe(false);
    expect(outside.requests.map(({ host }) => host)).not.toContain(first.host);
  });
});
