import { randomBytes } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { createKeyRing } from '#keyring';
import { createReceipts, type Receipts } from './receipt.ts';

const ring = createKeyRing([randomBytes(32).toString('base64')]);
let now: number;
let reading: string | null;
let receipts: Receipts;
beforeEach(() => {
  now = Date.parse('2026-11-23T10:00:00Z');
  reading = 'Our team is reading messages now.';
  receipts = createReceipts({
    ring,
    domains: ['council.example', 'nhs.example'],
    subject: 'Enquiry',
    line: { name: 'A line', number: '0808 1 689 111' },
    reading: async () => reading,
    clock: () => new Date(now),
  });
});
const open = async (address: string) => {
  const delivery = await receipts('f'.repeat(32), 'ABCD-2345', address);
  return delivery && JSON.parse(ring.open('letter', delivery.body) ?? 'null');
};

test('a receipt says the reference, when it is read and whom to ring, and nothing of anybody', async () => {
  const letter = await open(' Worker@Housing.Council.example ');
  expect(letter).toMatchObject({ to: 'worker@housing.council.example', subject: 'Enquiry ABCD-2345' });
  expect(letter.text).toContain('ABCD-2345');
  expect(letter.text).toContain('Our team is reading messages now.');
  expect(letter.text).toContain('0808 1 689 111');
  expect(letter.text).not.toMatch(/abuse|violence|referral|person called/i);
});

test('no time is promised while mail is stuck', async () => {
  reading = null;
  expect((await open('worker@council.example')).text).toContain('We cannot say');
});

test('nobody but the agencies that the county lists is ever written to', async () => {
  const others = [
    'someone@example.org',
    'worker@council.example.org',
    'worker@notcouncil.example',
    'a@b@council.example',
    'worker@council.example, x@example.org',
    'x y@council.example',
    'worker@council.example\r\nBcc: x@example.org',
    '@council.example',
    '',
  ];
  for (const address of others) expect([address, await open(address)]).toEqual([address, null]);
});

test('one address has twelve in an hour at most, and the next hour more', async () => {
  for (let count = 0; count < 12; count += 1) expect(await open('worker@nhs.example')).not.toBeNull();
  expect(await open('worker@nhs.example')).toBeNull();
  expect(await open('worker+2@nhs.example')).toBeNull();
  expect(await open('other@nhs.example')).not.toBeNull();
  now += 3_600_000;
  expect(await open('worker@nhs.example')).not.toBeNull();
});
