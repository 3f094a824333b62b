import { describe, expect, test } from 'vitest';
import { availabilityOn, checkedOn, daysBetween, freshness } from './freshness.ts';

const readOn = '2026-01-01';
const listing = { readOn, confirmedOn: null, help: ['refuge' as const] };
const helpline = { readOn, confirmedOn: null, help: ['web-chat' as const, 'helpline' as const] };

/** The day so many days after the source was read. */
const dayAfter = (days: number) => new Date(Date.parse(readOn) + days * 86_400_000).toISOString().slice(0, 10);

describe('freshness', () => {
  test.each([
    [0, 'fresh', 'fresh'],
    [90, 'fresh', 'fresh'],
    [91, 'said', 'said'],
    [180, 'said', 'said'],
    [181, 'warned', 'warned'],
    [365, 'warned', 'warned'],
    [366, 'left-out', 'warned'],
    [4000, 'left-out', 'warned'],
  ])('after %i days a listing is %s and a helpline %s', (days, ofListing, ofHelpline) => {
    expect(freshness(listing, dayAfter(days))).toBe(ofListing);
    expect(freshness(helpline, dayAfter(days))).toBe(ofHelpline);
  });

  test('counts from the day somebody rang, when that came later', () => {
    expect(freshness({ ...listing, confirmedOn: dayAfter(300) }, dayAfter(380))).toBe('fresh');
    expect(checkedOn({ readOn, confirmedOn: dayAfter(300) })).toBe(dayAfter(300));
    expect(checkedOn({ readOn, confirmedOn: '2025-12-31' })).toBe(readOn);
  });

  test('takes a clock that is behind for today', () => {
    expect(freshness(listing, '2025-12-01')).toBe('fresh');
  });
});

describe('availabilityOn', () => {
  const availability = { state: 'waiting', on: readOn };

  test('holds for 14 days and then lapses', () => {
    expect(availabilityOn({ availability }, dayAfter(14))).toEqual(availability);
    expect(availabilityOn({ availability }, dayAfter(15))).toBeNull();
  });

  test('does not hold before it was said, nor where nothing was said', () => {
    expect(availabilityOn({ availability }, '2025-12-31')).toBeNull();
    expect(availabilityOn({ availability: null }, readOn)).toBeNull();
  });
});

test('days are counted over a change of the clocks and a leap day', () => {
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
  expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
  expect(daysBetween('2026-11-22', '2026-11-21')).toBe(-1);
});
