import { expect, test } from 'vitest';
import { codeFor } from './code.ts';

const live = { origin: 'https://help.example.org', demo: false };

test('a code holds the neutral address of the start page, and nothing of where it hangs', () => {
  const code = codeFor(live, 'pl');
  expect(code?.address).toBe('https://help.example.org/pl/');
  // Version 3 of the code has 29 modules a side, and four white ones at each.
  expect(code?.size).toBe(37);
  // The square in the upper left corner, by which a camera finds it, begins behind the white edge.
  expect(code?.path.startsWith('M4 4h1v1h-1z')).toBe(true);
  expect(code?.path).not.toMatch(/M[0-3] |M\d+ [0-3]h/);
});

test('there is none in a demonstration, without a public address, or with a host that tells', () => {
  expect(codeFor({ ...live, demo: true }, 'en')).toBeNull();
  expect(codeFor({ ...live, origin: null }, 'en')).toBeNull();
  expect(codeFor({ ...live, origin: 'https://domesticabuse.example.org' }, 'en')).toBeNull();
});
