import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import type { Page, Route } from '@playwright/test';
import words from '../../src/i18n/en.json' with { type: 'json' };
import { carryPost } from '../../src/server/again.ts';
import type { StoredFile } from '../../src/server/files.ts';
import { createDraftBox, draftHours } from '../../src/submissions/draft.ts';
import { expect, test } from '../support/fixtures.ts';
import {
  action,
  fillStep,
  openForm,
  press,
  readFields,
  reference,
  send,
  shortest,
  shownPage,
  takeTime,
  walk,
} from '../support/form.ts';
import { openDemonstration } from '../support/opened.ts';
import { readProjectFile } from '../support/project-files.ts';
import { pressInVain, testSteps } from '../support/steps.ts';

const quick = { atOnce: true } as const;

testSteps();

/** What the server answered to each POST. */
function watchStatuses(page: Page): number[] {
  const statuses: number[] = [];
  page.on('response', (response) => response.request().method() === 'POST' && statuses.push(response.status()));
  return statuses;
}

/** Puts another draft into the page, as if the page had been open since it was sealed. */
const putDraft = (page: Page, draft: string) =>
  page.locator('input[name="draft"]').evaluate((input: HTMLInputElement, value) => {
    input.value = value;
  }, draft);

test('what is to be mended comes with status 422, each other page with 200', async ({ page }) => {
  const statuses = watchStatuses(page);
  await openForm(page, 'en');
  await press(page, 'continue');
  await pressInVain(page);
  await fillStep(page, shortest, quick);
  await press(page, 'continue');
  await pressInVain(page, 'send');
  await fillStep(page, shortest, quick);
  await send(page);
  expect(statuses).toEqual([200, 422, 200, 422, 200]);
});

test('Enter in a field goes on, as the button does', async ({ page }) => {
  await openForm(page, 'en');
  await walk(page, { callUse: 'yes' }, { until: 'call', ...quick });
  await page.locator('#callNumber').fill('07700 900982');
  await page.locator('#callNumber').press('Enter');
  await expect(shownPage(page)).toHaveAttribute('data-step', 'permission');
});

test('two clicks on Send are one message', async ({ page, site }) => {
  await openForm(page, 'en');
  await walk(page, shortest, quick);
  const before = site.logs().length;
  await action(page, 'send').dblclick();
  const said = await reference(page).innerText();
  await openDemonstration(site.dataDir, said);
  expect(
    site
      .logs()
      .slice(before)
      .filter((line) => line.includes('"event":"accepted"')),
  ).toHaveLength(1);
});

test('the last page loaded again gives the same reference and no second message', async ({ page, site }) => {
  const statuses = watchStatuses(page);
  await openForm(page, 'en');
  await walk(page, shortest, { until: 'you', ...quick });
  const said = await send(page);
  statuses.splice(0);
  await page.reload();
  expect(statuses).toEqual([200]);
  await expect(reference(page)).toHaveText(said);
  await expect(page.locator('.notice').filter({ hasText: words.sent.known })).toBeVisible();
  await openDemonstration(site.dataDir, said);
});

test("Send again after the browser's own Back is the same message", async ({ page, site }) => {
  await openForm(page, 'en');
  await walk(page, shortest, { until: 'you', ...quick });
  const said = await send(page);
  // Nothing of a form is kept, so the browser asks before it sends the step before once more.
  await page.goBack().catch(() => undefined);
  await expect(async () => {
    await page.reload();
    await expect(shownPage(page)).toHaveAttribute('data-step', 'you', { timeout: 1000 });
  }).toPass({ intervals: [100] });
  expect(await send(page)).toBe(said);
  await openDemonstration(site.dataDir, said);
});

test('what was just typed comes back when the site had no room, and one press goes on with it', async ({
  page,
  site,
}) => {
  const story = 'وہ "میرا" <b>فون</b> &amp; دیکھتا ہے\n\nŻółć 🙈';
  await openForm(page, 'ur');
  await walk(page, shortest, { until: 'what', ...quick });
  await fillStep(page, { story, kinds: ['physical', 'money'] });
  const file = { identity: Buffer.from(readProjectFile('dist/client/ur/problem/again/index.html')) } as StoredFile;
  const refuse = async (route: Route) => {
    const request = { headers: await route.request().allHeaders(), body: route.request().postDataBuffer() };
    const again = carryPost(request as unknown as IncomingMessage, file);
    await route.fulfill({ status: 503, contentType: 'text/html; charset=utf-8', body: again?.identity ?? '' });
  };
  await page.route('**/ask/', refuse, { times: 1 });
  await action(page, 'continue').click();
  // Without it Chromium writes what is carried into its session files (tried: a number stood in two of them).
  await expect(page.locator('main form input[type="password"][disabled][hidden]')).toHaveCount(1);
  await page.locator('main form button').click();
  await expect(shownPage(page)).not.toHaveAttribute('data-step', 'what');
  await walk(page, {}, { ...quick });
  await page.route('**/ask/', refuse, { times: 1 });
  await takeTime(page);
  await action(page, 'send').click();
  await page.locator('main form button').click();
  const { referral } = await openDemonstration(site.dataDir, await reference(page).innerText());
  expect(referral.answers).toEqual({ ...shortest, kinds: ['physical', 'money'], story });
});

for (const [what, makeDraft] of Object.entries({
  'older than a day': (key: string) => {
    const before = new Date(Date.now() - (draftHours * 60 + 1) * 60_000);
    return createDraftBox([key], () => before).seal('self-referral', { id: 'f'.repeat(32), answers: shortest });
  },
  'of another form': (key: string) =>
    createDraftBox([key], () => new Date()).seal('another', { id: 'f'.repeat(32), answers: shortest }),
  'made with another key': () =>
    createDraftBox([Buffer.alloc(32).toString('base64')], () => new Date()).seal('self-referral', {
      id: 'f'.repeat(32),
      answers: shortest,
    }),
  'that is no draft': () => 'x',
})) {
  test(`a draft ${what} is said to be lost, and this page's answers are kept`, async ({ page, site }) => {
    await openForm(page, 'en');
    await walk(page, shortest, { until: 'you', ...quick });
    await fillStep(page, { name: 'Ana', age: '26-59' }, quick);
    await putDraft(page, makeDraft(readFileSync(path.join(site.dataDir, 'draft-key'), 'utf8').trim()));
    expect(await press(page, 'continue')).toBe('what');
    await expect(page.locator('#notice')).toHaveText(words.form.expired);
    await press(page, 'back');
    expect(Object.fromEntries(await readFields(page))).toMatchObject({ name: 'Ana', age: '26-59' });
    await expect(page.locator('#notice')).toHaveCount(0);
    // What was lost is asked for again before anything is sent.
    await pressInVain(page, 'send');
    await expect(shownPage(page)).toHaveAttribute('data-step', 'reach');
    await walk(page, shortest, { until: 'you', ...quick });
    const { referral } = await openDemonstration(site.dataDir, await send(page));
    expect(referral.answers).toEqual({ ...shortest, name: 'Ana', age: '26-59' });
  });
}
