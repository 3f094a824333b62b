import { describe, expect, test } from 'vitest';
import { codeOf, readReceivedCode, receivedCode } from './code.ts';
import { createId, referenceOf } from './reference.ts';

const ids = Array.from({ length: 500 }, createId);

describe('a code', () => {
  test('is the same for the same id, today and in every browser', async () => {
    expect(await codeOf('000102030405060708090a0b0c0d0e0f')).toBe('EWND-JH6K-SP6D');
  });

  test('is not given away by the reference', async () => {
    for (const id of ids.slice(0, 50)) {
      const [reference, code] = [await referenceOf(id), await codeOf(id)];
      expect(code).not.toContain(reference.slice(0, 4));
      expect(code).not.toContain(reference.slice(5));
    }
  });

  test('has twelve of thirty signs, each in every place: 59 bits', async () => {
    const codes = await Promise.all(ids.map(codeOf));
    expect(new Set(codes).size).toBe(ids.length);
    const places = Array.from({ length: 14 }, (_, place) => new Set(codes.map((code) => code[place])).size);
    expect(places).toEqual([30, 30, 30, 30, 1, 30, 30, 30, 30, 1, 30, 30, 30, 30]);
  });
});

describe('what is typed back', () => {
  const parts = { reference: 'ZSPG-WH8E', code: 'K7QM-2RVT-9HBD' };
  const whole = receivedCode(parts.reference, parts.code);

  test.each([
    whole,
    whole.toLowerCase(),
    whole.replaceAll('-', ' '),
    whole.replaceAll('-', ''),
    whole.replaceAll('-', '–'),
    `Received code: ${whole}\n`,
    ` ${whole}. `,
  ])('is read as %j', (typed) => {
    expect(readReceivedCode(typed)).toEqual(parts);
  });

  test.each(['', 'ZSPG-WH8E', `${whole}X`, whole.replace('K', 'I'), 'x'.repeat(1e6), '💥'.repeat(10), `${whole}\0`])(
    'is no code: %#',
    (typed) => {
      expect(readReceivedCode(typed)).toBeNull();
    },
  );
});
