import { randomBytes } from 'node:crypto';
import * as openpgp from 'openpgp';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createQueue, type Queue } from '#delivery/queue.ts';
import { openTestSqlite, type TestDatabase } from '#delivery/testing/databases.ts';
import type { KeyPair } from '#encryption/generate.ts';
import { discoverForms } from '#forms/discover.ts';
import { form } from '#forms/self-referral/form.ts';
import { privacyVersion } from '#i18n/versions.ts';
import { createId } from '#message/reference.ts';
import { createDraftBox } from './draft.ts';
import type { Intake } from './intake.ts';
import { makeContact, makeIntake } from './testing/intake.ts';
import type { Versions } from './words.ts';

const entry = (await discoverForms()).get('self-referral');
const drafts = createDraftBox([randomBytes(32).toString('base64')], () => new Date());
const before = { privacy: '2026-01-01', permission: '2026-01-02' };
const present = { privacy: privacyVersion, permission: form.permissionVersion };
const way = { callUse: 'yes', callNumber: '07700 900982' };

let pair: KeyPair;
let database: TestDatabase;
let queue: Queue;
let intake: Intake;

beforeAll(async () => {
  const made = await makeContact('referrals');
  pair = made.pair;
  database = await openTestSqlite();
  queue = createQueue(database.db, () => new Date());
  intake = makeIntake({ queue, contacts: { referrals: made.contact }, drafts });
});
afterAll(() => database.close());

async function post(entries: Record<string, string>) {
  if (!entry) throw new Error('the form is missing');
  const body = new FormData();
  for (const [name, value] of Object.entries(entries)) body.append(name, value);
  return intake.receive(entry, 'en', new Request('http://127.0.0.1/en/ask/', { method: 'POST', body }));
}

/** The versions in the message that was kept last, as the contact reads them. */
async function opened(): Promise<Versions> {
  const [kept] = await queue.claim({ limit: 1, leaseMs: 60_000 });
  const message = await openpgp.readMessage({ armoredMessage: kept?.body ?? '' });
  const decryptionKeys = await openpgp.readPrivateKey({ armoredKey: pair.privateKey });
  const { data } = await openpgp.decrypt({ message, decryptionKeys, format: 'binary' });
  const { attachments } = await PostalMime.parse(data as Uint8Array, { attachmentEncoding: 'utf8' });
  return JSON.parse(String(attachments[0]?.content)).versions;
}

test('somebody who agreed before the site was renewed and sends after it has agreed to the words of before', async () => {
  const first = { at: Date.now() - 60_000, answered: 1 };
  const draft = drafts.seal('self-referral', { id: createId(), first, answers: way, words: before });
  const outcome = await post({ draft, page: 'permission', shown: 'permission', permission: 'yes', action: 'continue' });
  if (outcome.kind !== 'page') throw new Error(`a page was expected, not ${outcome.kind}`);
  // The page that comes now shows the present words, and takes nothing from what was agreed to.
  expect((await post({ draft: outcome.page.draft, page: 'you', shown: 'you', action: 'send' })).kind).toBe('sent');
  expect(await opened()).toEqual(before);
});

test('somebody who agrees after it has agreed to the present words', async () => {
  const first = { at: Date.now() - 60_000, answered: 1 };
  const draft = drafts.seal('self-referral', { id: createId(), first, answers: way, words: before });
  const shown = await post({ draft, page: 'call', shown: 'call', ...way, action: 'continue' });
  if (shown.kind !== 'page') throw new Error(`a page was expected, not ${shown.kind}`);
  const last = { draft: shown.page.draft, page: 'permission', shown: 'permission', permission: 'yes', action: 'send' };
  expect((await post(last)).kind).toBe('sent');
  expect(await opened()).toEqual(present);
});
