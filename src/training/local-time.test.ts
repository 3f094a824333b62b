import { expect, test } from 'vitest';
import { dayBefore, localTimeOf, momentOf } from './local-time.ts';

test.each([
  ['2027-01-12T09:30', '2027-01-12T09:30:00.000Z'],
  ['2027-07-06T09:30', '2027-07-06T08:30:00.000Z'],
  // The clocks go forward at one o'clock on 28 March and back at two on 31 October 2027.
  ['2027-03-28T00:59', '2027-03-28T00:59:00.000Z'],
  ['2027-03-28T02:00', '2027-03-28T01:00:00.000Z'],
  ['2027-10-31T00:59', '2027-10-30T23:59:00.000Z'],
  ['2027-10-31T02:00', '2027-10-31T02:00:00.000Z'],
])('%s on the wall is %s', (local, moment) => {
  expect(momentOf(local)?.toISOString()).toBe(moment);
  expect(localTimeOf(new Date(moment))).toBe(local);
});

test('the hour that is left out is no time, of the hour that comes twice it is the first', () => {
  expect(momentOf('2027-03-28T01:30')).toBeNull();
  expect(momentOf('2027-10-31T01:30')?.toISOString()).toBe('2027-10-31T00:30:00.000Z');
});

test.each(['2027-02-30T09:00', '2027-01-12T24:00', '2027-01-12', 'soon'])('%s is no time', (text) => {
  expect(momentOf(text)).toBeNull();
});

test('days before are days of the calendar, over months, years and clock changes', () => {
  expect(dayBefore('2027-03-29', 2)).toBe('2027-03-27');
  expect(dayBefore('2027-11-02', 14)).toBe('2027-10-19');
  expect(dayBefore('2028-03-01', 1)).toBe('2028-02-29');
  expect(dayBefore('2027-01-01', 1)).toBe('2026-12-31');
});
