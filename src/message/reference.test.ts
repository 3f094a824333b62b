import { describe, expect, test } from 'vitest';
import { createId, isId, referenceOf } from './reference.ts';

const ids = Array.from({ length: 2000 }, createId);

describe('an id', () => {
  test('is 128 random bits in 32 digits', () => {
    expect(ids.every(isId)).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('is nothing that only looks like one', () => {
    const [id = ''] = ids;
    for (const text of ['', id.toUpperCase(), id.slice(1), `${id}0`, ` ${id}`, `${id}\n`, `${id.slice(1)}g`]) {
      expect(isId(text)).toBe(false);
    }
  });
});

describe('a reference', () => {
  test('has no sign that can be read as another: no I, L, O, U, 0 or 1', async () => {
    const references = await Promise.all(ids.map(referenceOf));
    expect(references.every((one) => /^[2-9A-Z]{4}-[2-9A-Z]{4}$/.test(one))).toBe(true);
    const signs = [...new Set(references.join('').replaceAll('-', ''))].sort().join('');
    expect(signs).toBe('23456789ABCDEFGHJKMNPQRSTVWXYZ');
    expect(new Set(references).size).toBe(references.length);
  });

  test('is the same for the same id, today and in every browser', async () => {
    expect(await referenceOf('000102030405060708090a0b0c0d0e0f')).toBe('ZSPG-WH8E');
    expect(await referenceOf('ffffffffffffffffffffffffffffffff')).toBe('S4AD-98NH');
  });
});
