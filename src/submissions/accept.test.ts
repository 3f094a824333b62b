import * as openpgp from 'openpgp';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createQueue, type Queue } from '#delivery/queue.ts';
import { openTestSqlite, type TestDatabase } from '#delivery/testing/databases.ts';
import { generateKeyPair, type KeyPair } from '#encryption/generate.ts';
import { readContactKeys } from '#encryption/key.ts';
import { seal } from '#encryption/seal.ts';
import { discoverForms } from '#forms/discover.ts';
import { examples, longestAnswers } from '#forms/self-referral/examples.ts';
import { form } from '#forms/self-referral/form.ts';
import { codeOf } from '#message/code.ts';
import { composeMessage } from '#message/compose.ts';
import { createId, referenceOf } from '#message/reference.ts';
import { acceptAnswers, acceptSealed } from './accept.ts';
import type { OpenPgpContact } from './contact.ts';

const entry = (await discoverForms()).get('self-referral');
if (!entry) throw new Error('the form is missing');
const { english } = entry;

const now = new Date();
const lists = { areas: [{ code: 'maidstone', label: 'Maidstone' }] };
const rules = { highScore: null };
const writing = { english, lists, rules, language: 'ur', languageName: 'Urdu', origin: null };

let database: TestDatabase;
let queue: Queue;
let pair: KeyPair;
let contact: OpenPgpContact;
let later: OpenPgpContact;

async function makeContact(publicKeys: string[]): Promise<OpenPgpContact> {
  const keys = await readContactKeys(openpgp, publicKeys, now);
  return { id: 'referrals', library: openpgp, keys, armoured: publicKeys, subject: 'Message' };
}

beforeAll(async () => {
  pair = await generateKeyPair(openpgp, { name: 'Contact', now, expiresInDays: 30 });
  const next = await generateKeyPair(openpgp, { name: 'Next', now, expiresInDays: 30 });
  contact = await makeContact([pair.publicKey]);
  later = await makeContact([next.publicKey]);
});
beforeEach(async () => {
  database = await openTestSqlite();
  queue = createQueue(database.db, () => new Date());
});
afterEach(() => database.close());

const count = async () => (await queue.health()).waiting;
const accept = (id: string, answers = examples.full.answers) =>
  acceptAnswers(queue, contact, form, { id, answers }, writing, now);

/** What a browser would make of answers: the same message, sealed to the contact. */
async function sealAs(to: OpenPgpContact, id: string, answers = examples.full.answers): Promise<string> {
  const header = {
    reference: await referenceOf(id),
    language: 'ur',
    versions: { privacy: '2026-11-22', permission: '2026-11-22' },
  };
  const bytes = composeMessage({
    form,
    answers,
    english,
    lists,
    rules,
    languageName: 'Urdu',
    origin: null,
    subject: 'Message',
    code: await codeOf(id),
    header,
  });
  return seal(openpgp, bytes, to.keys, now);
}

describe('answers in clear', () => {
  test('are kept sealed, under the reference of their id', async () => {
    const id = createId();
    expect(await accept(id)).toEqual({ reference: await referenceOf(id), known: false });
    const [kept] = await queue.claim({ limit: 1, leaseMs: 1000 });
    expect(kept?.body).toMatch(/^-----BEGIN PGP MESSAGE-----\n/);
    expect(kept).toMatchObject({ id, recipient: 'referrals', kind: 'sealed-openpgp' });
    const message = await openpgp.readMessage({ armoredMessage: kept?.body ?? '' });
    const decryptionKeys = await openpgp.readPrivateKey({ armoredKey: pair.privateKey });
    const { data } = await openpgp.decrypt({ message, decryptionKeys });
    expect(data).toContain('میری ساس کو معلوم نہیں ہونا چاہیے۔');
  });

  test('sent again are the same message, whatever they say', async () => {
    const id = createId();
    const { reference } = await accept(id);
    expect(await accept(id, examples.shortest.answers)).toEqual({ reference, known: true });
    expect(await count()).toBe(1);
  });

  test('sent twenty times at once are one message with one reference', async () => {
    const id = createId();
    const receipts = await Promise.all(Array.from({ length: 20 }, () => accept(id)));
    expect(new Set(receipts.map(({ reference }) => reference)).size).toBe(1);
    expect(receipts.filter(({ known }) => !known)).toHaveLength(1);
    expect(await count()).toBe(1);
  });

  test('are not accepted when they cannot be kept', async () => {
    await database.db.schema.dropTable('deliveries').execute();
    await expect(accept(createId())).rejects.toThrow();
  });
});

