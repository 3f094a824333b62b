import { describe, expect, test } from 'vitest';
import type { Hours } from './county.ts';
import { readingTimeAgo } from './reading-time.ts';

const source = { url: 'https://example.org/', readOn: '2026-11-22', pageDate: 'undated' };
const office: Hours = {
  timeZone: 'Europe/London',
  read: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }],
  closed: ['2026-12-25', '2026-12-28'].map((on) => ({ on, name: 'Closed', source })),
};
const ago = (at: string, hours = 4, by: Hours = office) =>
  readingTimeAgo(by, hours, new Date(at))?.toISOString().slice(0, 16) ?? null;

describe('four hours of reading ago', () => {
  test.each([
    ['is four hours ago within a day', '2026-11-24T15:00:00Z', '2026-11-24T11:00'],
    ['reaches over the night into the day before', '2026-11-24T11:00:00Z', '2026-11-23T15:00'],
    ['stands still in the evening', '2026-11-24T22:00:00Z', '2026-11-24T13:00'],
    ['stands still over the weekend', '2026-11-29T12:00:00Z', '2026-11-27T13:00'],
    ['reaches over the weekend on Monday morning', '2026-11-30T10:00:00Z', '2026-11-27T14:00'],
    ['reaches over Christmas, a weekend and the bank holiday after it', '2026-12-29T10:00:00Z', '2026-12-24T14:00'],
    ['goes by the local clock in summer', '2027-06-01T10:00:00Z', '2027-05-31T14:00'],
    ['goes by the local clock across the change to summer time', '2027-03-29T09:00:00Z', '2027-03-26T14:00'],
  ])('%s', (_what, at, expected) => {
    expect(ago(at)).toBe(expected);
  });
});

test('a contact that reads day and night has had every hour, also those of the changed clock', () => {
  const always: Hours = {
    ...office,
    read: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' }],
    closed: [],
  };
  expect(ago('2026-11-24T02:00:00Z', 4, always)).toBe('2026-11-23T22:00');
  expect(ago('2027-06-01T02:00:00Z', 30, always)).toBe('2027-05-30T20:00');
});

test('is never where nobody reads', () => {
  const closed = Array.from({ length: 70 }, (_, back) => new Date(Date.parse('2026-11-24') - back * 86_400_000));
  const by = { ...office, closed: closed.map((on) => ({ on: on.toISOString().slice(0, 10), name: 'Closed', source })) };
  expect(ago('2026-11-24T15:00:00Z', 4, by)).toBeNull();
});
