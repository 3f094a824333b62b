import { examples } from '../../src/forms/self-referral/examples.ts';
import { codeOf, receivedCode } from '../../src/message/code.ts';
import { createId, referenceOf } from '../../src/message/reference.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectFaultless } from '../support/layout.ts';
import { postParts, sendRaw, wholeForm } from '../support/raw-http.ts';
import type { Site } from '../support/server.ts';

/** Sends the shortest form as a browser without scripts would. */
async function sendForm(site: Site, id: string): Promise<void> {
  const { status } = await postParts(site.origin, wholeForm(examples.shortest.answers, id), { tag: 'en' });
  expect(status).toBe(200);
}

/** Gives a code as the button of a page in a file does: of no origin, from another site. */
async function give(
  site: Site,
  code: string,
  headers: Record<string, string> = { origin: 'null', 'sec-fetch-site': 'cross-site' },
) {
  const body = new FormData();
  body.set('code', code);
  const answer = await fetch(`${site.origin}/en/received/`, { method: 'POST', headers, body });
  return { status: answer.status, text: await answer.text() };
}

for (const scripts of [true, false]) {
  test.describe(scripts ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled: scripts });
    test('the page takes a code, in each language, and says what was wrong', async ({ page, site }) => {
      for (const tag of ['en', 'pl', 'ur']) {
        const id = createId();
        await sendForm(site, id);
        const code = receivedCode(await referenceOf(id), await codeOf(id));
        await page.goto(`/${tag}/received/`);
        if (scripts) await expectFaultless(page, tag, 'received');
        await page.locator('#code').fill('ZSPG-WH8E-2222-2222-2222');
        await page.locator('main button').click();
        await expect(page.locator('.summary')).toBeVisible();
        await expect(page.locator('#code')).toHaveAttribute('aria-invalid', 'true');
        if (scripts) await expectFaultless(page, tag, 'received, wrong');
        await page.locator('#code').fill(code);
        await page.locator('main button').click();
        await expect(page.locator('main [role=status]')).toContainText(await referenceOf(id));
        expect(page.url()).toBe(`${site.origin}/${tag}/received/`);
      }
    });
  });
}

test('what is hostile changes nothing and is answered', async ({ site }) => {
  const rest = ['', ' ', '\0', 'x'.repeat(3000), "' or 1=1 --", '"><script>alert(1)</script>', '💥'.repeat(20), '٢٢٢٢'];
  for (const code of rest) {
    const { status, text } = await give(site, code);
    expect([code.slice(0, 20), status]).toEqual([code.slice(0, 20), 422]);
    // Given back as it was typed, and as nothing else than the value of the field.
    expect(text).not.toContain('"><script>alert(1)');
  }
  expect((await give(site, 'x'.repeat(20_000))).status).toBe(413);
  const post = (headers: Record<string, string>, body: string) =>
    fetch(`${site.origin}/en/received/`, { method: 'POST', headers, body });
  expect((await post({ 'content-type': 'application/x-www-form-urlencoded' }, 'code=x')).status).toBe(415);
  expect((await post({ 'content-type': 'multipart/form-data; boundary=b' }, 'no parts')).status).toBe(400);
  // Elsewhere a post from another origin is still refused.
  const elsewhere = await fetch(`${site.origin}/en/ask/`, {
    method: 'POST',
    headers: { origin: 'null' },
    body: new FormData(),
  });
  expect(elsewhere.status).toBe(403);
});

test('the address that a message names leads to the page in the reader’s language', async ({ site }) => {
  for (const [language, tag] of [
    ['pl', 'pl'],
    ['cy, ur;q=0.8', 'ur'],
    ['', 'en'],
  ]) {
    const asked = `GET /received/ HTTP/1.1\r\nHost: ${new URL(site.origin).host}\r\nAccept-Language: ${language}\r\nConnection: close\r\n\r\n`;
    const { status, headers } = await sendRaw(site.origin, asked);
    expect([status, headers.get('location')]).toEqual([302, `/${tag}/received/`]);
  }
});
