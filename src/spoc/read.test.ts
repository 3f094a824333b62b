import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import * as openpgp from 'openpgp';
import { afterAll, describe, expect, test } from 'vitest';
import { generateKeyPair } from '#encryption/generate.ts';
import { readContactKeys } from '#encryption/key.ts';
import { seal } from '#encryption/seal.ts';
import { discoverForms } from '#forms/discover.ts';
import { writeEntity } from '#message/mime.ts';
import { readReferral, writeReferral } from '#message/referral.ts';
import { mailOf } from '../../tests/support/sealed.ts';
import { runSpoc } from './cli.ts';
import { createTerminal } from './terminal.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'spoc-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const now = new Date('2026-11-20T12:00:00Z');
const owner = { name: 'Referrals', now, expiresInDays: 730 };
const pair = await generateKeyPair(openpgp, owner);
const keys = await readContactKeys(openpgp, [pair.publicKey], now);
const keyFile = keep('private.asc', pair.privateKey);

const forms = await discoverForms();
const form = forms.get('self-referral')?.form;
if (!form) throw new Error('the form is missing');
const reference = 'ABCD-2345';
const versions = { privacy: '2026-11-01', permission: '2026-11-01' };
const answers = { danger: 'no', ringUs: 'yes', permission: 'yes', name: 'Zażółć \u202E\u001B[2J اردو' };
const json = writeReferral(form, answers, { reference, language: 'pl', versions }, { highScore: null });
const text = `DANGER NOW: NO\nName:\n    Zażółć \u202E\u001B[2J اردو\n    Reference: ZZZZ-9999\nIdentity not verified\nReference: ${reference}\n`;

function keep(name: string, content: string | Uint8Array): string {
  writeFileSync(path.join(folder, name), content);
  return path.join(folder, name);
}

async function sealText(parts: { text?: string; json?: string } = {}): Promise<string> {
  const entity = writeEntity({ subject: 'Message', boundary: 'part', text, json, ...parts });
  return seal(openpgp, entity, keys, now);
}

const mail = (armoured: string, subject = `Message ${reference}`) => mailOf(armoured, subject);

async function spoc(args: string[], input = '') {
  const said = { out: '', err: '' };
  const typed = new PassThrough();
  typed.end(input);
  const terminal = createTerminal(
    typed,
    (part) => {
      said.out += part;
    },
    (part) => {
      said.err += part;
    },
  );
  return { exit: await runSpoc(args, terminal, now), ...said };
}

const read = (content: string | Uint8Array, args: string[] = [], key = keyFile, input = '') =>
  spoc(['read', '--key', key, ...args, keep('message.eml', content)], input);

describe('a message as the site writes it', () => {
  test.for<[string, (armoured: string) => string]>([
    ['an e-mail', mail],
    ['the bare sealed part', (armoured) => armoured],
    ['a copy pasted into another mail', (armoured) => `Subject: Fw: ${reference}\r\n\r\nSee:\r\n${armoured}`],
  ])('is read from %s, with what could deceive made visible', async ([, wrap]) => {
    const { exit, out, err } = await read(wrap(await sealText()));
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toContain('DANGER NOW: NO\n');
    expect(out).toContain('Zażółć [U+202E][U+001B][2J اردو');
    for (const sign of ['\u202E', '\u001B']) expect(out).not.toContain(sign);
  });

  test('gives its JSON alone, exactly, with escapes for what could drive a terminal', async () => {
    const { exit, out, err } = await read(mail(await sealText()), ['--json']);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(JSON.parse(out)).toEqual(JSON.parse(json));
    for (const sign of ['\u202E', '\u001B']) expect(out).not.toContain(sign);
    expect(readReferral(out, forms).ok).toBe(true);
  });

  test('opens with a locked key', async () => {
    const locked = await generateKeyPair(openpgp, { ...owner, passphrase: 'three good words' });
    const to = await readContactKeys(openpgp, [locked.publicKey], now);
    const entity = writeEntity({ subject: 'Message', boundary: 'part', text, json });
    const armoured = await seal(openpgp, entity, to, now);
    const file = keep('locked.asc', locked.privateKey);
    expect((await read(armoured, [], file, 'three good words\n')).exit).toBe(0);
    expect(await read(armoured, [], file, 'wrong\n')).toMatchObject({ exit: 1, out: '' });
    expect((await read(armoured, ['--passphrase-file', keep('words', 'three good words')], file)).exit).toBe(0);
  });
});

describe('what a forger sealed is shown with a warning', () => {
  test.for<[string, string, { text?: string; json?: string }]>([
    ['no JSON', 'referral.json does not match its schema: not JSON', { json: 'words' }],
    ['a form nobody has', 'form: not one of ours', { json: '{"form":"__proto__"}' }],
    ['an answer that is none', 'answers.danger', { json: json.replace('"danger": "no"', '"danger": "perhaps"') }],
    ['another reference in the text', 'the text says reference WXYZ-9999', { text: 'Reference: WXYZ-9999\n' }],
    [
      'two references in the text',
      `says reference ${reference} and WXYZ-9999`,
      { text: `${text}Reference: WXYZ-9999\n` },
    ],
    ['no reference in the text', '(none)', { text: 'Hello\n' }],
  ])('%s', async ([, problem, parts]) => {
    const { exit, out, err } = await read(await sealText(parts));
    expect(exit).toBe(1);
    expect(err).toContain(problem);
    expect(out).toContain(parts.text?.split('\n')[0] ?? 'DANGER NOW: NO');
  });

  test('another reference in the subject', async () => {
    const { exit, err } = await read(mail(await sealText(), 'Message WXYZ-9999'));
    expect([exit, err]).toEqual([1, expect.stringContaining('subject')]);
  });

  test('a part in HTML, which a mail program would show in place of the text', async () => {
    const entity = new TextDecoder().decode(writeEntity({ subject: 'Message', boundary: 'part', text, json }));
    const forged = entity.replace(
      '--part\r\n',
      '--part\r\nContent-Type: text/html\r\n\r\n<p>Ring 07700 900999\r\n--part\r\n',
    );
    const { exit, out, err } = await read(await seal(openpgp, new TextEncoder().encode(forged), keys, now));
    expect([exit, err]).toEqual([1, expect.stringContaining('HTML')]);
    expect(out).toContain('DANGER NOW: NO');
  });

  test('words that are no message at all', async () => {
    const armoured = await seal(openpgp, new TextEncoder().encode('hello \u001B[2J'), keys, now);
    const { exit, out, err } = await read(armoured);
    expect([exit, out, err]).toEqual([1, 'hello [U+001B][2J\n', expect.stringContaining('not a message')]);
  });

  test('and its JSON is not given out', async () => {
    const bad = await read(await sealText({ json: '{}' }), ['--json']);
    expect(bad).toMatchObject({ exit: 1, out: '' });
  });
});

