import { expect, test } from 'vitest';
import { spokenLanguages } from './spoken.ts';

test.each([
  [null, [], false],
  ['English, Welsh, Urdu, Punjabi and Polish', ['en', 'cy', 'ur', 'pa', 'pl'], false],
  ['Interpreters if you ask', [], true],
  ['English. They can get an interpreter for you.', ['en'], true],
  ['British Sign Language (BSL)', ['bfi'], false],
  ['No interpreters; English only', ['en'], false],
  ['Farsi and Persian', ['fa'], false],
])('%j is spoken as %j, interpreter: %s', (text, tags, interpreter) => {
  expect(spokenLanguages(text)).toEqual({ tags, interpreter });
});
