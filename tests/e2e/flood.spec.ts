import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { form as referral } from '../../src/forms/professional/form.ts';
import words from '../../src/i18n/en.json' with { type: 'json' };
import { fillByBrowser } from '../support/autofill.ts';
import { findAccessibilityFaults } from '../support/axe.ts';
import { answers, flood, sendFrom, test } from '../support/flooded.ts';
import { action, openForm, reference, send, takeTime, walk } from '../support/form.ts';
import { listMessages, openDemonstration } from '../support/opened.ts';

// One worker: the limits are those of one site.
test.describe.configure({ mode: 'default' });

const from = (address: string) => ({ extraHTTPHeaders: { 'X-Forwarded-For': address } });

/** Statuses of what the page posted, in order. */
function watchPosts(page: Page): number[] {
  const statuses: number[] = [];
  page.on('response', (response) => {
    if (response.request().method() === 'POST') statuses.push(response.status());
  });
  return statuses;
}

const fillAll = async (page: Page) => {
  await openForm(page, 'en');
  await walk(page, answers, { atOnce: true });
};

test.describe('from a refuge whose address sends 500', () => {
  test.use(from('203.0.113.9'));

  test('somebody presses Send once, and it arrives', async ({ page, flooded }) => {
    test.slow();
    expect(await flood(flooded, '203.0.113.77', 500)).toEqual({ 200: 30, 429: 470 });
    const statuses = watchPosts(page);
    await fillAll(page);
    const said: string[] = [];
    await page.exposeFunction('said', (text: string) => said.push(text));
    await page.evaluate(() => {
      const status = document.querySelector('p.sending') as HTMLElement;
      const tell = () => (window as never as { said: (text: string) => void }).said(status.textContent ?? '');
      new MutationObserver(tell).observe(status, { childList: true, characterData: true, subtree: true });
    });
    const code = await send(page);
    expect(statuses).toEqual([429, 200]);
    expect(said).toContain(words.form.sendingStill);
    expect((await openDemonstration(flooded.dataDir, code)).referral.answers).toEqual(answers);
    expect((await sendFrom(flooded.origin, '203.0.114.1')).status).toBe(200);
  });

  test('all that was accepted is there, and nothing says from where it came', async ({ flooded }) => {
    await expect.poll(() => listMessages(flooded.dataDir).length, { timeout: 20_000 }).toBe(32);
    expect(flooded.logged.get('refused again')).toBe(471);
    const files = readdirSync(flooded.dataDir, { recursive: true, withFileTypes: true }).filter((file) =>
      file.isFile(),
    );
    expect(files.length).toBeGreaterThan(30);
    for (const file of files) {
      const bytes = readFileSync(path.join(file.parentPath, file.name)).toString('latin1');
      expect([file.name, bytes.includes('203.0.11')]).toEqual([file.name, false]);
    }
  });

  test('the page stays usable while it works, and the exit leaves at once', async ({ page }) => {
    await fillAll(page);
    // Work that never ends.
    await page.route('**/ask/', async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      const work = { parts: 8, zeros: 32, rounds: 4_000 };
      return route.fulfill({ status: 429, json: { challenge: { token: 'x', work } } });
    });
    await takeTime(page);
    await action(page, 'send').click();
    await expect(page.getByText(words.form.sendingStill)).toBeVisible();
    const longest = await page.evaluate(async () => {
      let longest = 0;
      for (let before = performance.now(), end = before + 1_500; before < end; ) {
        await new Promise((resolve) => setTimeout(resolve, 0));
        longest = Math.max(longest, performance.now() - before);
        before = performance.now();
      }
      return longest;
    });
    expect(longest).toBeLessThan(250);
    await page.route(/^https:/, (route) => route.fulfill({ contentType: 'text/html', body: 'elsewhere' }));
    await page.locator('a.exit').click();
    await page.waitForURL(/^https:/, { waitUntil: 'commit', timeout: 3_000 });
  });

  test('where the browser cannot work it out, Send has to be pressed once more', async ({ page, flooded }) => {
    await page.addInitScript(() => {
      SubtleCrypto.prototype.deriveBits = () => Promise.reject(new Error('not here'));
    });
    await flood(flooded, '203.0.113.77', 31);
    const statuses = watchPosts(page);
    await fillAll(page);
    await takeTime(page);
    await action(page, 'send').click();
    const notice = page.locator('#notice');
    await expect(notice).toContainText(words.form.again);
    await expect(notice).toBeFocused();
    await expect(notice.locator('a[href^="tel:"]').first()).toBeVisible();
    expect(await findAccessibilityFaults(page)).toEqual([]);
    // As long as it takes to read that.
    await page.waitForTimeout(1_200);
    await notice.getByRole('button').click();
    await expect(reference(page)).toBeVisible();
    expect(statuses).toEqual([429, 200]);
    const { referral } = await openDemonstration(flooded.dataDir, await reference(page).innerText());
    expect(referral.answers).toEqual(answers);
  });
});

test.describe('a field that nobody sees', () => {
  test.use(from('203.0.115.9'));

  test('is not reached by keyboard, not said and not shown', async ({ page }) => {
    await openForm(page, 'en', referral);
    await walk(page, {}, { form: referral, until: 'referrer' });
    const spare = page.locator('input[name="spare"]');
    await expect(spare).toHaveCount(1);
    await expect(spare).toBeHidden();
    expect(await page.locator('body').ariaSnapshot()).not.toContain(words.form.spare);
    const reached: string[] = [];
    for (let pressed = 0; pressed < 60; pressed += 1) {
      await page.keyboard.press('Tab');
      reached.push(await page.evaluate(() => document.activeElement?.getAttribute('name') ?? ''));
    }
    expect(new Set(reached).size).toBeGreaterThan(4);
    expect(reached).not.toContain('spare');
  });

  test('is not filled in by the browser, which fills in the others', async ({ page }) => {
    await openForm(page, 'en', referral);
    await walk(page, {}, { form: referral, until: 'referrer' });
    const email = page.locator('input[autocomplete="email"]').first();
    await fillByBrowser(page, email);
    await expect(email).toHaveValue('jo@example.org');
    await expect(page.locator('input[name="spare"]')).toHaveValue('');
  });

  test('is to be left empty, says the page to whoever has no styles', async ({ page }) => {
    await page.route('**/*.css', (route) => route.abort());
    await page.goto('/en/ask/');
    await expect(page.getByText(words.form.spare)).toBeVisible();
  });

  test('that was filled in sends the message with the others of its hour', async ({ page, flooded }) => {
    await fillAll(page);
    await page.locator('input[name="spare"]').evaluate((field) => {
      (field as HTMLInputElement).value = 'https://example.org/';
    });
    const code = await send(page);
    await expect(page.getByText(words.sent.heading)).toBeVisible();
    await page.waitForTimeout(2_500);
    const arrived = () => listMessages(flooded.dataDir).filter((name) => name.startsWith(code));
    expect(arrived()).toEqual([]);
    flooded.setAhead(3_600_000);
    await expect.poll(() => arrived().length, { timeout: 10_000 }).toBe(1);
    const { mail, referral } = await openDemonstration(flooded.dataDir, code);
    expect(mail.subject).toBe(`Enquiry ${code} (to check)`);
    expect(referral.answers).toEqual(answers);
  });
});
