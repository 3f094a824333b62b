import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { answerAll, openForm, send, takenOver, walk } from '../support/form.ts';
import { keepProfile, type Profile } from '../support/profile.ts';
import { arriveOutside, beginVisit, expect, first, test, waysOut } from '../support/visits.ts';

/** Words of pages and of scripts that stand in no title: they may be nowhere on the device. */
const wordsOfPages = ['Someone who checks may see', 'making you afraid', 'notMyCommunity', 'safer-home'];

/** What is typed into every field of the form, as it may lie about on a disk. `mark` tells one visit from another. */
const typed = (mark: string) => answerAll((field) => `${mark}${field} in my own words`);
const tracesOf = (mark: string) => [mark, 'example.org', '07700 9001', '077009001'];

/** A page that takes no care: fields with names and tokens, left by a script as an exit would. */
async function visitCarelessPage(page: Page): Promise<void> {
  const tokens = {
    name: 'Careless Person',
    email: 'careless@example.com',
    tel: '01632 960123',
    'address-level2': 'Careless',
  };
  const fields = Object.keys(tokens).map((token) => `<input name="${token}" autocomplete="${token}">`);
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><title>Careless</title><p>A careless paragraph<form>${fields.join('')}</form>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/careless/`);
  for (const [token, value] of Object.entries(tokens)) await page.locator(`[name="${token}"]`).pressSequentially(value);
  await page.evaluate((address) => location.replace(address), first.url);
  await arriveOutside(page);
  server.close();
}

async function goFromSearchToForm(
  page: Page,
  outside: Parameters<typeof beginVisit>[1],
  origin: string,
): Promise<void> {
  await beginVisit(page, outside, `${origin}/en/`);
  for (const address of ['/en/private/', '/en/before/', '/en/ask/']) {
    await page.locator(`a[href="${address}"]`).first().click();
    await page.waitForURL(`**${address}`);
  }
  await takenOver(page);
}

/** Uncompressed, so that words can be found in what is kept. */
const readable = { extraHTTPHeaders: { 'accept-encoding': 'identity' } };

test('nothing typed and nothing read is on the device after the browser has closed', async ({
  launchOptions,
  outside,
  site,
}) => {
  let profile: Profile | null = null;
  try {
    profile = await keepProfile(launchOptions, { ...readable, baseURL: site.origin }, async (page) => {
      await visitCarelessPage(page);
      await goFromSearchToForm(page, outside, site.origin);
      await walk(page, typed('exitmark'), { until: 'risk' });
      await page.locator('[name="risk"]').pressSequentially('exitmark half a sent');
      await waysOut['a click']?.(page);
      await arriveOutside(page);
      await goFromSearchToForm(page, outside, site.origin);
      await walk(page, typed('sendmark'));
      await send(page);
      await waysOut['Shift three times']?.(page);
      await arriveOutside(page);
    });
    // The careless page shows that what a browser keeps is found.
    for (const word of ['Careless Person', 'careless@example.com', '01632 960123', 'A careless paragraph']) {
      expect(profile.filesWith(word), word).not.toEqual([]);
    }
    expect(profile.filesWith('.exit-bar'), 'a file without words may be kept').not.toEqual([]);
    for (const word of [...tracesOf('exitmark'), ...tracesOf('sendmark'), ...wordsOfPages]) {
      expect(profile.filesWith(word), word).toEqual([]);
    }
    // So is the list of Chromium, which holds no page that was left by a replacement. Never promised to anyone.
    const listed = profile.listedHistory().map(({ url }) => url);
    expect(listed).toContain(first.url);
    expect(listed.filter((address) => address.startsWith(site.origin))).toEqual([]);
  } finally {
    profile?.remove();
  }
});

test('without scripts nothing typed is offered again or on the device either', async ({ launchOptions, site }) => {
  const options = { ...readable, baseURL: site.origin, javaScriptEnabled: false };
  const profile = await keepProfile(launchOptions, options, async (page) => {
    await page.goto('/en/find/');
    await page.locator('#find-postcode').fill('CT16 9ZZ');
    await page.locator('#find-words').fill('plainmark that I looked for');
    await page.locator('#finder button.main').click();
    await expect(page.locator('#find-words')).toHaveValue('plainmark that I looked for');
    await openForm(page, 'en');
    await walk(page, typed('plainmark'));
    await send(page);
    await waysOut['a click']?.(page);
    await arriveOutside(page);
  });
  try {
    // The tabs that Chromium can open again are among what is searched, and hold no answer: it keeps what a form has
    // posted there, but not from a form with a password in it (`#components/form/FormPage.tsx`).
    for (const address of ['/en/ask/', '/en/find/'])
      expect(profile.filesWith(address).filter((file) => file.includes('Sessions'))).not.toEqual([]);
    for (const word of [...tracesOf('plainmark'), 'CT16 9ZZ', ...wordsOfPages])
      expect(profile.filesWith(word), word).toEqual([]);
  } finally {
    profile.remove();
  }
});