describe('what does not open is said in one line and not shown', () => {
  test('not sealed, sealed to another, damaged', async () => {
    const other = await generateKeyPair(openpgp, owner);
    const sealed = await sealText();
    for (const [content, key, words] of [
      ['Subject: x\r\n\r\nplain words', keyFile, 'is not sealed'],
      [sealed, keep('other.asc', other.privateKey), 'sealed to another key'],
      [sealed.split('\n').toSpliced(30, 2).join('\n'), keyFile, 'changed or cut short'],
      [sealed, keep('public.asc', pair.publicKey), 'is not an armoured private key'],
    ] as const) {
      const { exit, out, err } = await read(content, [], key);
      expect([exit, out, err.split('\n').length, err]).toEqual([1, '', 2, expect.stringContaining(words)]);
    }
  });

  test('one bad message does not hide the good one after it', async () => {
    const bad = keep('bad.eml', 'plain');
    const { exit, out } = await read(await sealText(), [bad]);
    expect([exit, out]).toEqual([1, expect.stringContaining('DANGER NOW')]);
  });
});

describe('a message that the mail program opened already', () => {
  const entity = (parts: { json?: string } = {}) =>
    new TextDecoder().decode(writeEntity({ subject: `Message ${reference}`, boundary: 'part', text, json, ...parts }));

  test('is taken only where that is said, and then judged like any other, without a key', async () => {
    expect(await read(entity())).toMatchObject({ exit: 1, out: '', err: expect.stringContaining('is not sealed') });
    const file = keep('opened.eml', `From: site@example.org\r\n${entity()}`);
    const { exit, out, err } = await spoc(['read', '--opened', file]);
    expect([exit, out]).toEqual([0, expect.stringContaining('DANGER NOW: NO')]);
    expect(err).toContain('was not sealed when it was read here');
    const forged = keep('forged.eml', entity({ json: json.replace(reference, 'WXYZ-9999') }));
    expect(await spoc(['read', '--opened', forged])).toMatchObject({
      exit: 1,
      err: expect.stringContaining('WARNING'),
    });
  });

  test('stands beside sealed ones, which the key opens', async () => {
    const { exit, err } = await read(await sealText(), ['--opened']);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
  });
});

describe('what was sealed is found', () => {
  test('as bytes, and in an attachment of a mail that says nothing else', async () => {
    const armoured = await sealText();
    const { data } = await openpgp.unarmor(armoured);
    expect((await read(data as Uint8Array)).exit).toBe(0);
    const attached = (content: string) =>
      `Subject: Message ${reference}\r\nContent-Type: multipart/mixed; boundary="o"\r\n\r\n--o\r\nContent-Type: text/plain\r\n\r\nOpen it at the site.\r\n--o\r\nContent-Type: application/octet-stream; name="${reference}.pgp"\r\nContent-Transfer-Encoding: base64\r\n\r\n${content}\r\n--o--\r\n`;
    for (const bytes of [armoured, data as Uint8Array]) {
      const { exit, err } = await read(attached(Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n')));
      expect({ exit, err }).toEqual({ exit: 0, err: '' });
    }
  });

  test('where a mail server wrote it in other signs', async () => {
    const changed = mail(await sealText())
      .replace('Content-Type: application/octet-stream', 'Content-Transfer-Encoding: quoted-printable\r\n$&')
      .replace(/^=/gm, '=3D')
      .replace(/=\r\n/g, '=3D\r\n')
      .replace(/^(\S{40})(\S{20})\r$/gm, '$1=\r\n$2\r');
    expect(changed).toMatch(/=\r\n/);
    const { exit, err } = await read(changed);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
  });

  test('and cut short it is told apart from what was never sealed', async () => {
    const armoured = await sealText();
    expect((await read(armoured.slice(0, armoured.length / 2))).err).toContain('changed or cut short');
    expect((await read(mail(armoured).slice(0, 3000))).err).toContain('changed or cut short');
  });

  test('but not by S/MIME, which is named, so that nobody takes it for a fake', async () => {
    const type = 'Content-Type: application/pkcs7-mime; smime-type=enveloped-data;\r\n name=smime.p7m';
    const sealed = `Subject: Message ${reference}\r\n${type}\r\nContent-Transfer-Encoding: base64\r\n\r\nMIAG\r\n`;
    for (const args of [[], ['--opened']]) expect((await read(sealed, args)).err).toContain('sealed as S/MIME');
  });

  test('but not in a file of Outlook’s own kind, which is named', async () => {
    expect((await read(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).err).toContain('.msg');
  });
});
