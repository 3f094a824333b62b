import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as openpgp from 'openpgp';
import PostalMime from 'postal-mime';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { readConfig } from '#config';
import { generateKeyPair, type KeyPair } from '#encryption/generate.ts';
import { open, readPrivateKey } from '#encryption/open.ts';
import { createKeyRing } from '#keyring';
import { openMessage } from '#opening/open-message.ts';
import { openContacts } from '#server/contact.ts';
import { requireProofs, UnprovenFault } from '#server/proven.ts';
import { openSiteDatabase } from '#server/schema.ts';
import { createIdentities, opensslAvailable } from '#smime/testing/openssl.ts';
import { type MailServer, startMailServer } from '../../tests/support/smtp.ts';
import { openShop } from './command.ts';
import { operate } from './operate.ts';

// OpenSSL and GnuPG make keys in their own time.
vi.setConfig({ testTimeout: 30_000 });

const day = 86_400_000;
const now = new Date();
let mail: MailServer;
let one: KeyPair;
let two: KeyPair;
let folder = '';
let said = '';
let clock = now;
beforeAll(async () => {
  mail = await startMailServer();
  one = await generateKeyPair(openpgp, { name: 'One', now, expiresInDays: 90 });
  two = await generateKeyPair(openpgp, { name: 'Two', now, expiresInDays: 90 });
});
afterAll(() => mail.close());
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'prove-'));
  mail.messages.length = 0;
  mail.refuse(null);
  clock = now;
});
afterEach(() => rmSync(folder, { recursive: true }));

const keep = (name: string, text: string) => {
  writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
};
const settings = (given: Record<string, string> = {}) => ({
  DEMO: '0',
  DATA_DIR: path.join(folder, 'data'),
  PUBLIC_ORIGIN: 'https://help.example.org',
  REFERRALS_ADDRESS: 'team@county.example',
  REFERRALS_KEYS: keep('one.asc', one.publicKey),
  MAIL_FROM: 'site@county.example',
  SMTP_URL: mail.url,
  SMTP_CA_FILE: mail.caFile,
  ...given,
});
const run = (environment: Record<string, string>, ...args: string[]) => {
  said = '';
  const say = (text: string) => {
    said += text;
  };
  return operate(
    ['prove', ...args],
    openShop(environment, { write: say, warn: say }, () => clock),
  );
};

/** What boot asks before a live site listens. */
async function starts(environment: Record<string, string>): Promise<boolean> {
  const config = readConfig(environment);
  const ring = createKeyRing([Buffer.alloc(32).toString('base64')]);
  const db = await openSiteDatabase(config);
  try {
    await requireProofs(config, await openContacts(config, 'Message', ring, clock), db, () => clock);
    return true;
  } catch (error) {
    if (!(error instanceof UnprovenFault)) throw error;
    expect(error.message).toMatch(/^ {2}npm run operate -- prove (referrals|feedback)$/m);
    return false;
  } finally {
    await db.destroy();
  }
}

/** The code in a mail, found as the contact finds it. */
async function findCode(raw: Uint8Array, keys: KeyPair): Promise<string> {
  const { attachments } = await PostalMime.parse(raw);
  const armoured = attachments.map(({ content }) => new TextDecoder().decode(content as ArrayBuffer)).at(-1) ?? '';
  return readCodeIn(await open(openpgp, armoured, await readPrivateKey(openpgp, keys.privateKey)));
}

async function readCodeIn(entity: Uint8Array): Promise<string> {
  const { text, html } = await PostalMime.parse(entity);
  expect(html).toContain('<img src="https://help.example.org/square.png"');
  return /^Code: (\S+)$/m.exec(text ?? '')?.[1] ?? '';
}

test('a live site starts once the code from inside the sealed message was typed back, and not before', async () => {
  const environment = settings();
  expect(await run(environment, 'referrals')).toBe(0);
  const [sent] = mail.messages;
  if (!sent) throw new Error('nothing came');
  expect(sent.to).toEqual(['team@county.example']);
  const code = await findCode(sent.raw, one);
  expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){2}$/);
  expect(said + sent.raw).not.toContain(code);
  expect(await starts(environment)).toBe(false);
  expect(await run(environment, 'referrals', 'AAAA-BBBB-CCCC')).toBe(1);
  expect(await starts(environment)).toBe(false);
  expect(await run(environment, 'referrals', code.toLowerCase().replaceAll('-', ' '))).toBe(0);
  expect(await starts(environment)).toBe(true);
  expect(await run(environment)).toBe(0);
  expect(await run(environment, 'referrals')).toBe(0);
  expect(mail.messages).toHaveLength(1);
});

