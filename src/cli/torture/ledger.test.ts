import { describe, expect, test } from 'vitest';
import { compare } from './ledger.ts';

const mail = (reference: string, number: number, raw = `sealed ${reference}`) => ({
  messageId: `<${reference}.${number}@county.example>`,
  raw,
});
const [a, b, c] = ['AAAA-2222', 'BBBB-3333', 'CCCC-4444'] as const;

describe('what was acknowledged is compared with what arrived', () => {
  test('all of it, also what arrived without the person having been told', () => {
    expect(compare([a, b], [mail(a, 1), mail(c, 2), mail(b, 3)])).toEqual({
      acknowledged: 2,
      lost: [],
      duplicates: 0,
      strangers: [],
      gaps: 0,
    });
  });

  test('a reference that never arrived is lost, and its number is a gap', () => {
    expect(compare([a, b, c], [mail(a, 1), mail(c, 3)])).toMatchObject({ lost: [b], gaps: 1 });
    expect(compare([a], [])).toMatchObject({ lost: [a], gaps: 0 });
  });

  test('a second copy counts as one only when nobody could take it for another message', () => {
    expect(compare([a], [mail(a, 1), mail(a, 1)])).toMatchObject({ duplicates: 1, strangers: [] });
    expect(compare([a], [mail(a, 1), mail(a, 2)])).toMatchObject({ duplicates: 0, strangers: [a] });
    expect(compare([a], [mail(a, 1), mail(a, 1, 'other')])).toMatchObject({ duplicates: 0, strangers: [a] });
  });
});
