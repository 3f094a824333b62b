import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as openpgp from 'openpgp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { buildOptionsOf, readConfig } from '#config';
import { assuranceFile, nothingNamed } from '#directory/assurance.ts';
import { generateKeyPair } from '#encryption/generate.ts';
import { inventAssurance, signContent } from '../cli/signed-content.ts';
import { proveAll } from '../cli/torture/prove-all.ts';
import { openShop } from './command.ts';
import { ready } from './ready.ts';

const now = new Date('2026-11-22T12:00:00Z');
const content = path.resolve(import.meta.dirname, '..', '..', 'content');
let folder = '';
/** The settings of a live site of a county that has done everything. */
let live: Record<string, string> = {};

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'ready-'));
  const pair = await generateKeyPair(openpgp, { name: 'Contact', now, expiresInDays: 365 });
  writeFileSync(path.join(folder, 'key.asc'), pair.publicKey);
  live = {
    NODE_ENV: 'production',
    PUBLIC_ORIGIN: 'https://help.example.org',
    REFERRALS_ADDRESS: 'team@county.example',
    REFERRALS_KEYS: path.join(folder, 'key.asc'),
    MAIL_FROM: 'site@county.example',
    ALARM_WEBHOOK: 'https://chat.example.org/hook',
    UNREAD_ADDRESS: 'lead@county.example',
    SMTP_URL: 'smtp://user:hush-hush@127.0.0.1:9',
    DATA_DIR: path.join(folder, 'data'),
    BUILD_DIR: path.join(folder, 'build'),
    CONTENT_DIR: signContent(content, path.join(folder, 'content'), 'kent', '2026-11-22'),
  };
  const county = path.join(folder, 'content', 'counties', 'kent', 'county.yaml');
  writeFileSync(county, readFileSync(county, 'utf8').replaceAll('example: true', 'example: false'));
  const options = buildOptionsOf(readConfig(live));
  for (const tag of ['en', 'pl', 'ur']) {
    const page = path.join(folder, 'build', 'client', tag, 'privacy');
    mkdirSync(page, { recursive: true });
    writeFileSync(path.join(page, 'index.html'), '<bdi>Invented County Council, Invented Hall</bdi>');
  }
  writeFileSync(path.join(folder, 'build', 'build.json'), JSON.stringify({ options, sources: 'x' }));
  await proveAll(live);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function ask(changes: Record<string, string> = {}, at = now) {
  let said = '';
  const write = (text: string) => {
    said += text;
  };
  const code = await ready.run(
    [],
    openShop({ ...live, ...changes }, { write, warn: write }, () => at),
  );
  const missing = said.split('\n').flatMap((line) => /^ {2}\[ \] (.+)$/.exec(line)?.[1] ?? []);
  const old = said.split('\n').flatMap((line) => /^ {2}\[!\] (.+)$/.exec(line)?.[1] ?? []);
  return { code, said, missing, old };
}

test('a county that has done everything may open, and is told which languages have no forms', async () => {
  const { code, said, missing } = await ask();
  expect([code, missing]).toEqual([0, []]);
  expect(said).toContain('Kent may open.');
  expect(said).toMatch(/Can wait \(3\)\n {2}\[-\] Polish\n/);
  expect(said).toMatch(/\[-\] pages to read\n {6}\d+ were read by nobody/);
  expect(said).not.toContain('hush-hush');
});

test('the content as it ships may not open: everything is listed, and the command fails', async () => {
  const { code, said, missing } = await ask({ CONTENT_DIR: content });
  expect(code).toBe(1);
  expect(missing).toEqual([...Object.keys(nothingNamed), 'numbers', 'examples']);
  expect(said).toContain(`Kent may not open yet: ${missing.length} missing.`);
});

test('without the live settings it says which, and goes on with the list', async () => {
  const { code, missing, said } = await ask({ NODE_ENV: '', SMTP_URL: '', PUBLIC_ORIGIN: '' });
  expect([code, missing]).toEqual([1, ['settings', 'origin', 'build']]);
  expect(said).toContain('PUBLIC_ORIGIN, SMTP_URL');
});

test('a site that cannot be reached over TLS may not open', async () => {
  const { missing } = await ask({ PUBLIC_ORIGIN: 'http://localhost:4321' });
  expect(missing).toEqual(['origin', 'build']);
});

describe('keys', () => {
  test('that end within 60 days are getting old; ended ones too, since they never stop intake', async () => {
    const on = (day: string) =>
      ask({}, new Date(`${day}T12:00:00Z`)).then(({ old }) => old.includes('keys of referrals'));
    expect(await on('2027-09-01')).toBe(false);
    expect(await on('2027-10-01')).toBe(true);
    expect(await on('2027-12-24')).toBe(true);
  });

  test('that cannot be used are missing', async () => {
    writeFileSync(path.join(folder, 'none.asc'), 'no key');
    expect((await ask({ REFERRALS_KEYS: path.join(folder, 'none.asc') })).missing).toEqual(['keys of referrals']);
  });
});

test('a site of which nobody is told when it fails may not open', async () => {
  const { missing, said } = await ask({ ALARM_WEBHOOK: '', UNREAD_ADDRESS: '' });
  expect(missing).toEqual(['alarms']);
  expect(said).toMatch(/ALARM_WEBHOOK; .+UNREAD_ADDRESS/);
  expect((await ask({ ALARM_WEBHOOK: '', ALARM_ADDRESS: 'all@county.example' })).missing).toEqual(['alarms']);
});

test('a contact that has not shown that its messages open is missing, and so is one that was set up anew', async () => {
  expect((await ask({ DATA_DIR: path.join(folder, 'fresh') })).missing).toEqual(['proof of referrals']);
  const anew = await ask({ REFERRALS_ADDRESS: 'other@county.example' });
  expect(anew.missing).toEqual(['proof of referrals']);
  expect(anew.said).toContain('npm run operate -- prove referrals');
});

test('a build made before the controller was named is not the site that is to open', async () => {
  const file = path.join(folder, 'content', assuranceFile('kent'));
  const before = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    stringify({ ...inventAssurance('2026-11-22'), controller: { name: 'Another', address: 'Hall' } }),
  );
  const { missing } = await ask();
  writeFileSync(file, before);
  expect(missing).toEqual(['build']);
});

test('after a year what was signed is getting old, and the site may stay open', async () => {
  const { code, old } = await ask({}, new Date('2027-11-20T12:00:00Z'));
  expect([code, old.includes('impactAssessment')]).toEqual([0, false]);
  const later = await ask({}, new Date('2027-11-24T12:00:00Z'));
  expect([later.code, later.old.includes('impactAssessment')]).toEqual([0, true]);
});
