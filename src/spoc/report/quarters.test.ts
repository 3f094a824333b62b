import { describe, expect, test } from 'vitest';
import { chooseQuarters } from './quarters.ts';

const names = (from?: string, to?: string, today = '2027-01-15') =>
  chooseQuarters(from, to, today).map(({ name }) => name);

describe('whole quarters that are over', () => {
  test.each([
    [undefined, undefined, ['2026-Q4']],
    ['2026-10', '2026-12', ['2026-Q4']],
    ['2026-01', '2026-12', ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4']],
    ['2025-10', '2026-03', ['2025-Q4', '2026-Q1']],
    ['2026-07', undefined, ['2026-Q3', '2026-Q4']],
    [undefined, '2026-06', ['2026-Q2']],
  ])('%s to %s', (from, to, quarters) => expect(names(from, to)).toEqual(quarters));

  test('begin on the first day after', () => {
    expect(names(undefined, undefined, '2026-12-31')).toEqual(['2026-Q3']);
    expect(names(undefined, undefined, '2027-01-01')).toEqual(['2026-Q4']);
  });

  test.each([
    ['2026-11', '2026-12'],
    ['2026-10', '2026-11'],
    ['2026-10', '2027-03'],
    ['2026-10', '2026-03'],
    ['1926-10', '2026-12'],
    ['2010-01', '2026-12'],
    ['2026-13', '2026-12'],
    ['2026', '2027'],
  ])('and nothing else: %s to %s', (from, to) => expect(() => names(from, to)).toThrow());
});
