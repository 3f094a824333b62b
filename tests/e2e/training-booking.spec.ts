import type { Page } from '@playwright/test';
import { form } from '../../src/forms/booking/form.ts';
import type { Answers } from '../../src/forms/define.ts';
import { findAccessibilityFaults } from '../support/axe.ts';
import { expect, linkIn, test, waitForLetter } from '../support/courses.ts';
import { send, takenOver, walk } from '../support/form.ts';
import { expectFaultless } from '../support/layout.ts';

const person = (email: string): Answers => ({
  name: 'Sam Green',
  email,
  agency: 'Maidstone council',
  agencyType: 'housing',
  role: 'frontline',
  area: 'maidstone',
  access: 'A seat near the door',
  terms: 'yes',
});

/** Books a session by its course's page, and gives the link out of the mail that says so. */
async function book(page: Page, dataDir: string, session: string, email: string, saying: string): Promise<string> {
  await page.goto('/en/work/training/one/');
  await page.locator(`a[href="/en/ask/book/${session}/"]`).click();
  await takenOver(page);
  await expect(page.locator('[name="session"]')).toHaveValue(session);
  await walk(page, person(email), { form, atOnce: true });
  await send(page);
  const link = linkIn(await waitForLetter(dataDir, email, saying));
  expect(link).not.toBe('');
  return link;
}

const inLanguage = (link: string, tag: string) => link.replace('/en/', `/${tag}/`);
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

for (const scripts of [true, false]) {
  test.describe(scripts ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled: scripts });
    const own = scripts ? { session: 'bbbb2222', as: 'js' } : { session: 'cccc3333', as: 'nojs' };
    const mailOf = (name: string) => `${name}.${own.as}@agency.example`;

    test('a place is booked, the next waits, and gets it when it is given back', async ({ page, site }) => {
      const first = await book(page, site.dataDir, own.session, mailOf('ann'), 'You have a place');
      const second = await book(page, site.dataDir, own.session, mailOf('bea'), 'waiting list');
      await page.goto('/en/work/training/one/');
      const session = page.locator('.session').filter({ has: page.locator(`a[href$="/${own.session}/"]`) });
      await expect(session).toContainText('Full. You can join the waiting list. 1 person waits.');
      await page.goto(second);
      await expect(page.locator('.lead')).toContainText('waiting list');
      await expect(page.locator('main')).not.toContainText('Hidden House');
      await expect(page.getByRole('heading', { name: 'Hand it to a colleague' })).toHaveCount(0);

      await page.goto(first);
      await expect(page.locator('.facts')).toContainText('Hidden House');
      await press(page, 'Give it back');
      await expect(page.locator('h1')).toHaveText('Give your place back?');
      await page.getByRole('link', { name: 'No, go back' }).click();
      await expect(page.locator('.lead')).toHaveText('You have a place.');
      await press(page, 'Give it back');
      await press(page, 'Yes, give it back');
      await expect(page.getByRole('status').filter({ hasText: 'You have given it back' })).toBeVisible();
      await expect(page.locator('main form')).toHaveCount(0);

      await waitForLetter(site.dataDir, mailOf('bea'), 'A place is free for you');
      await page.goto(second);
      await press(page, 'Take the place');
      await expect(page.locator('.lead')).toHaveText('You have a place.');
      await expect(page.locator('.facts')).toContainText('Hidden House');
    });

    test('a place goes to a colleague, and the old link no longer opens', async ({ page, site }) => {
      const link = await book(page, site.dataDir, 'aaaa1111', mailOf('cem'), 'You have a place');
      await page.goto(link);
      await press(page, 'Go on');
      await expect(page.getByRole('alert').getByRole('link')).toHaveCount(2);
      expect(await page.title()).toMatch(/^Error: Your booking – /);
      await page.getByLabel('Their name').fill('Dee Brown');
      await page.getByLabel('Their work e-mail').fill(mailOf('dee'));
      await press(page, 'Go on');
      await expect(page.locator('.lead')).toContainText(mailOf('dee'));
      await press(page, 'Yes, hand it over');
      await expect(page.locator('h1')).toHaveText('Your colleague has the place now.');
      expect((await page.goto(link))?.status()).toBe(410);
      await expect(page.locator('h1')).toHaveText('This link does not open a booking');
      await page.goto(linkIn(await waitForLetter(site.dataDir, mailOf('dee'), 'handed you a place')));
      await expect(page.locator('main')).toContainText('Dee Brown');
    });
  });
}

test('the link is one person’s: neutral, found by no search, kept nowhere, changed by no look', async ({
  page,
  site,
  request,
}) => {
  const link = await book(page, site.dataDir, 'aaaa1111', 'eve@agency.example', 'You have a place');
  for (const method of ['HEAD', 'GET', 'GET'] as const) {
    const response = await request.fetch(link, { method });
    expect(response.status()).toBe(200);
    expect(response.headers()).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
  }
  await page.goto(link);
  expect(await page.title()).toMatch(/^Your booking – /);
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', 'noindex, nofollow');
  await expect(page.locator('[data-exit-bar] a[data-exit]')).toBeVisible();
  await expect(page.locator('.lead')).toHaveText('You have a place.');
  for (const forged of [{ headers: { origin: 'https://evil.example' } }, {}]) {
    const cancelled = await request.post(link, { ...forged, multipart: { do: 'cancel-yes' } });
    expect(cancelled.status()).toBe(403);
  }
  expect(site.logs().join('\n')).not.toMatch(/eve@|Sam Green|\/work\/booking\//);
});

test('needs go to the organiser with the keyboard alone', async ({ page, site }) => {
  const link = await book(page, site.dataDir, 'aaaa1111', 'fay@agency.example', 'You have a place');
  await page.goto(link);
  await page.locator('#access').focus();
  await page.keyboard.type('Subtitles');
  await page.keyboard.press('Tab');
  await expect(page.locator('#diet')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Send what I need' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('The organiser has been told what you need.')).toBeVisible();
  await expect(page.locator('#access')).toHaveValue('');
});

test('the booking and each question of it can be used by everyone', async ({ page, site }) => {
  const link = await book(page, site.dataDir, 'aaaa1111', 'gil@agency.example', 'You have a place');
  const views = {
    booking: async () => {},
    'something to mend': () => press(page, 'Go on'),
    'giving back': () => press(page, 'Give it back'),
  };
  for (const tag of ['en', 'ur'] as const) {
    for (const [what, open] of Object.entries(views)) {
      await page.goto(inLanguage(link, tag));
      await open();
      await expectFaultless(page, tag, what);
    }
    await page.goto(inLanguage('/en/work/booking/old/', tag));
    await expectFaultless(page, tag, 'no booking');
  }
});

test('the mail can be read by everyone, at any width', async ({ page, site }) => {
  await book(page, site.dataDir, 'aaaa1111', 'hal@agency.example', 'You have a place');
  const mail = await waitForLetter(site.dataDir, 'hal@agency.example', 'You have a place');
  expect(mail.subject).not.toMatch(/abuse|domestic|train/i);
  expect(mail.attachments.map(({ mimeType }) => mimeType)).toContain('text/calendar');
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('about:blank');
  await page.setContent(mail.html ?? '');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  // A mail is shown inside the page of a mail program, whose landmarks it must not double.
  const faults = (await findAccessibilityFaults(page)).filter((fault) => !/^(region|landmark-one-main) /.test(fault));
  expect(faults).toEqual([]);
});
