import { expect, test } from 'vitest';
import { atLeast, atMost, median, writeTable } from './table.ts';

test('a goal stands beside its figure, and a missed one is said', () => {
  const rows = [
    atMost('weight', 15, 14, String),
    atLeast('rate', 300, 240, String),
    atLeast('nothing measured', Number.NaN, 240, String),
    { what: 'memory', figure: '90 MiB' },
  ];
  expect(writeTable('Figures', rows).split('\n')).toEqual([
    '',
    'Figures',
    '  weight                15   at most 14: MISSED',
    '  rate                 300   at least 240',
    '  nothing measured     NaN   at least 240: MISSED',
    '  memory            90 MiB',
  ]);
});

test('the median is the middle one, whatever the order', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([])).toBeNaN();
});
