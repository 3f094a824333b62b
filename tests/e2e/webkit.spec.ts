import { setTimeout as sleep } from 'node:timers/promises';
import { quickMs } from '../../src/flood/trap.ts';
import { decryptByGpg, openDemonstration } from '../support/opened.ts';
import { arrive, beginVisit, follow, sendForm, typeInForm, wander } from '../support/tab.ts';
import { expect, first, test } from '../support/visits.ts';
import { hasWebkit, startWebkit, type Webkit } from '../support/webkit.ts';

test.skip(!hasWebkit, 'webkit2gtk-driver and xvfb are not installed on this machine');
test.describe.configure({ mode: 'serial' });

let webkit: Webkit;

test.beforeAll(async ({ outside }) => {
  if (hasWebkit) webkit = await startWebkit(outside.proxyPort);
});

test.afterAll(() => webkit?.close());

for (const [how, leave] of [
  ['a click', () => webkit.tab.click('a[data-exit]')],
  ['Shift three times', () => webkit.tab.press('Shift', 'Shift', 'Shift')],
] as const) {
  test(`a visit of many pages is one entry, and none after ${how}`, async ({ site, outside }) => {
    const { tab } = webkit;
    await beginVisit(tab, outside, `${site.origin}/en/`);
    const entries = await tab.read('history.length');
    await follow(tab, site.origin, '/en/private/', '/ur/private/', '/en/private/', '/en/before/', '/en/ask/');
    await typeInForm(tab, 'historymark');
    expect(await tab.read('[location.hash, location.search, history.length]')).toEqual(['', '', entries]);
    await leave();
    await arrive(tab, first.url);
    expect((await wander(tab)).filter((address) => address.startsWith(site.origin))).toEqual([]);
    expect(outside.requests.map(({ path, headers }) => [path, headers.referer])).toContainEqual([
      '/weather',
      undefined,
    ]);
  });
}

test('a message is sealed in it, and opens as it was typed', async ({ site, outside }) => {
  const { tab } = webkit;
  await beginVisit(tab, outside, `${site.origin}/ur/ask/`);
  await typeInForm(tab, 'sealedmark');
  // What is sent sooner than a person can waits until the full hour.
  await sleep(quickMs);
  const reference = await sendForm(tab);
  const { referral } = await openDemonstration(site.dataDir, reference, decryptByGpg);
  expect(referral.answers).toMatchObject({ callNumber: '07700 900111', callWhenNote: 'sealedmark not at night' });
  expect(referral.language).toBe('ur');
  const accepted = site.logs().find((line) => line.includes('"accepted"') && line.includes(reference));
  expect(accepted).toContain('"code":"sealed"');
});
