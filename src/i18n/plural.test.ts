import { describe, expect, test } from 'vitest';
import { pluralText } from './plural.ts';

const polish = {
  left_one: '{{count}} litera',
  left_few: '{{count}} litery',
  left_many: '{{count}} liter',
  left_other: '{{count}} litery (ułamek)',
};

describe('a text for a count', () => {
  test.each([
    [1, '1 litera'],
    [2, '2 litery'],
    [5, '5 liter'],
    [22, '22 litery'],
    [112, '112 liter'],
  ])('is the one its language asks for: %i in Polish', (count, text) => {
    expect(pluralText(polish, 'left', count, 'pl')).toBe(text);
  });

  test('falls back to the general one, and to nothing rather than an error', () => {
    expect(pluralText({ left_other: '{{count}} left' }, 'left', 1, 'en')).toBe('1 left');
    expect(pluralText({}, 'left', 1, 'en')).toBe('');
  });

  test('groups large numbers as the language does', () => {
    expect(pluralText({ left_other: '{{count}} left' }, 'left', 4000, 'en')).toBe('4,000 left');
  });
});
