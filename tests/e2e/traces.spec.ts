import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page, type Request, type Response } from '@playwright/test';
import { fieldsOf } from '../../src/forms/define.ts';
import { form } from '../../src/forms/self-referral/form.ts';
import { test as base, expect } from '../support/fixtures.ts';
import { action, answerAll, fillStep, openForm, press, send, walk } from '../support/form.ts';
import { openDemonstration } from '../support/opened.ts';
import { type Site, startSite } from '../support/server.ts';
import { pressInVain } from '../support/steps.ts';
import { findOnDisk, findWords, listFiles } from '../support/traces.ts';

const quick = { atOnce: true } as const;

/** A site whose temporary files lie in a folder of its own, so that they can be searched. */
const test = base.extend<{ watched: Site & { folders: string[] } }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is wanted from this pattern
  watched: async ({}, use) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'traces-'));
    const [dataDir, temporary] = ['data', 'temporary'].map((name) => path.join(folder, name)) as [string, string];
    mkdirSync(temporary);
    const site = await startSite({ dataDir, env: { TMPDIR: temporary, TMP: temporary, TEMP: temporary } });
    await use(Object.assign(site, { folders: [dataDir, temporary] }));
    await site.dispose();
    rmSync(folder, { recursive: true, force: true });
  },
  baseURL: async ({ watched }, use) => {
    await use(watched.origin);
  },
});

/** A word of its own in every field that can be typed in, and the words to look for. */
const answers = answerAll((field) => `قفنس-zqxjvkwqzj-${field}`);
const typed = fieldsOf(form)
  .filter(({ control }) => ['text', 'textarea', 'tel', 'email'].includes(control))
  .map(({ name }) => String(answers[name]));
// Long enough that no ciphertext holds one by chance.
const words = [...typed, 'zqxjvkwqzj', 'قفنس-zqxj'];

test('the search finds a word in every form it may have', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'search-'));
  const word = 'zqxjvkwqzj';
  const forms: (string | Buffer)[] = [
    `a ${word} b`,
    Buffer.from(`a ${word} b`, 'utf16le'),
    Buffer.from(`a ${word} b`, 'utf16le').swap16(),
    Buffer.from(`a ${word} b`).toString('hex'),
    ...['', 'a', 'ab'].map((before) => Buffer.from(`${before}${word}!`).toString('base64')),
    ...['', 'a', 'ab'].map((before) => Buffer.from(`${before}${word}!`, 'utf16le').toString('base64')),
    Buffer.from(`${'a'.repeat(54)}${word}!`)
      .toString('base64')
      .replace(/.{76}/, '$&\r\n'),
  ];
  for (const [index, content] of forms.entries()) writeFileSync(path.join(folder, String(index)), content);
  expect(findOnDisk([folder], [word])).toHaveLength(forms.length);
  expect(findOnDisk([folder], ['zqxjvkwazj'])).toEqual([]);
  expect(findWords(encodeURIComponent('a قفنس'), ['قفنس'])).toEqual(['قفنس']);
  rmSync(folder, { recursive: true });
});

/** Fills in all of it with an error on the way, and sends it. */
async function goThrough(page: Page, tag: string): Promise<string> {
  await openForm(page, tag);
  await walk(page, answers, { until: 'call', ...quick });
  await fillStep(page, { ...answers, callUntil: '2027-02-31' }, quick);
  await pressInVain(page);
  await walk(page, answers, { until: 'help', ...quick });
  await press(page, 'back');
  await walk(page, answers, quick);
  await action(page, 'language:ur').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ur');
  return send(page);
}

/** Everything asked for and answered, whoever in the browser asked. */
function watch(page: Page): { requests: Request[]; responses: Response[] } {
  const seen = { requests: [] as Request[], responses: [] as Response[] };
  page.context().on('request', (request) => seen.requests.push(request));
  page.context().on('response', (response) => seen.responses.push(response));
  return seen;
}

/** What the page and the browser keep of the site. */
const readStores = (page: Page) =>
  page.evaluate(async () => ({
    cookie: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    name: window.name,
    state: history.state,
  }));

const nothing = { cookie: '', local: 0, session: 0, databases: 0, caches: 0, workers: 0, name: '', state: null };

