import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import * as openpgp from 'openpgp';
import { afterAll, describe, expect, test } from 'vitest';
import { generateKeyPair } from '#encryption/generate.ts';
import { readPrivateKey } from '#encryption/open.ts';
import { runSpoc } from './cli.ts';
import { createTerminal } from './terminal.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'spoc-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const now = new Date('2026-11-20T12:00:00Z');
const inFolder = (name: string) => path.join(folder, name);

async function spoc(args: string[], input = '') {
  const said = { out: '', err: '' };
  const keys = new PassThrough();
  keys.end(input);
  const terminal = createTerminal(
    keys,
    (text) => {
      said.out += text;
    },
    (text) => {
      said.err += text;
    },
  );
  return { exit: await runSpoc(args, terminal, now), ...said };
}

describe('keygen', () => {
  const out = inFolder('team');
  const make = ['keygen', '--name', 'Kent referrals', '--email', 'team@example.org', '--out', out];

  test('makes two files and says what to do with them', async () => {
    const { exit, out: said } = await spoc(make, 'three good words\n');
    expect(exit).toBe(0);
    expect(said).toContain('REFERRALS_KEYS');
    expect(statSync(`${out}-private.asc`).mode & 0o777).toBe(0o600);
    const armoured = readFileSync(`${out}-private.asc`, 'utf8');
    const key = await readPrivateKey(openpgp, armoured, 'three good words');
    expect(key.getUserIDs()).toEqual(['Kent referrals <team@example.org>']);
    await expect(readPrivateKey(openpgp, armoured)).rejects.toMatchObject({ code: 'passphrase' });
    expect((await spoc(['check', `${out}-public.asc`])).exit).toBe(0);
  });

  test('never overwrites, and does not even ask', async () => {
    const before = readFileSync(`${out}-private.asc`, 'utf8');
    const { exit, err } = await spoc(make, 'three good words\n');
    expect([exit, err]).toEqual([2, expect.stringContaining('team-private.asc exists')]);
    expect(readFileSync(`${out}-private.asc`, 'utf8')).toBe(before);
  });

  test('takes the passphrase from a file', async () => {
    writeFileSync(inFolder('secret'), 'from a file of mine\r\nsecond line');
    const made = await spoc(['keygen', '--name', 'X', '--out', inFolder('x'), '--passphrase-file', inFolder('secret')]);
    expect(made.exit).toBe(0);
    await readPrivateKey(openpgp, readFileSync(inFolder('x-private.asc'), 'utf8'), 'from a file of mine');
  });

  test.each([
    ['a short passphrase', ['--name', 'X'], 'short\n', '12 characters'],
    ['no name', [], 'three good words\n', '--name'],
    ['a life of no length', ['--name', 'X', '--days', '0'], 'three good words\n', '--days'],
    ['an address that is none', ['--name', 'X', '--email', 'nobody'], 'three good words\n', '--email'],
    ['a name with a line end', ['--name', 'X\nY'], 'three good words\n', '--name'],
  ])('refuses %s and makes nothing', async (_, args, input, word) => {
    const { exit, err } = await spoc(['keygen', '--out', inFolder('none'), ...args], input);
    expect([exit, err]).toEqual([2, expect.stringContaining(word)]);
    expect(() => statSync(inFolder('none-public.asc'))).toThrow();
  });
});

describe('check', () => {
  const owner = { name: 'Key \u202Egnirts', now, expiresInDays: 100 };

  test('shows what a person compares, with nothing that deceives the eye', async () => {
    const { publicKey } = await generateKeyPair(openpgp, owner);
    writeFileSync(inFolder('good.asc'), publicKey);
    const { exit, out } = await spoc(['check', inFolder('good.asc')]);
    expect(exit).toBe(0);
    expect(out).toContain('Key [U+202E]gnirts');
    expect(out).toContain('2027-02-28 (100 days left)');
    const fingerprint = (await openpgp.readKey({ armoredKey: publicKey })).getFingerprint().toUpperCase();
    expect(out.replaceAll(' ', '')).toContain(fingerprint);
  });

  test.for<[string, () => Promise<string>]>([
    ['PRIVATE', async () => (await generateKeyPair(openpgp, owner)).privateKey],
    ['expired', async () => (await generateKeyPair(openpgp, { ...owner, now: new Date(0) })).publicKey],
    ['not a whole armoured', async () => 'words'],
  ])('says why not: %s', async ([reason, armoured]) => {
    writeFileSync(inFolder('bad.asc'), await armoured());
    const { exit, out, err } = await spoc(['check', inFolder('bad.asc')]);
    expect([exit, out, err.split('\n').length]).toEqual([1, '', 2]);
    expect(err).toContain(reason);
  });
});

describe('used wrongly it says how in one line and ends with 2', () => {
  test.each([
    [['check'], 'check needs a file'],
    [['read'], 'read needs a file'],
    [['check', '/no/such/file'], 'there is no such file'],
    [['check', '--json', 'x'], 'check takes no --json'],
    [['keygen', 'x'], 'keygen takes no file'],
    [['read', '--frob', 'x'], "Unknown option '--frob'; --help"],
    [['read', '--key', '/no/such/key', 'x'], '/no/such/key: there is no such file'],
  ])('%j', async (args, word) => {
    const { exit, out, err } = await spoc(args);
    expect([exit, out, err.split('\n').length]).toEqual([2, '', 2]);
    expect(err).toContain(word);
  });

  test('help is an answer; no command and an unknown one are mistakes', async () => {
    expect(await spoc(['--help'])).toMatchObject({ exit: 0, err: '' });
    expect((await spoc(['--help'])).out).toContain('keygen');
    expect(await spoc([])).toMatchObject({ exit: 2, out: '' });
    expect((await spoc(['open', 'x'])).err).toContain('There is no command "open"');
  });
});
