import { describe, expect, test } from 'vitest';
import type { Hours } from './county.ts';
import { nextReading } from './hours.ts';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const source = { url: 'https://example.org/', readOn: '2026-11-22', pageDate: 'undated' };
const close = (...days: string[]) => days.map((on) => ({ on, name: 'Closed', source }));

const office: Hours = {
  timeZone: 'Europe/London',
  read: [{ days: [...weekdays], from: '09:00', to: '17:00' }],
  closed: close('2026-12-25', '2026-12-28', '2027-01-01', '2027-03-26', '2027-03-29'),
};
/** When messages sent at `at` are read: `now`, a moment in UTC, or null. */
function read(at: string, hours: Hours = office) {
  const reading = nextReading(hours, new Date(at));
  return reading && (reading.now ? 'now' : reading.at.toISOString().slice(0, 16));
}

describe('on an ordinary day', () => {
  test.each([
    ['before the first hour', '2026-11-24T08:59:59Z', '2026-11-24T09:00'],
    ['from the first minute', '2026-11-24T09:00:00Z', 'now'],
    ['to the last minute', '2026-11-24T16:59:59Z', 'now'],
    ['no more at the last hour', '2026-11-24T17:00:00Z', '2026-11-25T09:00'],
    ['just before midnight', '2026-11-24T23:59:59Z', '2026-11-25T09:00'],
    ['at midnight', '2026-11-25T00:00:00Z', '2026-11-25T09:00'],
  ])('%s', (_when, at, expected) => {
    expect(read(at)).toBe(expected);
  });
});

describe('at a weekend or on a day nobody reads', () => {
  test.each([
    ['Friday evening waits for Monday', '2026-11-27T18:00:00Z', '2026-11-30T09:00'],
    ['Sunday waits for Monday', '2026-11-29T12:00:00Z', '2026-11-30T09:00'],
    [
      'Christmas Eve evening waits past Christmas, the weekend and the day for Boxing Day',
      '2026-12-24T18:00:00Z',
      '2026-12-29T09:00',
    ],
    ['Christmas Day in office hours is not now', '2026-12-25T10:00:00Z', '2026-12-29T09:00'],
    ['New Year’s Eve evening waits for Monday', '2026-12-31T18:00:00Z', '2027-01-04T09:00'],
    ['Maundy Thursday evening waits for Tuesday, by then in summer time', '2027-03-25T18:00:00Z', '2027-03-30T08:00'],
  ])('%s', (_what, at, expected) => {
    expect(read(at)).toBe(expected);
  });
});

describe('where the clock changes', () => {
  test('the hours are those on the wall: in summer an hour earlier by UTC', () => {
    expect(read('2027-07-01T07:59:59Z')).toBe('2027-07-01T08:00');
    expect(read('2027-07-01T08:00:00Z')).toBe('now');
    expect(read('2027-07-01T16:00:00Z')).toBe('2027-07-02T08:00');
  });

  test('a summer night after midnight belongs to the new day though UTC has the old one', () => {
    const monday: Hours = { ...office, read: [{ days: ['mon'], from: '00:00', to: '24:00' }] };
    expect(read('2027-07-04T22:59:59Z', monday)).toBe('2027-07-04T23:00');
    expect(read('2027-07-04T23:00:00Z', monday)).toBe('now');
    expect(read('2027-07-05T22:59:59Z', monday)).toBe('now');
    expect(read('2027-07-05T23:00:00Z', monday)).toBe('2027-07-11T23:00');
  });

  test('Saturday before the change to summer time leads to the right Monday morning', () => {
    expect(read('2026-03-28T12:00:00Z')).toBe('2026-03-30T08:00');
    expect(read('2026-10-24T12:00:00Z')).toBe('2026-10-26T09:00');
  });

  test('on the very days of the change, hours before, in and after it', () => {
    const sunday: Hours = { ...office, read: [{ days: ['sun'], from: '01:30', to: '04:00' }] };
    // On 28 March 2027 the wall goes from 00:59 to 02:00: 01:30 never comes, and reading begins once it would have.
    expect(read('2027-03-28T00:00:00Z', sunday)).toBe('2027-03-28T01:30');
    expect(read('2027-03-28T01:30:00Z', sunday)).toBe('now');
    expect(read('2027-03-28T02:59:00Z', sunday)).toBe('now');
    expect(read('2027-03-28T03:00:00Z', sunday)).toBe('2027-04-04T00:30');
    // On 25 October 2026 the wall has 01:30 twice; the later one is promised, the earlier one already counts.
    expect(read('2026-10-24T22:00:00Z', sunday)).toBe('2026-10-25T01:30');
    expect(read('2026-10-25T00:30:00Z', sunday)).toBe('now');
  });
});

describe('hours of other shapes', () => {
  test('several spans a day, in whatever order they are written', () => {
    const hours: Hours = {
      ...office,
      read: [
        { days: [...weekdays], from: '18:00', to: '20:00' },
        { days: [...weekdays], from: '09:00', to: '12:00' },
      ],
    };
    expect(read('2026-11-24T08:00:00Z', hours)).toBe('2026-11-24T09:00');
    expect(read('2026-11-24T13:00:00Z', hours)).toBe('2026-11-24T18:00');
    expect(read('2026-11-24T19:00:00Z', hours)).toBe('now');
    expect(read('2026-11-24T21:00:00Z', hours)).toBe('2026-11-25T09:00');
  });

  test('day and night, but never on a closed day', () => {
    const hours: Hours = { ...office, read: [{ days: [...weekdays, 'sat', 'sun'], from: '00:00', to: '24:00' }] };
    expect(read('2026-12-24T23:59:59Z', hours)).toBe('now');
    expect(read('2026-12-25T00:00:00Z', hours)).toBe('2026-12-26T00:00');
  });

  test('closed for five weeks promises nothing', () => {
    const days = Array.from({ length: 40 }, (_, day) =>
      new Date(Date.UTC(2026, 10, 22 + day)).toISOString().slice(0, 10),
    );
    expect(read('2026-11-22T12:00:00Z', { ...office, closed: close(...days) })).toBeNull();
  });
});
