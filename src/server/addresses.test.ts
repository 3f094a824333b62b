import { expect, test } from 'vitest';
import { forms } from '#forms/index.ts';
import { findTelling } from '#i18n/telling.ts';
import { formAddresses, formPaths } from './addresses.ts';

test('every form has an address in every language, and the address says nothing of it', () => {
  expect(Object.keys(formPaths).sort()).toEqual(Object.keys(forms).sort());
  expect([...formAddresses(['en', 'ur'])]).toContainEqual(['/ur/ask/', 'self-referral']);
  for (const [address] of formAddresses(['en', 'ur'])) {
    expect(address).toMatch(/^\/(en|ur)\/[a-z]{2,8}\/$/);
    expect(findTelling(address)).toBeNull();
  }
});