test('another address, profile or key is another way, which has to be shown anew', async () => {
  const environment = settings();
  await run(environment, 'referrals');
  await run(environment, 'referrals', await findCode(mail.messages[0]?.raw ?? Buffer.of(), one));
  expect(await starts(environment)).toBe(true);
  expect(await starts({ ...environment, REFERRALS_ADDRESS: 'other@county.example' })).toBe(false);
  expect(await starts({ ...environment, REFERRALS_PROFILE: 'attachment' })).toBe(false);
  expect(await starts(settings({ REFERRALS_KEYS: keep('two.asc', two.publicKey) }))).toBe(false);
  expect(
    await starts({ ...environment, FEEDBACK_ADDRESS: 'f@county.example', FEEDBACK_KEYS: keep('f', one.publicKey) }),
  ).toBe(false);
});

test('beside a key that is shown, only the new one is asked for, and its message opens with that one alone', async () => {
  const environment = settings();
  await run(environment, 'referrals');
  await run(environment, 'referrals', await findCode(mail.messages[0]?.raw ?? Buffer.of(), one));
  const overlap = settings({ REFERRALS_KEYS: `${keep('one.asc', one.publicKey)},${keep('two.asc', two.publicKey)}` });
  expect(await starts(overlap)).toBe(false);
  await run(overlap, 'referrals');
  expect(mail.messages).toHaveLength(2);
  const raw = mail.messages[1]?.raw ?? Buffer.of();
  await expect(findCode(raw, one)).rejects.toMatchObject({ code: 'wrong-key' });
  await run(overlap, 'referrals', await findCode(raw, two));
  expect(await starts(overlap)).toBe(true);
  expect(await starts(settings({ REFERRALS_KEYS: keep('two.asc', two.publicKey) }))).toBe(true);
});

test.skipIf(!opensslAvailable)('by S/MIME and open it is the same', async () => {
  const identities = createIdentities();
  const identity = identities.make();
  const smime = settings({ REFERRALS_PROFILE: 'smime', REFERRALS_KEYS: keep('team.pem', identity.certificate) });
  await run(smime, 'referrals');
  const sealed = mail.messages[0]?.raw ?? Buffer.of();
  await run(smime, 'referrals', await readCodeIn(identity.open(sealed, 'SMIME')));
  expect(await starts(smime)).toBe(true);
  const plain = settings({ REFERRALS_PROFILE: 'tls-only', REFERRALS_RISK_OWNER: 'A. Person', REFERRALS_KEYS: '' });
  await run(plain, 'referrals');
  await run(plain, 'referrals', await readCodeIn(mail.messages[1]?.raw ?? Buffer.of()));
  expect(await starts(plain)).toBe(true);
  identities.remove();
});

test('the page and the command that open messages show the code, and that it is none of a form', async () => {
  await run(settings({ REFERRALS_PROFILE: 'attachment' }), 'referrals');
  const raw = mail.messages[0]?.raw ?? Buffer.of();
  const privateKey = await readPrivateKey(openpgp, one.privateKey);
  const opened = await openMessage(raw, { library: openpgp, privateKey, forms: new Map(), plain: false });
  if (!('judged' in opened)) throw new Error(opened.fault);
  expect(opened.judged.text).toContain(`Code: ${await findCode(raw, one)}`);
  expect(opened.judged.problems.join()).toContain('no single referral.json');
  expect(opened.judged.text).toContain('it is none of a form');
});

test('a code counts for thirty days', async () => {
  const environment = settings();
  await run(environment, 'referrals');
  const code = await findCode(mail.messages[0]?.raw ?? Buffer.of(), one);
  clock = new Date(now.getTime() + 31 * day);
  expect(await run(environment, 'referrals', code)).toBe(1);
  expect(await starts(environment)).toBe(false);
});

test('an expired key is not tried for the first time', async () => {
  clock = new Date(now.getTime() + 100 * day);
  expect(await run(settings(), 'referrals')).toBe(2);
  expect(said).toContain('has expired');
  expect(mail.messages).toHaveLength(0);
});

test('what cannot be done is said: a refused mail, no such contact, a demonstration', async () => {
  mail.refuse(550);
  expect(await run(settings(), 'referrals')).toBe(2);
  expect(said).toContain('smtp-550');
  for (const name of ['nobody', 'training', '__proto__']) expect(await run(settings(), name)).toBe(2);
  expect(said).toContain('There is no contact');
  expect(await run({ DATA_DIR: folder }, 'referrals')).toBe(2);
  expect(said).toContain('A demonstration');
});
