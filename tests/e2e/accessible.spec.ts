import { readdirSync } from 'node:fs';
import path from 'node:path';
import { stepsFor } from '../../src/forms/path.ts';
import { form } from '../../src/forms/self-referral/form.ts';
import { findAccessibilityFaults } from '../support/axe.ts';
import { expect, test } from '../support/fixtures.ts';
import { action, answerAll, fillStep, openForm, press, send, shortest, walk } from '../support/form.ts';
import { expectFaultless } from '../support/layout.ts';
import { root } from '../support/project-files.ts';
import { pressInVain, wordsOf } from '../support/steps.ts';

const quick = { atOnce: true } as const;

/** The addresses of all built pages in a language, those for refusals among them. */
function listPages(tag: string): string[] {
  const folder = path.join(root, 'dist', 'client');
  return readdirSync(path.join(folder, tag), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name === 'index.html')
    .map((entry) => `/${path.relative(folder, entry.parentPath).split(path.sep).join('/')}/`)
    .sort();
}

for (const tag of ['en', 'pl', 'ur'] as const) {
  test(`every page can be used by everyone, in ${tag}`, async ({ page }) => {
    // All pages one after the other: 43 s measured on two processors in quiet.
    test.setTimeout(300_000);
    const addresses = [...listPages(tag), `/${tag}/nothing-here/`];
    expect(addresses.length).toBeGreaterThan(12);
    for (const address of addresses) {
      await page.goto(address);
      await expectFaultless(page, tag, address);
    }
  });

  test(`every page of the form can be used by everyone, in ${tag}`, async ({ page }) => {
    await openForm(page, tag);
    const answers = { ...answerAll((field) => `${field} word`), age: 'under-16' };
    const seen = await walk(page, answers, { ...quick, onPage: (id) => expectFaultless(page, tag, id) });
    expect(seen).toEqual([...stepsFor(form, answers).map(({ id }) => id), 'check']);
    await send(page);
    await expectFaultless(page, tag, 'sent');
  });

  test(`a page with something to mend can be used by everyone, in ${tag}`, async ({ page, context }) => {
    await openForm(page, tag);
    await press(page, 'continue');
    await pressInVain(page);
    await expectFaultless(page, tag, 'no way');
    await walk(page, { callUse: 'yes', textUse: 'yes' }, { until: 'call', ...quick });
    await fillStep(page, { callNumber: 'x'.repeat(60), callUntil: '2027-02-31', callWhenNote: 'x'.repeat(200) }, quick);
    await pressInVain(page);
    await expectFaultless(page, tag, 'number, day and length');
    await fillStep(page, { callNumber: '07700 900982', callUntil: '2027-03-27', callWhenNote: '' }, quick);
    await walk(
      page,
      { ...shortest, name: 'x'.repeat(100), story: `${'w'.repeat(300)} https://example.org/${'y'.repeat(300)}` },
      quick,
    );
    await expectFaultless(page, tag, 'long words on the check page');
    await context.setOffline(true);
    await action(page, 'send').click();
    await expect(page.locator('#notice')).toContainText(wordsOf(tag).form.offline);
    await expectFaultless(page, tag, 'offline');
  });
}

test('the page keeps its contrast in the dark', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  const check = async (what: string) => {
    const faults = await findAccessibilityFaults(page);
    expect
      .soft(
        faults.filter((fault) => fault.startsWith('color-contrast')),
        what,
      )
      .toEqual([]);
  };
  for (const name of ['', 'now/', 'find/', 'privacy/', 'nothing-here/']) {
    await page.goto(`/en/${name}`);
    await check(name);
  }
  await openForm(page, 'en');
  await check('now');
  await press(page, 'continue');
  await pressInVain(page);
  await check('something to mend');
  await walk(page, { ...shortest, story: 'x' }, quick);
  await check('check');
  await send(page);
  await check('sent');
});

test('in Urdu the page runs from right to left, and numbers and addresses do not', async ({ page }) => {
  await openForm(page, 'ur');
  const left = async (selector: string) => (await page.locator(selector).first().boundingBox())?.x ?? 0;
  expect(await left('.choice input')).toBeGreaterThan(await left('.choice span'));
  expect(await left('.name')).toBeGreaterThan(await left('.languages'));
  await expect(page.locator('.exit')).toHaveCSS('direction', 'rtl');
  for (const phone of await page.locator('a.phone:visible').all()) await expect(phone).toHaveCSS('direction', 'ltr');
  const all = { callUse: 'yes', callNumber: '07700 900982', emailUse: 'yes', emailAddress: 'ana@example.org' };
  await walk(page, all, { until: 'email', ...quick });
  for (const name of ['callNumber', 'emailAddress']) {
    await expect(page.locator(`#${name}`)).toHaveCSS('direction', 'ltr');
  }
  // What a person writes runs the way of its own letters.
  const note = page.locator('#callWhenNote');
  for (const [words, direction] of [
    ['after 9', 'ltr'],
    ['شام کو', 'rtl'],
  ] as const) {
    await note.evaluate((input: HTMLInputElement, text) => {
      input.value = text;
    }, words);
    await expect(note).toHaveCSS('direction', direction);
  }
});
