import type { Page } from '@playwright/test';
import { fieldsOf } from '../../src/forms/define.ts';
import { form } from '../../src/forms/self-referral/form.ts';
import { action, answerAll, openForm, press, send, shortest, shownPage, walk } from '../support/form.ts';
import { arriveOutside, exitLink, expect, test, waysOut } from '../support/visits.ts';
import { readWords } from '../support/words.ts';

const tokens = new Map(fieldsOf(form).map(({ name, autocomplete }) => [name, autocomplete ?? 'off']));
const freeFields = new Set(
  fieldsOf(form)
    .filter(({ free }) => free)
    .map(({ name }) => name),
);

/** Each control of the step in view that can be typed in or chosen from: its name and an attribute. */
const readAttribute = (page: Page, attribute: string) =>
  shownPage(page)
    .locator('input:not([type=hidden])[name], textarea, select')
    .evaluateAll(
      (fields, wanted) =>
        fields.map((field) => [field.getAttribute('name') ?? '', field.getAttribute(wanted)] as const),
      attribute,
    );

test('a field may be filled in by the browser until something is typed; then it is remembered and looked at by none', async ({
  page,
}) => {
  await openForm(page, 'en');
  const offered = new Set<string>();
  const written = new Set<string>();
  await walk(
    page,
    answerAll((field) => `words for ${field}`),
    {
      onPage: async () => {
        for (const [name, token] of await readAttribute(page, 'autocomplete')) {
          expect(token, name).toBe(tokens.get(name) ?? 'off');
          if (token !== 'off') offered.add(name);
        }
        for (const attribute of ['spellcheck', 'writingsuggestions']) {
          for (const [name, value] of await readAttribute(page, attribute)) {
            if (!freeFields.has(name)) continue;
            written.add(name);
            expect(value, `${attribute} of ${name}`).toBe('false');
          }
        }
      },
    },
  );
  expect([...offered]).toEqual(['callNumber', 'textNumber', 'emailAddress', 'name']);
  expect([...freeFields].filter((name) => !written.has(name))).toEqual([]);
  const remembered = page.locator('#answers :is(input, textarea, select)[autocomplete]:not([autocomplete=off])');
  await expect(remembered).toHaveCount(0);
  // It stays so when the words and the page change around it.
  await action(page, 'language:ur').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ur');
  await action(page, 'change:call').first().click();
  await expect(shownPage(page)).toHaveAttribute('data-step', 'call');
  await expect(remembered).toHaveCount(0);
});

test('the first letter is enough for a field not to be remembered', async ({ page }) => {
  await openForm(page, 'en');
  await walk(page, { callUse: 'yes' }, { until: 'call' });
  const number = page.locator('[name="callNumber"]');
  await expect(number).toHaveAttribute('autocomplete', 'tel');
  await number.press('0');
  await expect(number).toHaveAttribute('autocomplete', 'off');
});

test('a field may be filled in by the browser from the moment it is shown', async ({ page }) => {
  await openForm(page, 'en');
  await walk(page, {}, { until: 'reach' });
  await page.locator('[name="callUse"][value="yes"]').check();
  const token = await action(page, 'continue').evaluate(async (button: HTMLElement) => {
    button.click();
    // As soon as there is something to type in, and before a frame can have been painted.
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve));
      const field = document.querySelector('[name="callNumber"]');
      if (field) return field.getAttribute('autocomplete');
    }
  });
  expect(token).toBe('tel');
});

test('a field that comes back with what was typed is not remembered', async ({ page }) => {
  await openForm(page, 'en');
  await walk(page, { callUse: 'yes', callNumber: '07700 900123' }, { until: 'permission' });
  await walkBack(page, 'reach');
  await page.locator('[name="callUse"][value="no"]').check();
  await page.locator('[name="ringUs"]').check();
  await press(page, 'continue');
  await expect(page.locator('[name="callNumber"]')).toHaveCount(0);
  await press(page, 'back');
  await page.locator('[name="callUse"][value="yes"]').check();
  await press(page, 'continue');
  const number = page.locator('[name="callNumber"]');
  await expect(number).toHaveValue('07700 900123');
  await expect(number).toHaveAttribute('autocomplete', 'off');
});

/** Goes back until a page is in view. */
async function walkBack(page: Page, until: string): Promise<void> {
  while ((await press(page, 'back')) !== until);
}

