import type { Page } from '@playwright/test';
import { action, openForm, press, walk } from '../support/form.ts';
import { exitLink, expect, listKinds, skipExit, test } from '../support/visits.ts';
import { readWords } from '../support/words.ts';

/** Widths of telephones, tablets and desks; the last is a desk at 400 % zoom (WCAG 1.4.10). */
const windows = [
  [320, 568],
  [360, 640],
  [390, 844],
  [768, 1024],
  [1280, 800],
  [320, 256],
] as const;

/** At every quarter of the page: how the exit is out of reach, in words. Empty where it is in reach everywhere. */
const findOutOfReach = (page: Page) =>
  page.evaluate(() => {
    const exit = document.querySelector('[data-exit-bar] a[data-exit]');
    if (!exit) return ['there is none'];
    const faults: string[] = [];
    const whole = document.documentElement.scrollHeight - innerHeight;
    for (const part of [0, 0.25, 0.5, 0.75, 1]) {
      scrollTo(0, whole * part);
      const { left, right, top, bottom, width, height } = exit.getBoundingClientRect();
      const place = `${innerWidth}x${innerHeight} at ${part * 100} %`;
      if (width < 44 || height < 44) faults.push(`${place}: ${width} x ${height} px`);
      if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight)
        faults.push(`${place}: outside the window`);
      const points = [
        [(left + right) / 2, (top + bottom) / 2],
        [left + 1, top + 1],
        [right - 1, top + 1],
        [left + 1, bottom - 1],
        [right - 1, bottom - 1],
      ] as const;
      for (const [x, y] of points) {
        const covering = document.elementFromPoint(x, y);
        if (!covering?.closest('[data-exit-bar]')) faults.push(`${place}: under ${covering?.outerHTML.slice(0, 80)}`);
      }
    }
    scrollTo(0, 0);
    return faults;
  });

async function expectInReach(page: Page, name: string): Promise<void> {
  for (const [width, height] of windows) {
    await page.setViewportSize({ width, height });
    expect(await findOutOfReach(page), name).toEqual([]);
  }
}

test('the exit is in reach in every window, wherever one has scrolled', async ({ page }) => {
  for (const address of ['/en/now/', '/pl/find/', '/ur/private/']) {
    await page.goto(address);
    await expectInReach(page, address);
  }
});

test('the exit is in reach on every page at 400 % zoom', async ({ page, site }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  for (const address of await listKinds(site.origin)) {
    await page.goto(address);
    expect(await findOutOfReach(page), address).toEqual([]);
  }
});

test('the exit is in reach while a form shows what is to be mended', async ({ page }) => {
  await openForm(page, 'ur');
  await walk(page, { callUse: 'yes', emailUse: 'yes' }, { until: 'call' });
  await action(page, 'continue').click();
  await expect(page.locator('#problems')).toBeVisible();
  await expectInReach(page, 'errors');
});

test('there is nothing that could lie over the exit', async ({ page, site }) => {
  for (const address of ['/en/', '/en/ask/', '/ur/now/']) {
    const html = await (await fetch(site.origin + address)).text();
    expect(html, address).not.toMatch(/<(dialog|iframe|video)|popover|cookie/i);
    await page.goto(address);
    // What opens stands in its place and moves the rest down; open, it may not lie over the exit either.
    const opened = await page.locator('details').evaluateAll((parts: HTMLDetailsElement[]) => {
      for (const part of parts) part.open = true;
      return parts.length;
    });
    if (opened > 0) await expectInReach(page, `${address} opened`);
    const over = await page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((element) => /fixed|sticky/.test(getComputedStyle(element).position))
        .map((element) => element.className),
    );
    expect(over, address).toEqual(['exit-bar']);
  }
});

