import { describe, expect, test } from 'vitest';
import { findTelling } from './telling.ts';

describe('a word that gives the visit away', () => {
  test.each([
    'Domestic abuse help',
    'SAFETY plan',
    'referrals@example.org',
    'Przemoc domowa',
    'Bezpieczne wyjście',
    'گھریلو تشدد',
  ])('is found in "%s"', (text) => {
    expect(findTelling(text)).not.toBeNull();
  });

  test.each(['Start page', 'Enquiries', 'Ask us to contact you', 'Prosimy o kontakt', 'ابتدائی صفحہ', ''])(
    'is not found in "%s"',
    (text) => {
      expect(findTelling(text)).toBeNull();
    },
  );
});
