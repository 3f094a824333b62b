import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildReader } from '../../src/build-reader.ts';
import { examples } from '../../src/forms/self-referral/examples.ts';
import { expect, openOne, test, words } from '../support/reader.ts';
import { code } from '../support/sealed.ts';

const written = { form: 'self-referral', reference: 'ZSPG-WH8E', answers: examples.full.answers };

/** What multipart says between its boundaries: one part here, and nothing before or after it. */
const partsOf = (body: string) =>
  /^--(\S+)\r\nContent-Disposition: form-data;([\s\S]*)\r\n--\1--\r\n$/.exec(body)?.[2] ?? body;

test('a file that knows the site sends it the code and nothing else, in a new window, on a press', async ({
  page,
  context,
}, info) => {
  const posts: unknown[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      const { method, url, headers } = request;
      if (url !== '/favicon.ico')
        posts.push({ method, url, origin: headers.origin, referer: headers.referer, body: partsOf(body) });
      response.end('thanks');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const file = info.outputPath('reader.html');
  writeFileSync(file, (await buildReader(origin)).single);
  await page.goto(`file://${file}`);
  await openOne(page, written);
  expect(posts).toEqual([]);
  const [opened] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('button', { name: words.received.title }).click(),
  ]);
  await expect(opened.locator('body')).toContainText('thanks');
  expect(posts).toEqual([
    {
      method: 'POST',
      url: '/en/received/',
      origin: 'null',
      referer: undefined,
      body: ` name="code"\r\n\r\n${written.reference}-${code}`,
    },
  ]);
  expect(await opened.evaluate(() => window.opener)).toBeNull();
  await expect(page.locator('article')).toHaveCount(1);
  server.close();
  server.closeAllConnections();
});

test('a form to anywhere else is refused by the page’s own policy', async ({ page }, info) => {
  const file = info.outputPath('reader.html');
  writeFileSync(file, (await buildReader('https://help.example.org')).single);
  await page.goto(`file://${file}`);
  const refused = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective));
        const form = document.createElement('form');
        form.action = 'http://127.0.0.1:9/';
        form.method = 'post';
        document.body.append(form);
        form.submit();
      }),
  );
  expect(await refused).toBe('form-action');
});

test('nothing can be fetched from the page, whatever runs in it', async ({ page }, info) => {
  const file = info.outputPath('reader.html');
  writeFileSync(file, (await buildReader(null)).single);
  await page.goto(`file://${file}`);
  const refused = await page.evaluate(async () => {
    const seen: string[] = [];
    addEventListener('securitypolicyviolation', ({ effectiveDirective }) => seen.push(effectiveDirective));
    await fetch('http://127.0.0.1:9/').catch(() => null);
    navigator.sendBeacon('http://127.0.0.1:9/');
    const image = new Image();
    image.src = 'http://127.0.0.1:9/';
    await new Promise((resolve) => setTimeout(resolve, 300));
    return seen;
  });
  expect(refused).toEqual(['connect-src', 'connect-src', 'img-src']);
});
