import { expect, test } from 'vitest';
import { discoverForms } from '#forms/discover.ts';
import { directoryLimit, formAddresses, isFresh } from './addresses.ts';

test('every form has an address in every language', async () => {
  const forms = await discoverForms();
  const addresses = formAddresses(forms, ['en', 'ur']);
  expect(addresses.size).toBe(forms.size * 2);
  expect(addresses.get('/ur/ask/')?.form.id).toBe('self-referral');
});

const token = 'k7M2-9qd_AAAAAAAAAAAAA';

test('pages on training take no body, and a booking by its own link takes its buttons', () => {
  for (const page of ['', 'calendar/', 'level-1-half-day/', 'all.ics', 'k7m2x9qd.ics'])
    expect(directoryLimit(`/pl/work/training/${page}`, ['en', 'pl'])).toBe(0);
  // Also by one that was cut off on the way: its page says what to do.
  for (const link of [token, 'k7M2'])
    expect(directoryLimit(`/en/work/booking/${link}/`, ['en'])).toBeGreaterThan(2 * 500 * 4);
  for (const page of ['training/x/y/', 'training/all.ics/', 'booking/', 'booking/a/b/'])
    expect(directoryLimit(`/en/work/${page}`, ['en'])).toBeNull();
  expect(directoryLimit(`/xx/work/booking/${token}/`, ['en'])).toBeNull();
});

test('what says how many places are left, or is one person’s, is kept for nobody', () => {
  for (const address of [
    '/en/work/training/',
    '/en/work/training/all.ics',
    `/ur/work/booking/${token}/`,
    '/en/ask/book/k7m2x9qd/',
  ])
    expect(isFresh(address)).toBe(true);
  for (const address of ['/en/', '/en/find/', '/en/work/list/', '/en/ask/']) expect(isFresh(address)).toBe(false);
});
