import { expect, test } from 'vitest';
import { discoverForms } from '#forms/discover.ts';
import { directoryLimit, formAddresses } from './addresses.ts';

test('every form has an address in every language', async () => {
  const forms = await discoverForms();
  const addresses = formAddresses(forms, ['en', 'ur']);
  expect(addresses.size).toBe(forms.size * 2);
  expect(addresses.get('/ur/ask/')?.form.id).toBe('self-referral');
});

test('a report about a service opens at its own address, which takes no body', () => {
  expect(directoryLimit('/en/ask/fix/abcd1234/', ['en'])).toBe(0);
  for (const address of [
    '/en/ask/fix/ABCD/',
    '/en/ask/fix/abcd1234/x/',
    '/xx/ask/fix/abcd1234/',
    '/en/ask/say/abcd1234/',
  ]) {
    expect(directoryLimit(address, ['en'])).toBeNull();
  }
});
