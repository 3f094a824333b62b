import { expect, test } from 'vitest';
import { telHref } from './chrome.ts';

test('a number to ring keeps its digits, and the plus that makes it work from abroad', () => {
  expect(telHref('0808 2000 247')).toBe('tel:08082000247');
  expect(telHref('+44 20 7008 0151')).toBe('tel:+442070080151');
});
