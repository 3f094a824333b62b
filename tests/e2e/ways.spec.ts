import type { Page } from '@playwright/test';
import type { Answers } from '../../src/forms/define.ts';
import { expect, test } from '../support/fixtures.ts';
import { action, answerAll, openForm, reference, send, shownPage, takenOver, walk } from '../support/form.ts';
import { listMessages, type Opened, openDemonstration } from '../support/opened.ts';
import type { Site } from '../support/server.ts';

// One worker, so that what came by one way can be compared with what came by the others.
test.describe.configure({ mode: 'default' });

const answers: Answers = {
  ...answerAll((field) => `  Zażółć „${field}” – e\u0301 🕯️ \u202e <b>&amp;\t`),
  story: 'Jeden.\n\n  Dwa\ttrzy\n--part-\n"; cztery\n',
};
const quick = { atOnce: true } as const;

/** What was posted: `sealed` where it was ciphertext. The last of them is what was kept. */
function watchPosts(page: Page): ('sealed' | 'answers')[] {
  const posts: ('sealed' | 'answers')[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') posts.push(request.postData()?.includes('name="sealed"') ? 'sealed' : 'answers');
  });
  return posts;
}

/** A message as it must be by every way: everything but the reference and the code, which come of a random number. */
function withoutReference({ referral, text, mail, subject }: Opened): unknown {
  const hide = (part: string) =>
    part.replaceAll(referral.reference, '(reference)').replace(/^(Received code: \(reference\))-\S+$/m, '$1');
  return { ...referral, reference: '', text: hide(text), subjects: [hide(mail.subject ?? ''), hide(subject)] };
}

let first: unknown;

/** The message came once, holds exactly what was typed, and is the same as the first that came. */
async function expectSame(site: Site, said: string): Promise<void> {
  const opened = await openDemonstration(site.dataDir, said);
  expect(opened.referral.answers).toEqual(answers);
  expect(opened.referral.language).toBe('pl');
  first ??= withoutReference(opened);
  expect(withoutReference(opened)).toEqual(first);
}

/** Ends the page's script as a fault in it would: the form is left to the browser. */
const killScript = (page: Page) =>
  page.evaluate(() => addEventListener('submit', (event) => event.stopImmediatePropagation(), true));

test('sealed in the browser', async ({ page, site }) => {
  const posts = watchPosts(page);
  await openForm(page, 'pl');
  await walk(page, answers, quick);
  await expectSame(site, await send(page));
  expect(posts).toEqual(['sealed']);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('step by step', async ({ page, site }) => {
    await openForm(page, 'pl');
    await walk(page, answers, quick);
    await expectSame(site, await send(page));
  });
});

