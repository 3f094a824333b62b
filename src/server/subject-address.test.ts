import { expect, test } from 'vitest';
import { discoverForms } from '#forms/discover.ts';
import { formAddresses } from './addresses.ts';
import { opensSubject } from './subject-address.ts';

const forms = formAddresses(await discoverForms(), ['en', 'pl']);

test('a form opens with one service or one session in it, and with nothing else', () => {
  for (const address of ['/en/ask/fix/abcd1234/', '/pl/ask/book/k7m2x9qd/', '/en/ask/book/k7m2x9qd-m/'])
    expect([address, opensSubject(address, forms)]).toEqual([address, true]);
  for (const address of [
    '/en/ask/fix/ABCD/',
    '/en/ask/fix/abcd1234-m/',
    '/en/ask/fix/abcd1234/x/',
    '/xx/ask/fix/abcd1234/',
    '/en/ask/say/abcd1234/',
    '/en/ask/book/',
    '/en/ask/abcd1234/',
  ])
    expect([address, opensSubject(address, forms)]).toEqual([address, false]);
});
