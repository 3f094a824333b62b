import { describe, expect, test } from 'vitest';
import { formatDay, formatTime } from './formats.ts';

describe('a day', () => {
  test.each([
    ['en', /^Saturday,? 27 March 2027$/],
    ['pl', /^sobota, 27 marca 2027$/],
    ['ur', /^ہفتہ، 27 مارچ،? 2027$/],
  ])('is written as %s has it, in the digits that forms here have', (tag, text) => {
    expect(formatDay('2027-03-27', tag)).toMatch(text);
  });

  test('is the day it is in the county, whatever the time of year', () => {
    expect(formatDay(new Date('2027-07-01T23:30:00Z'), 'en')).toMatch(/^Friday,? 2 July/);
    expect(formatDay(new Date('2027-01-01T23:30:00Z'), 'en')).toMatch(/^Friday,? 1 January/);
  });

  test('that is none is shown as it was written', () => {
    for (const text of ['2027-00-soon', 'soon', '']) expect(formatDay(text, 'en')).toBe(text);
  });
});

test('a time of day is that of the county, in summer and in winter', () => {
  expect(formatTime(new Date('2027-07-01T08:00:00Z'), 'en')).toMatch(/^Thursday,? 1 July at 9:00$/);
  expect(formatTime(new Date('2027-01-04T09:00:00Z'), 'en')).toMatch(/^Monday,? 4 January at 9:00$/);
  expect(formatTime(new Date('2027-01-04T09:00:00Z'), 'pl')).toMatch(/ 0?9:00$/);
});

test.each([
  ['09:00', '9:00 صبح'],
  ['13:30', '1:30 دوپہر'],
  ['18:15', '6:15 شام'],
])('%s has its part of the day in Urdu, not in English', (clock, text) => {
  expect(formatTime(new Date(`2027-01-04T${clock}:00Z`), 'ur')).toMatch(new RegExp(`^پیر، 4 جنوری کو ${text}$`));
});
