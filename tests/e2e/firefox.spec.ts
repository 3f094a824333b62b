import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Outside } from '../support/exit-host.ts';
import { type Firefox, firefoxPath, readSessions, startFirefox } from '../support/firefox.ts';
import { findWord } from '../support/profile.ts';
import { arrive, follow, sendForm, type Tab, typeInForm, beginVisit as visit, wander } from '../support/tab.ts';
import { expect, first, second, test } from '../support/visits.ts';
import { readWords } from '../support/words.ts';

test.skip(firefoxPath === null, 'firefox-esr is not installed on this machine');
test.describe.configure({ mode: 'serial' });

let firefox: Firefox;

test.beforeAll(async ({ outside }) => {
  if (firefoxPath) firefox = await startFirefox(firefoxPath, outside.proxyPort);
});

test.afterAll(() => firefox?.remove());

/** The exit's own requests: Firefox looks for news of its own too. */
const leavings = ({ requests }: Outside) =>
  requests.filter(({ host, path }) => [first.host, second.host].includes(host) && path !== '/favicon.ico');

async function beginVisit(outside: Outside, address: string): Promise<Tab> {
  const tab = await firefox.openTab();
  await visit(tab, outside, address);
  return tab;
}

test('a visit of many pages is one entry, and none after the exit', async ({ site, outside }) => {
  const tab = await beginVisit(outside, `${site.origin}/en/`);
  await follow(tab, site.origin, '/en/private/', '/ur/private/', '/en/private/', '/en/before/', '/en/ask/');
  await typeInForm(tab, 'historymark');
  expect(await tab.read('[location.hash, location.search, history.length]')).toEqual(['', '', 2]);
  await tab.click('a[data-exit]');
  await arrive(tab, first.url);
  expect((await wander(tab)).filter((address) => address.startsWith(site.origin))).toEqual([]);
  expect(await tab.address()).toBe(first.url);
  expect(leavings(outside).map(({ path, headers }) => [path, headers.referer])).toEqual([['/weather', undefined]]);
});

test('nothing is left when Back was pressed inside the site before the exit', async ({ site, outside }) => {
  const tab = await beginVisit(outside, `${site.origin}/en/`);
  await follow(tab, site.origin, '/en/now/', '/en/before/');
  await tab.go(-1);
  await expect.poll(tab.address).toContain('localhost');
  await tab.go(1);
  await arrive(tab, `${site.origin}/en/before/`);
  await tab.press('Shift', 'Shift', 'Shift');
  await arrive(tab, first.url);
  expect((await wander(tab)).filter((address) => address.startsWith(site.origin))).toEqual([]);
});

test('a form brought back is empty and says why', async ({ site, outside }) => {
  const tab = await beginVisit(outside, `${site.origin}/pl/ask/`);
  await typeInForm(tab, 'backmark');
  await tab.open(outside.searchUrl(''));
  await tab.go(-1);
  await arrive(tab, `${site.origin}/pl/ask/`);
  await expect
    .poll(() => tab.read('document.querySelector("#notice")?.innerText.trim()'))
    .toBe(readWords('pl').form.emptied);
  expect(await tab.read('document.querySelectorAll(":checked:not(option)").length')).toBe(0);
});

test('in the very task of the click nothing is left to see but a neutral word', async ({ site, outside }) => {
  outside.answer(first.host, 'never');
  const tab = await beginVisit(outside, `${site.origin}/en/private/`);
  const seen = await tab.read(
    `(document.querySelector('a[data-exit]').click(), [document.body.innerText, document.querySelector('title').textContent,
      document.querySelector('[role=alert]').textContent, document.querySelector('link[rel=icon]').href,
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))])`,
  );
  // The last: Escape, which would call the exit off, is taken away.
  expect(seen).toEqual(['Loading', '…', 'Loading', 'data:,', false]);
  // Where the first does not answer the second is tried, in the same entry.
  await arrive(tab, second.url);
  const [one, two] = leavings(outside);
  expect((two?.at ?? 0) - (one?.at ?? 0)).toBeGreaterThan(2000);
  expect((two?.at ?? 0) - (one?.at ?? 0)).toBeLessThan(3200);
  expect((await wander(tab)).filter((address) => address.startsWith(site.origin))).toEqual([]);
});

