import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as openpgp from 'openpgp';
import PostalMime from 'postal-mime';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ContactSettings, Profile } from '#config';
import type { Mail } from '#delivery/channels/channel.ts';
import { composeEnvelope } from '#delivery/envelope.ts';
import { createQueue, type Queue } from '#delivery/queue.ts';
import { openTestSqlite, type TestDatabase } from '#delivery/testing/databases.ts';
import { generateKeyPair } from '#encryption/generate.ts';
import { discoverForms } from '#forms/discover.ts';
import { examples } from '#forms/self-referral/examples.ts';
import { createKeyRing } from '#keyring';
import { createId } from '#message/reference.ts';
import { openMessage } from '#opening/open-message.ts';
import { createIdentities, opensslAvailable } from '#smime/testing/openssl.ts';
import { acceptAnswers } from '#submissions/accept.ts';
import { createGpg, gpgAvailable } from '../../tests/support/gpg.ts';
import { openContact } from './contact.ts';

// OpenSSL and GnuPG make keys in their own time.
vi.setConfig({ testTimeout: 30_000 });

const entry = (await discoverForms()).get('self-referral');
if (!entry) throw new Error('the form is missing');
const writing = {
  english: entry.english,
  lists: { areas: [{ code: 'maidstone', label: 'Maidstone' }] },
  rules: { highScore: null },
  language: 'ur',
  languageName: 'Urdu',
  origin: null,
};

const now = new Date();
const canary = 'Kanarek zażółć رابعہ\u202E\u2066 \u{1F469}\u200D\u{1F467} e\u0301 é \uFEFF end\n.\nFrom here';
const answers = { ...examples.full.answers, story: canary };
const pair = await generateKeyPair(openpgp, { name: 'Team', now, expiresInDays: 30 });
const privateKey = await openpgp.readPrivateKey({ armoredKey: pair.privateKey });
const ring = createKeyRing([randomBytes(32).toString('base64')]);
const identities = createIdentities();
const gpg = createGpg();
afterAll(() => {
  identities.remove();
  gpg.close();
});

let database: TestDatabase;
let queue: Queue;
beforeEach(async () => {
  database = await openTestSqlite();
  queue = createQueue(database.db, () => now);
});
afterEach(() => database.close());

const settings = (profile: Profile, keys: string[]): ContactSettings => ({
  address: 'team@county.example',
  profile,
  keys,
  fingerprints: null,
});

/** Accepts the answers and gives the mail as it would leave, with what lay on the disk meanwhile. */
async function deliver(profile: Profile, keys: string[], attachment = 0): Promise<{ mail: Mail; disk: Buffer }> {
  if (!entry) throw new Error('the form is missing');
  const contact = await openContact('referrals', settings(profile, keys), 'Message', ring, now);
  const paper = { name: 'a.pdf', type: 'application/pdf', bytes: randomBytes(attachment) };
  const attachments = attachment > 0 ? [paper] : [];
  await acceptAnswers(queue, contact, entry.form, { id: createId(), answers, attachments }, writing, now);
  const disk = Buffer.concat(
    readdirSync(database.folder).map((name) => readFileSync(path.join(database.folder, name))),
  );
  const [claimed] = await queue.claim({ limit: 1, leaseMs: 1000 });
  if (!claimed) throw new Error('nothing was kept');
  const mail = await composeEnvelope(claimed, {
    from: { name: 'Website', address: 'site@county.example' },
    host: 'county.example',
    letters: ring,
    reader: 'https://help.example.org/open/',
    recipients: { referrals: { address: 'team@county.example', subject: 'Message', profile } },
  });
  return { mail, disk };
}

const bytesOf = ({ raw }: Mail) => Buffer.from(raw as string, 'latin1');

/** What must never lie on a disk: the answer itself, and as base64 at any of its three offsets. */
const clear = [
  'Kanarek za',
  ...[0, 1, 2].map((skip) => Buffer.from(`  Kanarek zażółć`.slice(skip)).toString('base64').slice(4, 16)),
];

/** What a message says, judged as the contact's own program does. */
async function judge(bytes: Uint8Array) {
  const opened = await openMessage(bytes, { library: openpgp, privateKey, forms: await discoverForms(), plain: true });
  if (!('judged' in opened)) throw new Error(opened.fault);
  return opened.judged;
}

async function expectWhole(bytes: Uint8Array) {
  const { problems, referral } = await judge(bytes);
  expect(problems).toEqual([]);
  expect(referral?.answers['story']).toBe(canary);
}