for (const tag of ['en', 'pl', 'ur']) {
  test(`no words go to a spelling service unless the person asks for it (${tag})`, async ({ page }) => {
    const words = readWords(tag).form;
    await openForm(page, tag);
    await walk(page, shortest, { until: 'what' });
    const story = page.locator('[name="story"]');
    await expect(story).toHaveAttribute('spellcheck', 'false');
    const help = shownPage(page).getByRole('checkbox', { name: words.spelling });
    await expect(help).toBeVisible();
    await expect(help).not.toBeChecked();
    await expect(shownPage(page).locator('.spelling')).toContainText(words.spellingHint);
    await help.check();
    await expect(story).toHaveAttribute('spellcheck', 'true');
    await expect(story).toHaveAttribute('writingsuggestions', 'false');
    await press(page, 'back');
    await expect(page.locator('[name="name"]')).toHaveAttribute('spellcheck', 'false');
  });
}

for (const scripts of [true, false]) {
  test.describe(scripts ? 'with a script' : 'without a script', () => {
    test.use({ javaScriptEnabled: scripts });

    test('a browser that translates the page sends nothing away that was typed', async ({ page }) => {
      await openForm(page, 'en');
      await walk(
        page,
        answerAll((field) => `typed for ${field}`),
        { atOnce: true },
      );
      const lines = await page
        .locator('.answers .line')
        .evaluateAll((all) => all.map((line) => [line.textContent, line.closest('.notranslate') !== null] as const));
      const typed = lines.filter(([text]) => /typed for|07700|example\.org/.test(String(text)));
      expect(typed.length).toBeGreaterThan(10);
      expect(typed.filter(([, kept]) => !kept)).toEqual([]);
      // What was chosen is the site's own words, which somebody may need translated.
      expect(lines.filter((line) => !typed.includes(line) && line[1])).toEqual([]);
      const sent = await send(page);
      await expect(page.locator('.notranslate').filter({ hasText: sent })).toHaveCount(1);
    });
  });
}

test('nothing is asked of anybody while somebody types', async ({ page }) => {
  await openForm(page, 'en');
  await walk(page, shortest, { until: 'what' });
  await page.waitForLoadState('networkidle');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.locator('[name="story"]').pressSequentially('He reads what I write. ');
  await press(page, 'continue');
  await page.waitForTimeout(300);
  expect(asked).toEqual([]);
});

test.describe('a form that nobody touches', () => {
  test('is covered after ten minutes, and shows everything again when asked', async ({ page }) => {
    await page.clock.install();
    await openForm(page, 'pl');
    await page.clock.runFor(100);
    await walk(page, shortest, { until: 'what' });
    await page.locator('[name="story"]').fill('What I wrote');
    await page.clock.runFor(9 * 60_000 + 50_000);
    await expect(page.locator('main')).toBeVisible();
    await page.locator('[name="story"]').press('End');
    // What this scrolls tells of itself with a frame to come, and that is a touch too.
    await page.waitForTimeout(200);
    await page.clock.runFor(9 * 60_000 + 50_000);
    await expect(page.locator('main')).toBeVisible();
    await page.clock.runFor(11_000);
    await expect(page.locator('main')).toBeHidden();
    // Nothing of the page is in view, nor of what stands around every page: the exit and the way back alone.
    const { site, form: words } = readWords('pl');
    const inView = (await page.locator('body').innerText()).split('\n').filter((line) => line.trim() !== '');
    expect(inView).toEqual([site.exit, site.exit, words.idle, words.uncover]);
    await expect(page.getByRole('alert').filter({ hasText: words.idle })).toBeVisible();
    await expect(page.locator('a:visible:not([data-exit])')).toHaveCount(0);
    await page.getByRole('button', { name: words.uncover }).click();
    await expect(page.locator('[name="story"]')).toHaveValue('What I wrote');
    await expect(page.locator('[name="story"]')).toBeFocused();
    for (const part of ['main', '.masthead', '.demo', 'footer']) await expect(page.locator(part)).toBeVisible();
  });

  test('can be left while it is covered', async ({ page }) => {
    await page.clock.install();
    await openForm(page, 'en');
    await page.clock.runFor(11 * 60_000);
    await expect(page.locator('main')).toBeHidden();
    await expect(exitLink(page)).toBeInViewport();
    await waysOut['a click']?.(page);
    await arriveOutside(page);
  });
});
