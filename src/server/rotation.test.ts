import { randomBytes } from 'node:crypto';
import * as openpgp from 'openpgp';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createQueue, type Queue } from '#delivery/queue.ts';
import { openTestSqlite, type TestDatabase } from '#delivery/testing/databases.ts';
import { generateKeyPair, type KeyPair } from '#encryption/generate.ts';
import { daysLeft } from '#encryption/key.ts';
import { open, readPrivateKey } from '#encryption/open.ts';
import { discoverForms } from '#forms/discover.ts';
import { examples } from '#forms/self-referral/examples.ts';
import { createKeyRing } from '#keyring';
import { createId } from '#message/reference.ts';
import { acceptAnswers } from '#submissions/accept.ts';
import { keysOf } from '#submissions/contact.ts';
import { openContact } from './contact.ts';

// Half of the cores may be busy with something else.
vi.setConfig({ testTimeout: 30_000 });

const day = 86_400_000;
const made = new Date('2026-01-01T09:00:00Z');
const at = (days: number) => new Date(made.getTime() + days * day);
const entry = (await discoverForms()).get('self-referral');
const writing = {
  lists: { areas: [] },
  rules: { highScore: null },
  language: 'en',
  languageName: 'English',
  origin: null,
};
const ring = createKeyRing([randomBytes(32).toString('base64')]);
const one = await generateKeyPair(openpgp, { name: 'One', now: made, expiresInDays: 100 });
const two = await generateKeyPair(openpgp, { name: 'Two', now: at(90), expiresInDays: 365 });

let database: TestDatabase;
let queue: Queue;
beforeEach(async () => {
  database = await openTestSqlite();
  queue = createQueue(database.db, () => at(0));
});
afterEach(() => database.close());

/** Takes answers with these keys in the settings at a time, as a site started then does. */
async function accept(pairs: KeyPair[], now: Date): Promise<void> {
  if (!entry) throw new Error('the form is missing');
  const keys = pairs.map(({ publicKey }) => publicKey);
  const settings = { address: 'team@county.example', profile: 'pgp-mime' as const, keys, fingerprints: null };
  const contact = await openContact('referrals', settings, 'Message', ring, now);
  const { form, english } = entry;
  const { answers } = examples.shortest;
  await acceptAnswers(queue, contact, form, { id: createId(), answers }, { ...writing, english }, now);
}

/** Whether the oldest delivery opens with each of the key pairs. */
async function opens(...pairs: KeyPair[]): Promise<boolean[]> {
  const [claimed] = await queue.claim({ limit: 1, leaseMs: 60_000 });
  const tries = pairs.map(async ({ privateKey }) =>
    open(openpgp, claimed?.body ?? '', await readPrivateKey(openpgp, privateKey)).then(
      (bytes) => new TextDecoder().decode(bytes).includes('referral.json'),
      () => false,
    ),
  );
  return Promise.all(tries);
}

describe('keys are changed with an overlap', () => {
  test('what waited under the old key opens with the old, what comes later with either, and then with the new', async () => {
    await accept([one], at(89));
    await accept([one, two], at(91));
    await accept([two], at(95));
    expect(await opens(one, two)).toEqual([true, false]);
    expect(await opens(one, two)).toEqual([true, true]);
    expect(await opens(one, two)).toEqual([false, true]);
  });

  test('a key that has expired goes on, alone and beside the new one, and its days are counted below zero', async () => {
    await accept([one], at(150));
    await accept([one, two], at(150));
    expect(await opens(one)).toEqual([true]);
    expect(await opens(one, two)).toEqual([true, true]);
    const keys = [one.publicKey];
    const settings = { address: 'team@county.example', profile: 'pgp-mime' as const, keys, fingerprints: null };
    const contact = await openContact('referrals', settings, 'Message', ring, at(150));
    expect(daysLeft(keysOf(contact), at(150))).toBe(-50);
  });
});
