import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import PostalMime from 'postal-mime';
import { createIdentities, opensslAvailable } from '../../src/smime/testing/openssl.ts';
import { openForm, send, shortest, walk } from '../support/form.ts';
import { testLive } from '../support/live.ts';

const identities = createIdentities();
const team = opensslAvailable ? identities.make() : null;

/** A live site whose contact opens S/MIME in its mail program: no browser can seal to it. */
const test = testLive((keep) => ({
  REFERRALS_PROFILE: 'smime',
  REFERRALS_KEYS: keep('team.pem', team?.certificate ?? ''),
}));
test.describe.configure({ mode: 'default' });
test.skip(!opensslAvailable, 'There is no openssl here to open the message.');
test.afterAll(identities.remove);

const canary = 'Boję się: میں ڈرتی ہوں 🕯️';

/** What every base64 of a text holds that has it at this offset. */
const inBase64 = (text: string, skip: number) =>
  Buffer.from(text)
    .subarray(skip, skip + 24)
    .toString('base64');

for (const scripts of [true, false]) {
  test.describe(scripts ? 'with a script' : 'without a script', () => {
    test.use({ javaScriptEnabled: scripts });

    test('a message to a contact with S/MIME is sealed by the server and opened by openssl', async ({ page, live }) => {
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      const before = live.mail.messages.length;
      await openForm(page, 'pl');
      await walk(page, { ...shortest, risk: canary }, { atOnce: scripts });
      const reference = await send(page);
      await live.mail.waitFor(before + 1);
      const raw = live.mail.messages[before]?.raw ?? Buffer.of();
      expect(raw.toString('latin1')).toContain('smime-type=enveloped-data');
      const opened = await PostalMime.parse(team?.open(raw, 'SMIME') ?? '');
      const json = JSON.parse(new TextDecoder().decode(opened.attachments[0]?.content as ArrayBuffer));
      expect(json).toMatchObject({ reference, answers: { risk: canary } });
      expect(asked.filter((address) => address.startsWith('/key/'))).toEqual([]);
      const kept = readdirSync(live.site.dataDir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(path.join(entry.parentPath, entry.name)));
      const written = Buffer.concat([...kept, Buffer.from(live.site.logs().join('\n'))]);
      for (const text of ['Boję', 'ڈرتی', ...[0, 1, 2].map((skip) => inBase64(canary, skip))]) {
        expect(written.includes(text)).toBe(false);
      }
    });
  });
}

test('there is no key for a browser to fetch, and the privacy page does not say that browsers lock', async ({
  page,
  request,
}) => {
  expect((await request.get('/key/referrals/')).status()).toBe(404);
  await page.goto('/en/privacy/');
  await expect(page.locator('article')).toContainText('Your browser does not lock them by itself.');
  await expect(page.locator('article')).not.toContainText('Your own browser locks them');
});
