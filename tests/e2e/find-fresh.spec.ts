import { expect, test } from '@playwright/test';
import { checkedOn, daysBetween } from '../../src/directory/freshness.ts';
import { directory } from '../support/finder.ts';
import { type Site, startSite } from '../support/server.ts';
import { readWords } from '../support/words.ts';

const { service: words } = readWords('en');

/** The settings of a site whose clock runs so many days ahead: that of the whole process, from its first line on. */
function daysAhead(days: number): Record<string, string> {
  const clock = `
    const Now = Date;
    const ahead = ${days * 86_400_000};
    globalThis.Date = class extends Now {
      constructor(...given) { given.length === 0 ? super(Now.now() + ahead) : super(...given); }
      static now() { return Now.now() + ahead; }
    };`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(clock)}` };
}

/** A record's facts as they are told some days after somebody looked. */
const listing = directory.services.find(
  ({ audience, help, confirmedOn }) => audience === 'public' && confirmedOn === null && !help.includes('helpline'),
);
const helpline = directory.services.find(({ id }) => id === 'ndah');

/** Starts a site so many days after the listing was looked at, asks it for pages, and ends it. */
async function readAfter(days: number, addresses: string[]): Promise<{ status: number; text: string }[]> {
  const since = daysBetween(checkedOn(listing ?? { readOn: '', confirmedOn: null }), directory.day);
  const site: Site = await startSite({ env: daysAhead(days - since) });
  try {
    return await Promise.all(
      addresses.map(async (address) => {
        const response = await fetch(site.origin + address);
        return { status: response.status, text: await response.text() };
      }),
    );
  } finally {
    await site.dispose();
  }
}

const pages = [`/en/s/${listing?.code}/`, `/en/s/${helpline?.code}/`, '/en/now/', '/en/find/list.json'];
const age = (text = '') => [...text.matchAll(/data-age="([\w-]+)"/g)].map(([, value]) => value);

test('on the day it was looked at a service says so, and nothing more', async () => {
  const [own, line, now, list] = await readAfter(0, pages);
  expect([age(own?.text), age(line?.text)]).toEqual([['fresh'], ['fresh']]);
  expect(new Set(age(now?.text))).toEqual(new Set(['fresh']));
  expect(own?.text).toContain('Read on');
  expect(list?.text).not.toContain('"warned":true');
});

test('after 90 days it asks people to check', async () => {
  const [own, , now] = await readAfter(91, pages);
  expect(age(own?.text)).toEqual(['said']);
  expect(own?.text).toContain(words.said);
  expect(now?.text).toContain(words.said);
  expect(now?.text).not.toContain(words.warned);
});

test('after 180 days it warns, in lists too', async () => {
  const [own, , now, list] = await readAfter(181, pages);
  expect(age(own?.text)).toEqual(['warned']);
  expect(own?.text).toContain(words.warned);
  expect(now?.text).toContain(words.warned);
  expect(JSON.parse(list?.text ?? '').list.cards[listing?.id ?? '']).toMatchObject({ warned: true });
});

test('after a year a listing is left out, and a helpline stays with its warning', async () => {
  const [own, line, now, list] = await readAfter(370, pages);
  expect(own?.status).toBe(404);
  expect([line?.status, age(line?.text)]).toEqual([200, ['warned']]);
  // Ways to reach 999 are never left out.
  expect(age(now?.text).length).toBeGreaterThan(5);
  const { cards } = JSON.parse(list?.text ?? '').list;
  expect(cards[listing?.id ?? '']).toBeUndefined();
  expect(cards['ndah']).toMatchObject({ warned: true });
});
