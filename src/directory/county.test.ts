import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { areasOn, type County, countyOverlaySchema, countySchema, readCounty } from './county.ts';
import { ContentError } from './source.ts';

const root = path.resolve(import.meta.dirname, '..', '..', 'content');
const kent = readCounty(root, 'kent');

describe('the areas of a day', () => {
  const county: County = {
    ...kent,
    areas: [
      { id: 'old', code: 'E07000105', name: 'Old', from: '1974-04-01', to: '2028-04-01', towns: [] },
      { id: 'new', code: 'E06000105', name: 'New', from: '2028-04-01', to: null, towns: [] },
    ],
  };
  const on = (day: string) => areasOn(county, day).map(({ id }) => id);

  test('are those that exist: on the day of a merger the new one alone', () => {
    expect([on('1974-03-31'), on('1974-04-01'), on('2028-03-31'), on('2028-04-01')]).toEqual([
      [],
      ['old'],
      ['old'],
      ['new'],
    ]);
  });
});

describe('a county’s file', () => {
  test('that does not exist says which was looked for', () => {
    expect(() => readCounty(root, 'nowhere')).toThrow(ContentError);
    expect(() => readCounty(root, 'nowhere')).toThrow(/counties.nowhere.county\.yaml/);
  });

  test.each([
    ['an exit that is not https', { exit: { ...kent.exit, url: 'http://example.org/' } }],
    ['an exit that is no address', { exit: { ...kent.exit, second: 'weather' } }],
    ['an exit to a search', { exit: { ...kent.exit, url: 'https://example.org/?q=weather' } }],
    ['an exit to a part of a page', { exit: { ...kent.exit, second: 'https://example.org/#today' } }],
    ['two exits to one host', { exit: { ...kent.exit, second: new URL('/news', kent.exit.url).href } }],
    ['no language', { languages: [] }],
    ['an area without a code', { areas: [{ ...kent.areas[0], code: 'Ashford' }] }],
    ['no area', { areas: [] }],
    ['something more', { motto: 'x' }],
  ])('is refused with %s', (_what, change) => {
    expect(countySchema.safeParse({ ...kent, ...change }).success).toBe(false);
  });

  test.each([
    ['25:00', '17:00'],
    ['9:00', '17:00'],
    ['09:00', '24:01'],
  ])('is refused with hours from %s to %s', (from, to) => {
    const hours = { ...kent.contacts.referrals.hours, read: [{ days: ['mon'], from, to }] };
    const contacts = { referrals: { ...kent.contacts.referrals, hours } };
    expect(countySchema.safeParse({ ...kent, contacts }).success).toBe(false);
  });

  test('in another language may change words and nothing else', () => {
    expect(countyOverlaySchema.safeParse({ neighbours: [{ id: 'medway', note: 'Słowa' }] }).success).toBe(true);
    expect(countyOverlaySchema.safeParse({ exit: { url: 'https://example.org/' } }).success).toBe(false);
  });
});
