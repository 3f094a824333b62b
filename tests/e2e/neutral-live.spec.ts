import { expect } from '@playwright/test';
import { inventAssurance } from '../../src/cli/signed-content.ts';
import { findTelling } from '../../src/i18n/telling.ts';
import { fillStep, openForm, send, walk } from '../support/form.ts';
import { contactAddress, test } from '../support/live.ts';
import { readPages } from '../support/visits.ts';

// One live site for all: it takes a build of its own.
test.describe.configure({ mode: 'default' });

/** What a search may find, in each language: the way in, the help, the services, and what is written for professionals. */
const mayBeFound = (address: string) => /^\/[\w-]+\/(now\/|find\/|own\/|work(-[a-z]+)?\/)?$/.test(address);

test('a search finds the way in and the help, and neither a form nor what explains the exit', async ({ live }) => {
  for (const [address, html] of await readPages(live.site.origin)) {
    const hidden = html.includes('<meta name="robots" content="noindex, nofollow">');
    expect(hidden, address).toBe(!mayBeFound(address));
  }
  expect(await (await fetch(`${live.site.origin}/robots.txt`)).text()).not.toMatch(/sitemap|disallow: \/./i);
});

test('what Firefox writes down of a page, and messengers show of a link to it, tells nothing', async ({ live }) => {
  const described: string[] = [];
  for (const [address, html] of await readPages(live.site.origin)) {
    const head = html.slice(0, html.indexOf('</head>'));
    expect(head, address).not.toMatch(/og:|twitter:/);
    const [, description] = /<meta name="description" content="([^"]*)"/.exec(head) ?? [];
    if (description === undefined) continue;
    described.push(address);
    expect(findTelling(description), `${address}: ${description}`).toBeNull();
  }
  // Only what is written for professionals says more of itself than its title.
  expect(described.length).toBeGreaterThan(10);
  expect(described.filter((address) => !/^\/[\w-]+\/work(-[a-z]+)?\/$/.test(address))).toEqual([]);
});

test('a live site names who is responsible, in every language, and does not call itself a demonstration', async ({
  live,
}) => {
  const { controller, dataProtectionOfficer, rights } = inventAssurance('2026-11-22');
  for (const tag of ['en', 'pl', 'ur']) {
    const html = await (await fetch(`${live.site.origin}/${tag}/privacy/`)).text();
    const named = [controller?.name, dataProtectionOfficer?.contact, rights?.write].map(String);
    expect([tag, named.filter((name) => !html.includes(name))]).toEqual([tag, []]);
    expect([tag, /is a demonstration|wersją pokazową|ڈیمو/.exec(html)?.[0]]).toEqual([tag, undefined]);
  }
});

test('the site never writes to the person, and the outside of what it sends tells nothing', async ({ page, live }) => {
  const answers = { emailUse: 'yes', emailAddress: 'person@example.org', emailShared: 'no', permission: 'yes' };
  await openForm(page, 'en');
  await walk(page, answers, { until: 'permission' });
  await fillStep(page, answers);
  const before = live.mail.messages.length;
  await send(page);
  const sent = (await live.mail.waitFor(before + 1)).slice(before);
  // Long enough for a second one to come, if there were one.
  await page.waitForTimeout(1000);
  expect(live.mail.messages.slice(before).map(({ to }) => to)).toEqual([[contactAddress]]);
  const head = String(sent[0]?.raw).split(/\r?\n\r?\n/)[0] ?? '';
  const shown = head.split(/\r?\n(?!\s)/).filter((line) => /^(subject|from|to):/i.test(line));
  expect(shown).toHaveLength(3);
  for (const line of shown) expect(findTelling(line), line).toBeNull();
  expect(String(sent[0]?.raw)).not.toContain('person@example.org');
});
