import type { Page } from '@playwright/test';
import { openForm, shortest, walk } from '../support/form.ts';
import { arriveOutside, expect, pressShiftThrice, test } from '../support/visits.ts';
import { readWords } from '../support/words.ts';

const status = (page: Page) => page.locator('[data-exit-status]');

/** Comes back when a press of Shift has been counted, and it is the first again: nothing before it counts. */
async function expectCountToBegin(page: Page, tag = 'en'): Promise<void> {
  await page.keyboard.press('Shift');
  await expect(status(page)).toHaveText(readWords(tag).site.shiftTwo);
}

/** Opens a page in which time only passes when it is told to. */
async function stopTheClock(page: Page, address: string): Promise<void> {
  await page.clock.install();
  await page.goto(address);
  await page.clock.pauseAt(Date.now() + 3_600_000);
}

test.describe('Shift three times', () => {
  test('leaves from the page itself', async ({ page }) => {
    await page.goto('/en/find/');
    await pressShiftThrice(page);
    await arriveOutside(page);
  });

  test('leaves from a line of text, a choice and a list', async ({ page }) => {
    for (const field of ['[name="name"]', '[name="age"] >> nth=0', '[name="area"]']) {
      await openForm(page, 'en');
      await walk(page, shortest, { until: 'you' });
      await page.locator(field).focus();
      await pressShiftThrice(page);
      await arriveOutside(page);
    }
  });

  test('leaves from a long text, half-way through a sentence', async ({ page }) => {
    await openForm(page, 'en');
    await walk(page, shortest, { until: 'what' });
    await page.locator('[name="story"]').pressSequentially('He is com');
    await pressShiftThrice(page);
    await arriveOutside(page);
  });

  test('leaves when each press comes just before five seconds are over', async ({ page }) => {
    await stopTheClock(page, '/en/find/');
    for (let press = 0; press < 3; press += 1) {
      await page.keyboard.press('Shift');
      await page.clock.runFor(4900);
    }
    await arriveOutside(page);
  });
});

for (const tag of ['en', 'pl', 'ur']) {
  test(`each press is announced, and that the time is over (${tag})`, async ({ page }) => {
    const { shiftTwo, shiftOne, shiftExpired } = readWords(tag).site;
    await stopTheClock(page, `/${tag}/find/`);
    await expect(status(page)).toHaveRole('status');
    await expect(status(page)).toHaveText('');
    await page.keyboard.press('Shift');
    await expect(status(page)).toHaveText(shiftTwo);
    await page.keyboard.press('Shift');
    await expect(status(page)).toHaveText(shiftOne);
    await page.clock.runFor(5100);
    await expect(status(page)).toHaveText(shiftExpired);
    await expectCountToBegin(page, tag);
  });
}

test.describe('Shift does not leave', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto('/en/find/');
  });

  test.afterEach(async ({ page, outside }) => {
    await page.waitForTimeout(100);
    expect(outside.requests).toEqual([]);
    expect(page.url()).toContain('/en/find/');
  });

  const spoilers: Record<string, (page: Page) => Promise<void>> = {
    'a capital letter': (page) => page.keyboard.press('Shift+KeyA'),
    'going back by Tab': (page) => page.keyboard.press('Shift+Tab'),
    'another key': (page) => page.keyboard.press('ArrowDown'),
    'a click': async (page) => {
      await page.keyboard.down('Shift');
      await page.mouse.click(5, 400);
      // Held on, a key repeats itself.
      await page.keyboard.down('Shift');
      await page.keyboard.up('Shift');
    },
    'scrolling sideways': async (page) => {
      await page.keyboard.down('Shift');
      await page.mouse.wheel(0, 40);
      await page.waitForTimeout(50);
      await page.keyboard.up('Shift');
    },
    'Control held': async (page) => {
      await page.keyboard.down('Control');
      await page.keyboard.press('Shift');
      await page.keyboard.up('Control');
    },
  };

  for (const [name, spoil] of Object.entries(spoilers)) {
    test(`with ${name}, three times or after two presses`, async ({ page }) => {
      for (let time = 0; time < 3; time += 1) await spoil(page);
      await expectCountToBegin(page);
      await page.keyboard.press('Shift');
      await expect(status(page)).toHaveText(readWords('en').site.shiftOne);
      await spoil(page);
      // What was announced is not true any more.
      await expect(status(page)).toHaveText('');
      await expectCountToBegin(page);
    });
  }

  test('when held, which repeats it', async ({ page }) => {
    for (let repeat = 0; repeat < 9; repeat += 1) await page.keyboard.down('Shift');
    await page.keyboard.up('Shift');
    await expect(status(page)).toHaveText(readWords('en').site.shiftTwo);
  });
});

/** Numbers from 0 to 1, always the same ones (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Stroke = { type: 'keydown' | 'keyup'; key: string; shiftKey: boolean };

/** The keys of a fast writer: they overlap, either Shift is used, and now and then it is pressed once or twice for nothing. */
function strokesOf(words: string[], random: () => number): Stroke[] {
  const strokes: Stroke[] = [];
  const add = (type: Stroke['type'], key: string, shiftKey: boolean) => strokes.push({ type, key, shiftKey });
  for (const word of words) {
    for (let hesitations = Math.floor(random() * 3); hesitations > 0; hesitations -= 1) {
      add('keydown', 'Shift', true);
      add('keyup', 'Shift', false);
    }
    for (const letter of `${word} `) {
      const capital = letter !== letter.toLowerCase();
      if (capital) add('keydown', 'Shift', true);
      add('keydown', letter, capital);
      const letterFirst = random() < 0.5;
      if (letterFirst) add('keyup', letter, capital);
      if (capital) add('keyup', 'Shift', false);
      if (!letterFirst) add('keyup', letter, false);
    }
  }
  return strokes;
}

test('four hundred words with capitals, typed at speed, do not leave', async ({ page, outside }) => {
  await openForm(page, 'en');
  await walk(page, shortest, { until: 'what' });
  const story = page.locator('[name="story"]');
  await story.focus();
  const random = createRandom(2026);
  const some = ['He', 'reads', 'my', 'PHONE', 'when', 'I', 'am', 'OUT', 'and', 'A', 'B', 'Ashford', 'so', 'NOT', 'now'];
  const words = Array.from({ length: 400 }, () => some[Math.floor(random() * some.length)] ?? 'I');
  // Faster than any hand and than the browser's own keyboard would be driven: all within one window of the count.
  const count = await story.evaluate(
    (field, strokes) => {
      for (const { type, ...given } of strokes)
        field.dispatchEvent(new KeyboardEvent(type, { bubbles: true, ...given }));
      return strokes.filter(({ key }) => key === 'Shift').length;
    },
    strokesOf(words, random),
  );
  expect(count).toBeGreaterThan(1000);
  await page.waitForTimeout(200);
  expect(outside.requests).toEqual([]);
  await story.pressSequentially('Still here');
  await pressShiftThrice(page);
  await arriveOutside(page);
});
