import { describe, expect, test } from 'vitest';
import { chooseLanguage, languageOf } from './language.ts';

const tags = ['en', 'pl', 'ur', 'pt-BR'];

describe('the language of a browser', () => {
  test.each([
    ['pl', 'pl'],
    ['ur-PK,ur;q=0.9,en;q=0.8', 'ur'],
    ['de, en;q=0.3, pl;q=0.7', 'pl'],
    ['pl;q=0, en;q=0.1', 'en'],
    ['PL-pl', 'pl'],
    ['pt-BR', 'pt-BR'],
    ['plx', 'en'],
    ['de', 'en'],
    ['*', 'en'],
    ['', 'en'],
    [undefined, 'en'],
    ['pl;q=x, ur;q=0.2', 'ur'],
  ])('%s gets %s', (accepted, tag) => {
    expect(chooseLanguage(accepted, tags)).toBe(tag);
  });

  test('costs no time, however much is asked', () => {
    const before = performance.now();
    chooseLanguage('de;q=0.1,'.repeat(1_800), tags);
    expect(performance.now() - before).toBeLessThan(50);
  });
});

test.each([
  ['/pl/ask/', 'pl'],
  ['/pl', 'pl'],
  ['/', null],
  ['', null],
  ['/constructor/', null],
  ['/plx/', null],
  ['//pl/', null],
])('the language of the address %s is %s', (address, tag) => {
  expect(languageOf(address, tags)).toBe(tag);
});