test.describe('sealed by the server where the browser cannot', () => {
  const ways: [string, (page: Page) => Promise<unknown>][] = [
    ['the sealing code does not load', (page) => page.route('**/assets/*.js', (route) => route.abort())],
    [
      'the sealing code throws',
      (page) =>
        page.route('**/assets/*.js', (route) =>
          route.fulfill({ contentType: 'text/javascript', body: 'throw new Error()' }),
        ),
    ],
    ['the key is answered with an error', (page) => page.route('**/key/*/', (route) => route.fulfill({ status: 500 }))],
    [
      'the key is broken',
      (page) => page.route('**/key/*/', (route) => route.fulfill({ json: { keys: ['-----BEGIN'] } })),
    ],
    ['the words of a message do not come', (page) => page.route('**/message.json', (route) => route.abort())],
    [
      'the words of a message are not there',
      (page) => page.route('**/message.json', (route) => route.fulfill({ status: 404, body: '<p>' })),
    ],
    ['there is no key', (page) => page.route('**/key/*/', (route) => route.fulfill({ json: { keys: [] } }))],
  ];
  for (const [name, hinder] of ways) {
    test(name, async ({ page, site }) => {
      const posts = watchPosts(page);
      await openForm(page, 'pl');
      // The page's own script is there by now; what comes later is hindered.
      await hinder(page);
      await walk(page, answers, quick);
      await expectSame(site, await send(page));
      expect(posts).toEqual(['answers']);
    });
  }

  for (const [name, address] of [
    ['the sealing code never comes', '**/assets/*.js'],
    ['the key never comes', '**/key/*/'],
    ['the words of a message never come', '**/message.json'],
  ] as const) {
    test(`${name}, and nobody waits for it long`, async ({ page, site }) => {
      await page.clock.install();
      await openForm(page, 'pl');
      await page.route(address, () => {});
      await walk(page, answers, quick);
      await action(page, 'send').click();
      await expect(page.locator('.sending')).toHaveText(/\S/);
      await page.clock.fastForward(10_000);
      await expectSame(site, await reference(page).innerText());
    });
  }

  test('the server refuses what the browser sealed', async ({ page, site }) => {
    const posts = watchPosts(page);
    await openForm(page, 'pl');
    await walk(page, answers, quick);
    await page.route(
      '**/pl/ask/',
      (route) => {
        // A line less of it.
        const body = String(route.request().postData()).replace(/\r\n[A-Za-z0-9+/]{60}(?=\r\n)/, '');
        return route.continue({ postData: body });
      },
      { times: 1 },
    );
    await expectSame(site, await send(page));
    expect(posts).toEqual(['sealed', 'answers']);
  });

  test('the browser has no Web Crypto', async ({ page, site }) => {
    await page.addInitScript(() => Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined }));
    const posts = watchPosts(page);
    await openForm(page, 'pl');
    await walk(page, answers, quick);
    await expectSame(site, await send(page));
    expect(posts).toEqual(['answers']);
  });
});

test.describe('with a script that dies', () => {
  test('before the page has it', async ({ page, site }) => {
    await page.route('**/assets/*.js', (route) => route.abort());
    await page.goto('/pl/ask/');
    await walk(page, answers, quick);
    await expectSame(site, await send(page));
  });

  test('or never comes, and nobody waits for it long', async ({ page }) => {
    const posts = watchPosts(page);
    await page.route('**/assets/*.js', () => {});
    await page.goto('/pl/ask/', { waitUntil: 'commit' });
    await action(page, 'continue').click({ noWaitAfter: true });
    await expect(shownPage(page)).toHaveAttribute('data-step', 'reach', { timeout: 8000 });
    expect(posts).toEqual(['answers']);
  });

  test('half-way, and is there again on the next page', async ({ page, site }) => {
    const posts = watchPosts(page);
    await openForm(page, 'pl');
    await walk(page, answers, { until: 'help', ...quick });
    await killScript(page);
    await walk(page, answers, { until: 'language', ...quick });
    expect(posts).toEqual(['answers']);
    await takenOver(page);
    await walk(page, answers, quick);
    await expectSame(site, await send(page));
    expect(posts).toEqual(['answers', 'sealed']);
  });

  test('half-way, twice', async ({ page, site }) => {
    await openForm(page, 'pl');
    await walk(page, answers, { until: 'you', ...quick });
    await killScript(page);
    await walk(page, answers, { until: 'what', ...quick });
    await takenOver(page);
    await walk(page, answers, { until: 'children', ...quick });
    await killScript(page);
    await walk(page, answers, { until: 'help', ...quick });
    await takenOver(page);
    await walk(page, answers, quick);
    await expectSame(site, await send(page));
  });

  test('on the last page, so that all steps are posted at once', async ({ page, site }) => {
    const posts = watchPosts(page);
    await openForm(page, 'pl');
    await walk(page, answers, quick);
    await killScript(page);
    await expectSame(site, await send(page));
    expect(posts).toEqual(['answers']);
  });
});

test('what was sealed and then not answered is one message when it is sent again', async ({ page, site }) => {
  const posts = watchPosts(page);
  await openForm(page, 'pl');
  await walk(page, answers, quick);
  // The server keeps it, and the answer is lost on the way back: the same id then goes as answers.
  await page.route(
    '**/pl/ask/',
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  const said = await send(page);
  await expectSame(site, said);
  expect(posts).toEqual(['sealed', 'answers']);
  await expect(shownPage(page).locator('.notice')).toHaveCount(2);
  expect(listMessages(site.dataDir).filter((name) => name.startsWith(said))).toHaveLength(1);
});