for (const scripts of [true, false]) {
  test.describe(scripts ? 'with a script' : 'without a script', () => {
    test.use({ javaScriptEnabled: scripts });

    test('nothing that was typed is on disk, in a log or in an address', async ({ page, watched: site }) => {
      const { requests, responses } = watch(page);
      await page.goto('/en/');
      await openDemonstration(site.dataDir, await goThrough(page, 'en'));
      // While it runs, so that the database's log is there too, and after it was killed.
      const files = listFiles(site.folders);
      expect(files.filter((file) => /-wal$|\.eml$/.test(file))).toHaveLength(2);
      expect(findOnDisk(site.folders, words)).toEqual([]);
      await site.kill('SIGKILL');
      expect(findOnDisk(site.folders, words)).toEqual([]);
      expect(site.logs().length).toBeGreaterThan(1);
      expect(findWords(site.logs().join('\n'), words)).toEqual([]);

      const posts = requests.filter((request) => request.method() === 'POST');
      expect(posts.length).toBeGreaterThan(scripts ? 0 : 15);
      for (const request of requests) {
        expect(new URL(request.url()).origin).toBe(site.origin);
        expect(findWords(JSON.stringify([request.url(), await request.allHeaders()]), words)).toEqual([]);
        // The browser sealed it: on the wire there is ciphertext alone.
        if (scripts) expect(findWords(request.postDataBuffer() ?? '', words)).toEqual([]);
      }
      if (scripts)
        expect(posts.map((post) => /name="(?!submission"|contact"|sealed")/.test(String(post.postData())))).toEqual([
          false,
        ]);
      for (const response of responses) expect(await response.headerValue('set-cookie')).toBeNull();
    });

    test('the browser keeps nothing of the site', async ({ page, context }) => {
      await goThrough(page, 'pl');
      expect(await readStores(page)).toEqual(nothing);
      expect(await context.cookies()).toEqual([]);
      expect(await context.storageState()).toEqual({ cookies: [], origins: [] });
    });
  });
}

for (const scripts of [true, false]) {
  test(`${scripts ? 'with' : 'without'} a script nothing that was typed is in the browser's own files`, async ({
    watched: site,
    launchOptions,
  }, info) => {
    const profile = info.outputPath('profile');
    const context = await chromium.launchPersistentContext(profile, {
      ...launchOptions,
      baseURL: site.origin,
      javaScriptEnabled: scripts,
    });
    const [page = await context.newPage()] = context.pages();
    await openForm(page, 'en');
    await walk(page, answers, quick);
    await send(page);
    await context.close();
    expect(findOnDisk([profile], ['/en/ask/']), 'the search finds the visit').not.toEqual([]);
    expect(findOnDisk([profile], words)).toEqual([]);
    rmSync(profile, { recursive: true });
  });
}

test('no answer sets a cookie or may be kept, whatever is asked for', async ({ watched: site }) => {
  const empty = new FormData();
  empty.set('page', 'reach');
  const asked: [string, RequestInit, number][] = [
    ['/', {}, 302],
    ['/en', {}, 308],
    ['/en/', {}, 200],
    ['/en/', { method: 'HEAD' }, 200],
    ['/en/', { method: 'POST' }, 405],
    ['/en/', { method: 'PUT' }, 405],
    ['/en/nothing/', {}, 404],
    ['/%ff', {}, 400],
    ['/en/ask/', {}, 200],
    ['/en/ask/', { method: 'POST', headers: { origin: 'https://elsewhere.example' } }, 403],
    ['/en/ask/', { method: 'POST', headers: { origin: site.origin }, body: 'x' }, 415],
    ['/en/ask/', { method: 'POST', headers: { origin: site.origin }, body: empty }, 422],
    ['/pl/ask/words.json', {}, 200],
    ['/key/referrals/', {}, 200],
    ['/healthz', {}, 200],
  ];
  for (const [address, init, status] of asked) {
    const response = await fetch(site.origin + address, { redirect: 'manual', ...init });
    const what = `${init.method ?? 'GET'} ${address}`;
    expect(response.status, what).toBe(status);
    expect(response.headers.getSetCookie(), what).toEqual([]);
    expect(response.headers.get('cache-control'), what).toBe('no-store');
  }
});
