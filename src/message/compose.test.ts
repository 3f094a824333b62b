import * as openpgp from 'openpgp';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateKeyPair } from '#encryption/generate.ts';
import { readContactKeys } from '#encryption/key.ts';
import { seal } from '#encryption/seal.ts';
import { discoverForms } from '#forms/discover.ts';
import type { Example } from '#forms/longest.ts';
import { examples, longestAnswers } from '#forms/self-referral/examples.ts';
import { form } from '#forms/self-referral/form.ts';
import { createGpg, gpgAvailable } from '../../tests/support/gpg.ts';
import { composeMessage } from './compose.ts';
import { readReferral, writeReferral } from './referral.ts';
import { writeText } from './text.ts';

const entry = (await discoverForms()).get('self-referral');
if (!entry) throw new Error('the form is missing');
const { english } = entry;

const forms = await discoverForms();
const rules = { highScore: null };

const now = new Date();
const longest: Example = { language: 'ur', answers: longestAnswers() };
const messages = Object.entries({ ...examples, longest }).map(([name, { language, answers }]) => {
  const header = {
    reference: 'ZSPG-WH8E',
    language,
    versions: { privacy: '2026-11-22', permission: '2026-11-22' },
  };
  const lists = { areas: [{ code: 'maidstone', label: 'Maidstone' }] };
  const source = { form, answers, english, lists, header, rules, languageName: 'Urdu' };
  const bytes = composeMessage({ ...source, code: 'K7QM-2RVT-9HBD', subject: 'Message' });
  return {
    name,
    answers,
    bytes,
    text: writeText({ ...source, code: 'K7QM-2RVT-9HBD' }),
    json: writeReferral(form, answers, header, rules),
  };
});

describe.each(messages)('a message: $name', ({ answers, bytes, text, json }) => {
  test('is a whole number of blocks of 4096 bytes', () => {
    expect(bytes.length % 4096).toBe(0);
  });

  test('is told apart from its text by the boundary', () => {
    const lines = Buffer.from(bytes).toString().split('\r\n');
    expect(lines.filter((line) => line.startsWith('--part-'))).toEqual([
      '--part-ZSPG-WH8E',
      '--part-ZSPG-WH8E',
      '--part-ZSPG-WH8E--',
    ]);
    expect(text.split('\n').some((line) => line.startsWith('--'))).toBe(false);
  });

  test('opens in a mail program as the text and the JSON it was made of', async () => {
    const mail = await PostalMime.parse(bytes);
    const [attachment] = mail.attachments;
    const asRead = Buffer.from(attachment?.content as ArrayBuffer);
    expect(asRead.equals(Buffer.from(json))).toBe(true);
    const result = readReferral(asRead.toString(), forms);
    expect(result.ok && result.referral.answers).toEqual(answers);
    // A line that was too long for mail was cut and set in; lone halves of a surrogate pair have no bytes in UTF-8.
    const unfold = (value: string) => value.replaceAll('\n    ', '').trimEnd();
    expect(unfold(mail.text ?? '')).toBe(unfold(text).toWellFormed());
  });

  test('says nothing outside but the neutral word and the reference', async () => {
    const { headers, subject } = await PostalMime.parse(bytes);
    expect(headers.map(({ key }) => key).sort()).toEqual(['content-type', 'mime-version', 'subject']);
    expect(subject).toBe('Message ZSPG-WH8E');
  });
});

const run = gpgAvailable ? describe : describe.skip;

run(`GnuPG opens every message byte for byte${gpgAvailable ? '' : ' (skipped: gpg is not installed)'}`, () => {
  const gpg = createGpg();
  let publicKey = '';
  beforeAll(async () => {
    const pair = await generateKeyPair(openpgp, { name: 'Contact', now, expiresInDays: 30 });
    await gpg.importKey(pair.privateKey);
    publicKey = pair.publicKey;
  });
  afterAll(() => gpg.close());

  test.each(messages)('$name', async ({ bytes, json }) => {
    const sealed = await seal(openpgp, bytes, await readContactKeys(openpgp, [publicKey], now), now);
    const { output, status } = await gpg.decrypt(sealed);
    expect(status).toContain('DECRYPTION_OKAY');
    expect(output.equals(bytes)).toBe(true);
    const [attachment] = (await PostalMime.parse(output)).attachments;
    expect(Buffer.from(attachment?.content as ArrayBuffer).equals(Buffer.from(json))).toBe(true);
  });
});