describe('what a browser sealed', () => {
  test('is kept as it came, under the same reference that the server would give', async () => {
    const id = createId();
    const sealed = await sealAs(contact, id);
    const receipt = await acceptSealed(queue, contact, form, { id, sealed: sealed.replaceAll('\n', '\r\n') });
    expect(receipt).toEqual({ reference: await referenceOf(id), known: false });
    const [kept] = await queue.claim({ limit: 1, leaseMs: 1000 });
    expect(kept?.body).toBe(sealed);
  });

  test('may be as large as every field at its limit makes it', async () => {
    const id = createId();
    const sealed = await sealAs(contact, id, longestAnswers());
    expect(sealed.length).toBeGreaterThan(100_000);
    expect(await acceptSealed(queue, contact, form, { id, sealed })).toMatchObject({ known: false });
  });

  test('may be as large as signs that JSON writes in six bytes make it', async () => {
    const id = createId();
    const answers = Object.fromEntries(
      Object.entries(longestAnswers()).map(([name, answer]) => [
        name,
        typeof answer === 'string' ? answer.replaceAll('𐐷', '\0') : answer,
      ]),
    );
    const sealed = await sealAs(contact, id, answers);
    expect(await acceptSealed(queue, contact, form, { id, sealed })).toMatchObject({ known: false });
  });

  test('is asked for again when it is sealed to another key than the present one', async () => {
    const id = createId();
    const sealed = await sealAs(later, id);
    expect(await acceptSealed(queue, contact, form, { id, sealed })).toBe('reseal');
    expect(await count()).toBe(0);
  });

  test('after a fallback is the message that was accepted before, and the other way round', async () => {
    const id = createId();
    const { reference } = await accept(id);
    const sealed = await sealAs(contact, id);
    expect(await acceptSealed(queue, contact, form, { id, sealed })).toEqual({ reference, known: true });
    const second = createId();
    await acceptSealed(queue, contact, form, { id: second, sealed: await sealAs(contact, second) });
    expect(await accept(second)).toMatchObject({ known: true });
    expect(await count()).toBe(2);
  });

  test.each([
    ['words', () => 'hello'],
    ['a banner around words', () => '-----BEGIN PGP MESSAGE-----\n\nhello\n-----END PGP MESSAGE-----\n'],
    ['one cut short', (sealed: string) => `${sealed.slice(0, 3000)}\n-----END PGP MESSAGE-----\n`],
    ['one with words before it', (sealed: string) => `I am in danger\n${sealed}`],
    ['one with a header that says something', (sealed: string) => sealed.replace('\n\n', '\nComment: hello\n\n')],
    ['the contact’s own key', () => pair.publicKey],
  ])('is refused when it is %s', async (_what, forge) => {
    const id = createId();
    const sealed = forge(await sealAs(contact, id));
    expect(await acceptSealed(queue, contact, form, { id, sealed })).toBe('refused');
    expect(await count()).toBe(0);
  });

  test('is refused when it is far larger than any honest message', async () => {
    const bytes = new Uint8Array(4096 * 1000);
    const sealed = await seal(openpgp, bytes, contact.keys, now);
    expect(await acceptSealed(queue, contact, form, { id: createId(), sealed })).toBe('refused');
  });
});