describe('a message in each profile is opened by the real program, to the byte', () => {
  test.skipIf(!gpgAvailable).for(['pgp-mime', 'attachment'] as const)(
    '%s by gpg and by our own opener',
    async (profile) => {
      await gpg.importKey(pair.privateKey);
      const { mail } = await deliver(profile, [pair.publicKey]);
      const parsed = await PostalMime.parse(bytesOf(mail));
      const [file] = parsed.attachments.filter(({ mimeType }) => mimeType === 'application/octet-stream');
      await expectWhole((await gpg.decrypt(new Uint8Array(file?.content as ArrayBuffer))).output);
      await expectWhole(bytesOf(mail));
    },
  );

  test.skipIf(!opensslAvailable).for(['smime', 'smime-oaep'] as const)('%s by openssl cms', async (profile) => {
    const [one, other] = [identities.make(), identities.make({ name: 'Other' })];
    const { mail, disk } = await deliver(profile, [one.certificate, other.certificate]);
    for (const identity of [one, other]) await expectWhole(identity.open(bytesOf(mail), 'SMIME'));
    for (const text of clear) expect(disk.includes(text)).toBe(false);
  });

  test('tls-only as an ordinary mail, with nothing in clear on the disk', async () => {
    const { mail, disk } = await deliver('tls-only', []);
    const parsed = await PostalMime.parse(bytesOf(mail));
    expect(parsed.text).toContain('Kanarek zażółć رابعہ');
    expect(bytesOf(mail).every((byte) => byte < 0x80)).toBe(true);
    await expectWhole(bytesOf(mail));
    for (const text of clear) expect(disk.includes(text)).toBe(false);
  });
});

describe('the mail around it', () => {
  test.for<[Profile, string[]]>([
    ['pgp-mime', [pair.publicKey]],
    ['attachment', [pair.publicKey]],
    ['tls-only', []],
    ...(opensslAvailable ? [['smime', [identities.make().certificate]] satisfies [Profile, string[]]] : []),
  ])('of %s has our headers and no others', async ([profile, keys]) => {
    const { headers, subject } = await PostalMime.parse(bytesOf((await deliver(profile, keys)).mail));
    expect(subject).toMatch(/^Message [A-Z0-9]{4}-[A-Z0-9]{4}$/);
    const known =
      /^(from|to|subject|message-id|date|auto-submitted|x-sequence|mime-version|content-[a-z-]+|importance)$/;
    expect(headers.map(({ key }) => key).filter((key) => !known.test(key))).toEqual([]);
    expect(new Set(headers.map(({ key }) => key)).size).toBe(headers.length);
  });

  test('of an attachment says how to open it, with the address of the page, and names the file by the reference', async () => {
    const { mail } = await deliver('attachment', [pair.publicKey]);
    const { text, attachments, subject } = await PostalMime.parse(bytesOf(mail));
    expect(text).toContain('https://help.example.org/open/');
    // Nothing that a gateway or a program has to undo before the words can be read.
    expect(bytesOf(mail).toString()).not.toContain('quoted-printable');
    expect(attachments.map(({ filename }) => filename)).toEqual([`${subject?.split(' ')[1]}.pgp`]);
  });
});

describe('10 MB of papers', () => {
  test.skipIf(!opensslAvailable)('arrive by S/MIME', { timeout: 60_000 }, async () => {
    const identity = identities.make();
    const { mail } = await deliver('smime', [identity.certificate], 10 * 2 ** 20);
    const parsed = await PostalMime.parse(identity.open(mail.raw as Buffer, 'SMIME'));
    expect(parsed.attachments.map(({ content }) => (content as ArrayBuffer).byteLength)).toContain(10 * 2 ** 20);
  });

  test('arrive open', { timeout: 60_000 }, async () => {
    const { mail } = await deliver('tls-only', [], 10 * 2 ** 20);
    const parsed = await PostalMime.parse(mail.raw as Buffer);
    expect(parsed.attachments.map(({ content }) => (content as ArrayBuffer).byteLength)).toContain(10 * 2 ** 20);
  });
});

test('what was taken to be sent open is held, not sent, once its contact wants it sealed', async () => {
  const { mail } = await deliver('tls-only', []);
  expect(mail.to).toEqual(['team@county.example']);
  const contact = await openContact('referrals', settings('tls-only', []), 'Message', ring, now);
  const kept = { lease: 0, id: 'a', number: 1, reference: 'TEST-0001', kind: 'sealed-ring', recipient: 'referrals' };
  const body = 'seal' in contact ? await contact.seal(Buffer.from('words'), now) : '';
  const recipients = {
    referrals: { address: 'team@county.example', subject: 'Message', profile: 'pgp-mime' as const },
  };
  const from = { name: 'Website', address: 'site@county.example' };
  const sending = composeEnvelope(
    { ...kept, body, priority: 0, acceptedAt: now, attempts: 0 },
    { from, host: 'county.example', letters: ring, recipients },
  );
  await expect(sending).rejects.toMatchObject({ code: 'not-tls-only', effect: 'hold' });
});
