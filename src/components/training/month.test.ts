import { expect, test } from 'vitest';
import { daysOf, monthCode, monthFrom, monthName, monthOf } from './month.ts';

test('a month has a number that stays, and leads back from it', () => {
  expect(monthCode('2026-01')).toBe(1);
  expect(monthCode('2026-12')).toBe(12);
  expect(monthCode('2027-01')).toBe(13);
  for (const month of ['2026-01', '2026-12', '2027-01', '2031-06']) expect(monthFrom(monthCode(month))).toBe(month);
});

test('a month is named with its year', () => {
  expect(monthName(monthOf('2026-12-31T23:59'))).toBe('December 2026');
});

test('the first week says how many days belong to the month before', () => {
  expect(daysOf('2026-12')).toMatchObject({ before: 1 });
  expect(daysOf('2027-02')).toMatchObject({ before: 0 });
  expect(daysOf('2027-08')).toMatchObject({ before: 6 });
});

test('a month has all of its days, also in a leap year and where the clocks change', () => {
  expect(daysOf('2028-02').days.at(-1)).toBe('2028-02-29');
  expect(daysOf('2027-02').days.at(-1)).toBe('2027-02-28');
  expect(daysOf('2027-03').days).toHaveLength(31);
  expect(daysOf('2027-10').days).toHaveLength(31);
});
