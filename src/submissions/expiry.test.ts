import * as openpgp from 'openpgp';
import { expect, test } from 'vitest';
import { generateKeyPair } from '#encryption/generate.ts';
import { readContactKeys } from '#encryption/key.ts';
import type { Contact } from './contact.ts';
import { expiryWarnings } from './expiry.ts';

const day = 86_400_000;
const made = new Date('2026-01-01T00:00:00Z');
const end = (days: number) => new Date(made.getTime() + days * day);

const certificate = (days: number, fingerprint = 'ab'): Contact => ({
  id: 'referrals',
  subject: 'Message',
  kind: 'sealed-smime',
  certificates: [{ fingerprint, expires: end(days), bits: 3072 }],
  seal: async () => '',
});

test('warnings come once each at 60, 30, 14, 7 and 1 days and at the end, by a clock that is moved', () => {
  const stages: [number, number][] = [];
  for (let left = 90; left >= -3; left -= 1) {
    const [warning] = expiryWarnings([certificate(100)], end(100 - left));
    if (warning && stages.at(-1)?.[1] !== warning.stage) stages.push([warning.days, warning.stage]);
  }
  expect(stages).toEqual([
    [60, 60],
    [30, 30],
    [14, 14],
    [7, 7],
    [1, 1],
    [0, 0],
  ]);
});

test('days are whole days, and below zero once the key has expired', () => {
  const at = (ms: number) => expiryWarnings([certificate(10)], new Date(end(10).getTime() + ms))[0];
  expect(at(-1)).toMatchObject({ days: 0, stage: 0 });
  expect(at(-day)).toMatchObject({ days: 1, stage: 1 });
  expect(at(3 * day)).toMatchObject({ days: -3, stage: 0 });
});

test('each key of each contact has its own', async () => {
  const pair = await generateKeyPair(openpgp, { name: 'Team', now: made, expiresInDays: 50 });
  const keys = await readContactKeys(openpgp, [pair.publicKey], made);
  const team: Contact = { id: 'training', library: openpgp, keys, armoured: [pair.publicKey], subject: 'Message' };
  const found = expiryWarnings([certificate(20), certificate(200), team], made);
  expect(found.map(({ contact, stage }) => [contact, stage])).toEqual([
    ['referrals', 30],
    ['training', 60],
  ]);
  expect(found[1]).toMatchObject({ fingerprint: keys[0].fingerprint, expires: end(50) });
});
