import { describe, expect, test } from 'vitest';
import { chooseMonth, daysOf, monthCode, monthFrom, monthName, monthOf } from './month.ts';

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

describe('a calendar', () => {
  test('opens at the first month with a session, and leads as far as there are any', () => {
    expect(chooseMonth([16, 12, 13], Number.NaN, 11)).toEqual({ shown: 12, earlier: 11, later: 13 });
    expect(chooseMonth([16, 12, 13], 16, 11)).toEqual({ shown: 16, earlier: 15, later: null });
    expect(chooseMonth([16, 12, 13], 11, 11)).toEqual({ shown: 11, earlier: null, later: 12 });
  });

  test('does not go where nothing is, whatever the address says', () => {
    for (const asked of [0, 10, 17, 999, Number.NaN]) expect(chooseMonth([16, 12], asked, 11).shown).toBe(12);
  });

  test('without any session shows this month alone', () => {
    expect(chooseMonth([], 12, 11)).toEqual({ shown: 11, earlier: null, later: null });
  });
});