test.describe('under pinch zoom', () => {
  test.use({ isMobile: true, viewport: { width: 360, height: 640 } });

  /** How much of the exit is seen, from 0 to 1, and how large it is on the glass, in px. */
  const readSeen = (page: Page) =>
    page.evaluate(() => {
      const view = window.visualViewport as VisualViewport;
      const box = document.querySelector('[data-exit-bar] a[data-exit]')?.getBoundingClientRect() as DOMRect;
      const across = Math.min(box.right, view.offsetLeft + view.width) - Math.max(box.left, view.offsetLeft);
      const down = Math.min(box.bottom, view.offsetTop + view.height) - Math.max(box.top, view.offsetTop);
      const seen = (Math.max(0, across) * Math.max(0, down)) / (box.width * box.height);
      const atEnd =
        document.documentElement.dir === 'rtl' ? box.left - view.offsetLeft : view.offsetLeft + view.width - box.right;
      return {
        scale: view.scale,
        seen,
        least: Math.min(box.width, box.height) * view.scale,
        fromEnd: atEnd * view.scale,
      };
    });

  for (const address of ['/en/private/', '/ur/private/']) {
    test(`the exit stays whole in its corner at two and three times (${address})`, async ({ page }) => {
      await page.goto(address);
      const session = await page.context().newCDPSession(page);
      for (const scaleFactor of [2, 3]) {
        for (const [x, y] of [
          [20, 60],
          [340, 60],
          [20, 600],
          [340, 600],
        ] as const) {
          await session.send('Input.synthesizePinchGesture', { x, y, scaleFactor, relativeSpeed: 4000 });
          await expect.poll(async () => (await readSeen(page)).scale).toBeGreaterThan(scaleFactor - 0.2);
          // The exit follows with the next frame.
          const where = `${scaleFactor} times at ${x}, ${y}`;
          await expect.poll(async () => (await readSeen(page)).seen, where).toBeGreaterThan(0.99);
          const { least, fromEnd } = await readSeen(page);
          expect(least).toBeGreaterThanOrEqual(44);
          expect(fromEnd).toBeLessThan(20);
          await session.send('Emulation.setPageScaleFactor', { pageScaleFactor: 1 });
          await expect.poll(async () => (await readSeen(page)).scale).toBe(1);
        }
      }
      await expect(page.locator('[data-exit-bar]')).toHaveCSS('transform', 'none');
    });
  }

  test('the exit stays in view when a keyboard on the screen pushes the page up', async ({ page }) => {
    await page.goto('/en/ask/');
    await page.evaluate(() => {
      const view = window.visualViewport as VisualViewport;
      Object.defineProperty(view, 'offsetTop', { configurable: true, get: () => 180 });
      view.dispatchEvent(new Event('scroll'));
    });
    expect((await exitLink(page).boundingBox())?.y).toBeGreaterThan(180);
  });
});

/** Goes through everything that takes the focus, and gives what the exit covers of it, in words. */
async function tabThrough(page: Page, key: 'Tab' | 'Shift+Tab'): Promise<string[]> {
  const faults: string[] = [];
  for (let stop = 0; stop < 80; stop += 1) {
    await page.keyboard.press(key);
    const found = await page.evaluate(() => {
      const { activeElement: at } = document;
      if (!at || at === document.body) return null;
      const bar = document.querySelector('[data-exit-bar]');
      if (bar?.contains(at)) return '';
      const box = at.getBoundingClientRect();
      const exit = bar?.querySelector('a')?.getBoundingClientRect() as DOMRect;
      const apart =
        box.right <= exit.left || box.left >= exit.right || box.bottom <= exit.top || box.top >= exit.bottom;
      const inView = box.bottom > 0 && box.top < innerHeight;
      const name = `${at.tagName} ${at.textContent?.trim().slice(0, 30)}`;
      return apart && inView ? '' : `${name} (${inView ? 'under the exit' : 'out of view'})`;
    });
    if (found === null) break;
    if (found !== '') faults.push(found);
  }
  return faults;
}

for (const tag of ['en', 'pl', 'ur']) {
  test(`the exit covers nothing that has the focus, at 400 % zoom (${tag})`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 256 });
    for (const address of ['', 'now/', 'private/', 'ask/']) {
      await page.goto(`/${tag}/${address}`);
      for (const key of ['Tab', 'Shift+Tab'] as const)
        expect(await tabThrough(page, key), `${address} ${key}`).toEqual([]);
    }
  });
}

test('the exit is the first stop of the keyboard, and again among the first three', async ({ page }) => {
  await page.goto('/pl/find/');
  await page.keyboard.press('Tab');
  await expect(exitLink(page)).toBeFocused();
  await expect(exitLink(page)).toHaveAccessibleName(readWords('pl').site.exit);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(skipExit(page)).toBeFocused();
  await expect(skipExit(page)).toBeInViewport();
});

test('the exit is at the upper end of the line: right, and left where one reads from the right', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const boxes = [];
  for (const tag of ['en', 'pl', 'ur']) {
    await page.goto(`/${tag}/find/`);
    await expect(exitLink(page)).toHaveText(readWords(tag).site.exit);
    boxes.push(await exitLink(page).boundingBox());
  }
  const [english, polish, urdu] = boxes.map((box) => box ?? { x: 0, y: 0, width: 0, height: 0 });
  expect(390 - (english?.x ?? 0) - (english?.width ?? 0)).toBeLessThan(16);
  expect(390 - (polish?.x ?? 0) - (polish?.width ?? 0)).toBeLessThan(16);
  expect(urdu?.x).toBeLessThan(16);
  expect([polish?.y, urdu?.y]).toEqual([english?.y, english?.y]);
});

test('the exit keeps its edge where the system chooses the colours', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto('/en/');
  await expect(exitLink(page)).toHaveCSS('border-top-style', 'solid');
  await expect(exitLink(page)).toHaveCSS('border-top-width', '2px');
});

test('in a form too the exit stays where it is from step to step', async ({ page }) => {
  await openForm(page, 'en');
  const before = await exitLink(page).boundingBox();
  await press(page, 'continue');
  expect(await exitLink(page).boundingBox()).toEqual(before);
});
