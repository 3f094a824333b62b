import type { Page } from '@playwright/test';
import type { Answers } from '../../src/forms/define.ts';
import words from '../../src/i18n/en.json' with { type: 'json' };
import { english } from '../../src/i18n/locales.ts';
import { expect, test } from './fixtures.ts';
import { action, fillStep, openForm, press, readFields, send, shortest, shownPage, walk } from './form.ts';
import { openDemonstration } from './opened.ts';
import { readProjectFile } from './project-files.ts';

const quick = { atOnce: true } as const;
const called: Answers = { callUse: 'yes', callNumber: '07700 900982', permission: 'yes' };

/** The site's words in a language. */
export function wordsOf(tag: string): typeof words {
  return tag === english.tag ? words : JSON.parse(readProjectFile(`content/locales/${tag}/ui.json`));
}

/** Presses *Continue* where something is to be mended, and comes back when the page says so. */
export async function pressInVain(page: Page, value = 'continue'): Promise<void> {
  await action(page, value).click();
  await page.locator('#problems').waitFor();
}

/** The tests of everything that is the same with and without a script. */
export function testSteps(): void {
  for (const tag of ['en', 'pl', 'ur']) {
    test(`an error says what is to be mended and loses nothing that was typed, in ${tag}`, async ({ page }) => {
      await openForm(page, tag);
      await walk(page, { ...called, textUse: 'unsure' }, { until: 'call', ...quick });
      await fillStep(page, {
        callNumber: '12 oder 13',
        callWhen: ['morning', 'weekend'],
        callWhenNote: ' <b>"nach" 9 & später ',
        callUntil: '2027-02-31',
        callOthers: 'trusted',
      });
      const typed = await readFields(page);
      expect(Object.fromEntries(typed)).toMatchObject({ callNumber: '12 oder 13', 'callUntil-day': '31' });
      await pressInVain(page);
      await expect(page).toHaveTitle(new RegExp(`^${wordsOf(tag).form.errorPrefix}`));
      expect(await readFields(page)).toEqual(typed);
      await expect(page.locator('#problems h2')).toHaveText(wordsOf(tag).form.errorTitle);
      for (const name of ['callNumber', 'callUntil']) {
        const link = page.locator(`#problems a[data-focus="${name}"]`);
        const message = page.locator(`#${name}-error`);
        await expect(message).toContainText(await link.innerText());
        await link.click();
        await expect(page.locator(`#${name}`)).toBeFocused();
        await expect(page.locator(`#${name}`)).toBeInViewport();
      }
      await expect(page.locator('#problems a')).toHaveCount(2);
      await expect(page.locator('#callNumber')).toHaveAttribute('aria-describedby', /callNumber-error/);
      await fillStep(page, called, quick);
      await fillStep(page, { callUntil: '2027-03-27' }, quick);
      expect(await press(page, 'continue')).toBe('permission');
      await expect(page).not.toHaveTitle(new RegExp(`^${wordsOf(tag).form.errorPrefix}`));
    });
  }

  test('a date that is half filled in, or typed in one field, stays as it was typed', async ({ page }) => {
    await openForm(page, 'en');
    await walk(page, called, { until: 'call', ...quick });
    await fillStep(page, called, quick);
    for (const parts of [
      { day: '27', month: '', year: '2027' },
      { day: '27-3-2027', month: '', year: '' },
      { day: 'x', month: 'March', year: '' },
      { day: '', month: '', year: '20-27' },
    ]) {
      for (const [part, value] of Object.entries(parts)) await page.locator(`[name="callUntil-${part}"]`).fill(value);
      await pressInVain(page);
      await expect(page.locator('#callUntil-error')).toBeVisible();
      const shown = Object.fromEntries(await readFields(page));
      const found = Object.keys(parts).map((part) => [part, shown[`callUntil-${part}`]?.replaceAll('\u2010', '-')]);
      expect(Object.fromEntries(found)).toEqual(parts);
    }
  });

  test('Back and Change keep what was typed, and Change comes back to the check page', async ({ page }) => {
    await openForm(page, 'en');
    await walk(page, { ...called, name: 'Ana', age: '26-59' }, { until: 'what', ...quick });
    await fillStep(page, { kinds: ['money', 'online'], story: 'Half a sen' });
    const typed = await readFields(page);
    expect(await press(page, 'back')).toBe('you');
    expect(Object.fromEntries(await readFields(page))).toEqual({ name: 'Ana', age: '26-59', area: '' });
    await press(page, 'continue');
    expect(await readFields(page)).toEqual(typed);
    await walk(page, {}, quick);
    const answers = page.locator('.answers');
    await expect(answers).toContainText('Half a sen');
    expect(await press(page, 'change:you')).toBe('you');
    await fillStep(page, { name: 'Maria' });
    expect(await press(page, 'continue')).toBe('check');
    await expect(answers).toContainText('Maria');
    await expect(answers).not.toContainText('Ana');
    expect(await press(page, 'change:what')).toBe('what');
    expect(await readFields(page)).toEqual(typed);
    expect(await press(page, 'back')).not.toBe('check');
    await walk(page, {}, quick);
    await expect(answers).toContainText('Half a sen');
  });

  test('a step that is no longer on the way is neither shown nor sent, and comes back as it was', async ({
    page,
    site,
  }) => {
    await openForm(page, 'en');
    const seen = await walk(page, { ...called, interpreter: 'yes', dialect: 'Mirpuri' }, quick);
    expect(seen).toContain('interpreter');
    await press(page, 'change:reach');
    await page.locator('[name="callUse"][value="no"]').check();
    await page.locator('[name="ringUs"]').check();
    expect(await press(page, 'continue')).toBe('check');
    await press(page, 'change:language');
    await page.locator('[name="interpreter"][value="no"]').check();
    expect(await press(page, 'continue')).toBe('check');
    for (const gone of ['07700', 'Mirpuri']) await expect(page.locator('.answers')).not.toContainText(gone);
    // On its way back it needs nothing new, so Change ends at the check page again.
    await press(page, 'change:reach');
    await page.locator('[name="callUse"][value="yes"]').check();
    expect(await press(page, 'continue')).toBe('check');
    await expect(page.locator('.answers')).toContainText('07700 900982');
    await press(page, 'change:reach');
    await page.locator('[name="callUse"][value="unsure"]').check();
    await press(page, 'continue');
    const opened = await openDemonstration(site.dataDir, await send(page));
    expect(opened.referral.answers).toEqual({
      ...shortest,
      callUse: 'unsure',
      interpreter: 'no',
    });
    expect(opened.text).not.toContain('07700');
  });

  test('a change that opens a step with something needed leads there, and then back to the check page', async ({
    page,
  }) => {
    await openForm(page, 'en');
    await walk(page, shortest, quick);
    await press(page, 'change:reach');
    await page.locator('[name="emailUse"][value="yes"]').check();
    expect(await press(page, 'continue')).toBe('email');
    await fillStep(page, { emailAddress: 'ana@example.org' });
    expect(await press(page, 'continue')).toBe('check');
  });

  test('another language can be chosen at any step, there and back, and nothing is lost', async ({ page, site }) => {
    await openForm(page, 'en');
    await walk(page, called, { until: 'call', ...quick });
    await fillStep(page, { callNumber: '07700 900982', callWhen: ['evening'], callWhenNote: 'half' });
    const typed = await readFields(page);
    const html = page.locator('html');
    for (const [tag, direction] of [
      ['pl', 'ltr'],
      ['ur', 'rtl'],
      ['en', 'ltr'],
      ['ur', 'rtl'],
    ] as const) {
      await action(page, `language:${tag}`).click();
      await expect(html).toHaveAttribute('lang', tag);
      await expect(html).toHaveAttribute('dir', direction);
      await expect(shownPage(page)).toHaveAttribute('data-step', 'call');
      await expect(action(page, 'continue')).toHaveText(wordsOf(tag).form.continue);
      await expect(page.locator('#problems')).toHaveCount(0);
      expect(await readFields(page)).toEqual(typed);
    }
    await walk(page, { permission: 'yes' }, quick);
    await action(page, 'language:pl').click();
    await expect(html).toHaveAttribute('lang', 'pl');
    await expect(shownPage(page)).toHaveAttribute('data-step', 'check');
    const { referral, text } = await openDemonstration(site.dataDir, await send(page));
    expect(referral.language).toBe('pl');
    expect(referral.answers).toEqual({ ...called, callWhen: ['evening'], callWhenNote: 'half' });
    expect(text).toContain('written in Polish');
  });

  test('someone under 16 is shown the children’s lines and may go on', async ({ page, site }) => {
    await openForm(page, 'en');
    await walk(page, { ...shortest, age: 'under-16' }, { until: 'young', ...quick });
    for (const number of ['tel:08001111', 'tel:08088005000']) {
      await expect(shownPage(page).locator(`a[href="${number}"]`)).toBeVisible();
    }
    await walk(page, {}, quick);
    const { text } = await openDemonstration(site.dataDir, await send(page));
    expect(text.split('\n')[0]).toContain('UNDER 18: Under 16');
  });

  test('16 or 17 is said on the first line of the message', async ({ page, site }) => {
    await openForm(page, 'en');
    await walk(page, { ...shortest, age: '16-17', danger: 'no' }, { until: 'what', ...quick });
    const { text } = await openDemonstration(site.dataDir, await send(page));
    expect(text.split('\n')[0]).toBe('UNDER 18: 16 or 17 | DANGER NOW: NO, NOT RIGHT NOW');
  });

  for (const [way, answers] of Object.entries<Answers>({
    'a call': called,
    'a text': { textUse: 'yes', textNumber: '07700 900982', permission: 'yes' },
    'an e-mail': { emailUse: 'yes', emailAddress: 'ana@example.org', permission: 'yes' },
    'that the person will ring': shortest,
  })) {
    test(`five screens at most: ${way}, the permission, and what was given is sent`, async ({ page, site }) => {
      await openForm(page, 'en');
      const screens = await walk(page, answers, { until: 'permission', ...quick });
      // Not before the permission: what is sent without it could not be used.
      await expect(action(page, 'send')).toHaveText(words.form.sendNow);
      await fillStep(page, answers, quick);
      const { referral } = await openDemonstration(site.dataDir, await send(page));
      expect(referral.answers).toEqual(answers);
      expect([...screens, 'sent'].length).toBeLessThanOrEqual(5);
    });
  }

  test('Send what I have now is offered on every page after the permission, and on none before', async ({ page }) => {
    await openForm(page, 'en');
    let offered = false;
    await walk(page, called, {
      ...quick,
      onPage: async (id) => {
        offered ||= id === 'permission';
        expect(await action(page, 'send').count(), id).toBe(offered ? 1 : 0);
      },
    });
  });

  test('sending without the permission leads to it, and keeps the rest', async ({ page }) => {
    await openForm(page, 'en');
    await walk(page, { ringUs: 'yes' }, { until: 'permission', ...quick });
    await fillStep(page, { checkWord: 'amber' });
    await pressInVain(page, 'send');
    await expect(shownPage(page)).toHaveAttribute('data-step', 'permission');
    await expect(page.locator('#checkWord')).toHaveValue('amber');
    await expect(page.locator('#permission-error')).toBeVisible();
  });
}
