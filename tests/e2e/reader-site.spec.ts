import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildReader } from '../../src/build-reader.ts';
import { examples } from '../../src/forms/self-referral/examples.ts';
import ui from '../../src/i18n/en.json' with { type: 'json' };
import { expect, test } from '../support/fixtures.ts';
import { listMessages, openDemonstration } from '../support/opened.ts';
import { postParts, wholeForm } from '../support/raw-http.ts';
import { words } from '../support/reader.ts';

const quiet = (text: string) => text.replace(/\s+/g, ' ').trim();

test('the site’s own page opens what the site delivered, and asks for nothing but itself', async ({ page, site }) => {
  const before = new Set(listMessages(site.dataDir));
  const added = () => listMessages(site.dataDir).filter((name) => !before.has(name));
  const { status } = await postParts(site.origin, wholeForm(examples.full.answers), {
    tag: 'ur',
    headers: { Origin: site.origin, Host: new URL(site.origin).host },
  });
  expect(status).toBe(200);
  const folder = path.join(site.dataDir, 'messages');
  await expect.poll(() => added().length).toBe(1);
  const [file = ''] = added();
  const opened = await openDemonstration(site.dataDir, file.split('.')[0] ?? '');

  const asked: string[] = [];
  const said: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => said.push(message.text()));
  await page.goto('/open/');
  await expect(page.getByText(words.demonstration)).toBeVisible();
  await page.locator('#key-file').setInputFiles(path.join(site.dataDir, 'demonstration', 'private-key.asc'));
  await page.locator('#message-files').setInputFiles(path.join(folder, file));
  await expect(page.getByText(words.passed)).toBeVisible();
  const shown = quiet(await page.locator('article .text').innerText());
  for (const line of opened.text.split('\n')) expect(shown).toContain(quiet(line.replace(/^== /, '')));
  expect([asked.map((one) => new URL(one).pathname), said]).toEqual([['/open/'], []]);

  const [answer] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('button', { name: words.received.title }).click(),
  ]);
  await expect(answer.locator('main .notice')).toContainText(ui.received.taken.split('{{')[0] ?? '');
  expect(new URL(answer.url()).pathname).toBe('/en/received/');
  await expect(page.locator('article')).toHaveCount(1);
});

test('the file on a disk tells the site too, though its origin is nobody’s', async ({ page, site }, info) => {
  const before = new Set(listMessages(site.dataDir));
  const added = () => listMessages(site.dataDir).filter((name) => !before.has(name));
  const { status } = await postParts(site.origin, wholeForm(examples.shortest.answers), {
    tag: 'en',
    headers: { Origin: site.origin, Host: new URL(site.origin).host },
  });
  expect(status).toBe(200);
  await expect.poll(() => added().length).toBe(1);
  const file = info.outputPath('reader.html');
  writeFileSync(file, (await buildReader(site.origin)).single);
  await page.goto(pathToFileURL(file).href);
  await page.locator('#key-file').setInputFiles(path.join(site.dataDir, 'demonstration', 'private-key.asc'));
  await page.locator('#message-files').setInputFiles(path.join(site.dataDir, 'messages', added()[0] ?? ''));
  const [answer] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('button', { name: words.received.title }).click(),
  ]);
  await expect(answer.locator('main .notice')).toContainText(ui.received.taken.split('{{')[0] ?? '');
  expect(answer.url()).toBe(`${site.origin}/en/received/`);
});

test('the file for offline use is there, with its hash on the page and beside it', async ({ page, site }) => {
  const single = Buffer.from(await (await fetch(`${site.origin}/open/reader.html`)).arrayBuffer());
  const hash = createHash('sha256').update(single).digest('hex');
  expect(await (await fetch(`${site.origin}/open/sha256.txt`)).text()).toBe(`${hash}  reader.html\n`);
  await page.goto('/open/');
  await expect(page.locator('.single')).toContainText(hash);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByText(words.offline.link).click()]);
  expect(download.suggestedFilename()).toBe('reader.html');
  expect(readFileSync(await download.path()).equals(single)).toBe(true);
});

test('no page for the public leads to it, and no search engine keeps it', async ({ page, site }) => {
  await page.goto('/en/');
  await expect(page.locator('a[href*="/open/"]')).toHaveCount(0);
  const answer = await fetch(`${site.origin}/open/`);
  expect(await answer.text()).toContain('<meta name="robots" content="noindex, nofollow">');
  expect(answer.headers.get('cache-control')).toBe('no-store');
});