test('where no exit answers the tab is given up, and has our address no more', async ({ site, outside }) => {
  for (const { host } of [first, second]) outside.answer(host, 'never');
  const tab = await beginVisit(outside, `${site.origin}/en/private/`);
  await tab.click('a[data-exit]');
  await expect.poll(tab.address, { timeout: 15_000 }).toBe('about:blank');
  expect((await wander(tab)).filter((address) => address.startsWith(site.origin))).toEqual([]);
});

test('pressing again and again leaves once', async ({ site, outside }) => {
  outside.answer(first.host, 600);
  const tab = await beginVisit(outside, `${site.origin}/en/private/`);
  await tab.click('a[data-exit]');
  await tab.press('Shift', 'Shift', 'Shift', 'Escape');
  await arrive(tab, first.url);
  expect(leavings(outside)).toHaveLength(1);
});

test('the other tabs of the site leave within a second', async ({ site, outside }) => {
  const other = await beginVisit(outside, `${site.origin}/en/ask/`);
  const tab = await beginVisit(outside, `${site.origin}/en/`);
  await tab.click('a[data-exit]');
  await arrive(tab, first.url);
  await expect.poll(other.address, { timeout: 1000 }).toBe(first.url);
});

test('Shift leaves when it is pressed three times alone, and not as part of anything else', async ({
  site,
  outside,
}) => {
  const tab = await beginVisit(outside, `${site.origin}/ur/find/`);
  const status = () => tab.read('document.querySelector("[data-exit-status]").textContent');
  const { shiftTwo, shiftOne } = readWords('ur').site;
  await tab.press('Shift');
  expect(await status()).toBe(shiftTwo);
  await tab.press('Shift');
  expect(await status()).toBe(shiftOne);
  await tab.press('a', 'Shift');
  expect(await status()).toBe(shiftTwo);
  expect(leavings(outside)).toEqual([]);
  await tab.press('Shift', 'Shift');
  await arrive(tab, first.url);
});

/** A page that takes no care: its field has no token, and its form is posted. */
async function visitCarelessPage(): Promise<void> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.setHeader('cache-control', 'max-age=3600');
    response.end(
      '<!doctype html><title>Careless</title><p>A careless paragraph<form method=post><input name=note><button>Go',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const tab = await firefox.openTab();
  await tab.open(address);
  await tab.click('input');
  await tab.press(...'carelessmark');
  await expect.poll(() => readSessions(firefox.profile), { timeout: 15_000 }).toContain('carelessmark');
  await tab.click('button');
  await arrive(tab, address);
  server.close();
}

test('nothing typed and nothing read is on the device after the browser has closed', async ({ site, outside }) => {
  await visitCarelessPage();
  const left = await beginVisit(outside, `${site.origin}/en/ask/`);
  await typeInForm(left, 'exitmark');
  // Also of a form that is still open, in what is kept for a crash.
  const later = await firefox.openTab();
  await later.open(outside.searchUrl('later'));
  await expect.poll(() => readSessions(firefox.profile), { timeout: 15_000 }).toContain('to=later');
  await expect.poll(() => readSessions(firefox.profile), { timeout: 15_000 }).toContain(`${site.origin}/en/ask/`);
  expect(readSessions(firefox.profile)).not.toMatch(/exitmark|07700 900111/);
  await left.click('a[data-exit]');
  await arrive(left, first.url);
  const sent = await beginVisit(outside, `${site.origin}/en/ask/`);
  await typeInForm(sent, 'sendmark');
  await sendForm(sent);
  await firefox.close();
  for (const word of ['carelessmark', 'A careless paragraph', '.exit-bar'])
    expect(findWord(firefox.profile, word), word).not.toEqual([]);
  for (const word of [
    'exitmark',
    'sendmark',
    'historymark',
    'backmark',
    '07700 900111',
    'Someone who checks may see',
    'notMyCommunity',
  ]) {
    expect(findWord(firefox.profile, word), word).toEqual([]);
    expect(readSessions(firefox.profile), word).not.toContain(word);
  }
});
