import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import * as openpgp from 'openpgp';
import PostalMime from 'postal-mime';
import { makeBundle } from '../../src/cli/bundle/bundle.ts';
import { signContent } from '../../src/cli/signed-content.ts';
import { generateKeyPair, type KeyPair } from '../../src/encryption/generate.ts';
import { examples } from '../../src/forms/self-referral/examples.ts';
import { createId, referenceOf } from '../../src/message/reference.ts';
import { createMachine, type Machine } from '../support/machine.ts';
import { decryptWith } from '../support/opened.ts';
import { root } from '../support/project-files.ts';
import { postParts, wholeForm } from '../support/raw-http.ts';
import { findFreePort } from '../support/server.ts';
import { type MailServer, type ReceivedMail, startMailServer } from '../support/smtp.ts';

const runs = process.platform !== 'win32';
test.skip(!runs, 'the runbook is for a Debian');
test.describe.configure({ mode: 'default' });

let folder: string;
let archive: string;
let mail: MailServer;
let keys: KeyPair;
let port: number;
const machines: Machine[] = [];

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'runbook-'));
  keys = await generateKeyPair(openpgp, { name: 'Contact', now: new Date(), expiresInDays: 30 });
  mail = await startMailServer();
  port = await findFreePort();
  // The built demonstration, recorded as built live, with content that a county would have signed.
  const buildDir = path.join(folder, 'build');
  cpSync(path.join(root, 'dist'), buildDir, { recursive: true });
  const record = JSON.parse(readFileSync(path.join(buildDir, 'build.json'), 'utf8'));
  const options = { ...record.options, demo: false, origin: origin(), contacts: ['referrals'], serverSeals: [] };
  writeFileSync(path.join(buildDir, 'build.json'), JSON.stringify({ ...record, options }));
  const today = new Date().toISOString().slice(0, 10);
  const content = signContent(path.join(root, 'content'), path.join(folder, 'content'), 'kent', today);
  await makeBundle(buildDir, content, path.join(folder, 'bundle'));
  archive = path.join(folder, 'no-wrong-door.tar.gz');
  execFileSync('tar', ['-czf', archive, '-C', path.join(folder, 'bundle'), '.']);
});
test.afterAll(async () => {
  for (const machine of machines) machine.lose();
  await mail.close();
  rmSync(folder, { recursive: true, force: true });
});

const origin = () => `http://127.0.0.1:${port}`;

/** Sets a machine up to where it says *start*. */
async function setUp(): Promise<Machine> {
  const machine = createMachine(port);
  machines.push(machine);
  cpSync(archive, machine.file('/srv/no-wrong-door.tar.gz'));
  await machine.follow('Setting up a machine', { to: 1 });
  const settings = machine.file('/etc/no-wrong-door/settings');
  expect(readFileSync(settings, 'utf8')).toContain('PUBLIC_ORIGIN=https://help.example.org');
  writeFileSync(machine.file('/etc/no-wrong-door/referrals.asc'), keys.publicKey);
  const chosen = {
    NODE_ENV: 'production',
    DEMO: '0',
    DATA_DIR: machine.file('/var/lib/no-wrong-door'),
    COUNTY: 'kent',
    PUBLIC_ORIGIN: origin(),
    PORT: String(port),
    REFERRALS_ADDRESS: 'contact@county.example',
    REFERRALS_KEYS: machine.file('/etc/no-wrong-door/referrals.asc'),
    MAIL_FROM: 'site@county.example',
    SMTP_URL: mail.url,
    SMTP_CA_FILE: mail.caFile,
  };
  const lines = Object.entries(chosen).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(settings, lines.join(''));
  return machine;
}

/** The contact reads the code in the test message aloud. */
async function prove(machine: Machine): Promise<void> {
  await machine.type('operate prove referrals');
  const [test] = await mail.waitFor(1);
  const armoured = /-----BEGIN PGP MESSAGE-----[\s\S]*?-----END PGP MESSAGE-----/.exec(String(test?.raw))?.[0] ?? '';
  const opened = await PostalMime.parse(await decryptWith(keys.privateKey)(armoured));
  const code = /^Code: (\S+)$/m.exec(opened.text ?? '')?.[1] ?? '';
  expect(code).not.toBe('');
  expect(await machine.type(`operate prove referrals ${code} && echo taken`)).toContain('taken');
  mail.messages.length = 0;
}

async function send(): Promise<string> {
  const id = createId();
  const sent = await postParts(origin(), wholeForm(examples.shortest.answers, id), { tag: 'en' });
  expect(sent.status).toBe(200);
  return referenceOf(id);
}

/** Nothing of what was written is in any file below. */
function expectSealed(place: string): void {
  const written = Object.values(examples.shortest.answers).filter((one) => typeof one === 'string' && one.length >= 8);
  expect(written.length).toBeGreaterThan(0);
  const names = statSync(place).isDirectory() ? readdirSync(place, { recursive: true, encoding: 'utf8' }) : [''];
  const files = names.map((name) => path.join(place, name)).filter((file) => statSync(file).isFile());
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    const bytes = readFileSync(file);
    for (const text of written) {
      const encoded = Buffer.from(String(text)).toString('base64').slice(0, -4);
      expect([file, bytes.includes(String(text)), bytes.includes(encoded)]).toEqual([file, false, false]);
    }
  }
}

const sequenceOf = ({ raw }: ReceivedMail) => Number(/^X-Sequence: (\d+)/m.exec(String(raw))?.[1]);
const arrived = (reference: string) =>
  mail.messages.filter(({ raw }) => String(raw).includes(`Message-ID: <${reference}.`));

test('a machine is set up, backed up, lost and restored by what the runbook says, and nobody is rung twice', async () => {
  test.setTimeout(120_000);
  const first = await setUp();
  await prove(first);
  await first.follow('Setting up a machine', { from: 1 });
  const well = await first.follow('Is it well?');
  expect(well).toMatch(/^active$/m);
  expect(well).toContain('"status":"well"');
  const before = await send();
  await mail.waitFor(1);
  await mail.down();
  const [lost, late] = [await send(), await send()];
  expect(await first.follow('Backups')).toContain('numbers up to 3, 2 not delivered yet');
  await mail.up();
  // Else the next try is half a minute away.
  await first.type('systemctl stop no-wrong-door; systemctl start no-wrong-door');
  // Two that the backup believes undelivered arrive, and one that it does not know.
  await expect.poll(() => mail.messages.length, { timeout: 60_000 }).toBe(3);
  const unknown = await send();
  await expect.poll(() => arrived(unknown).length, { timeout: 30_000 }).toBe(1);
  const kept = path.join(folder, 'kept');
  for (const name of ['/var/backups/no-wrong-door', '/etc/no-wrong-door/keys']) {
    cpSync(first.file(name), path.join(kept, name), { recursive: true });
  }
  for (const folder of ['/var/backups', '/var/lib', '/journal']) expectSealed(first.file(folder));
  first.lose();

  const second = await setUp();
  for (const name of ['/var/backups/no-wrong-door', '/etc/no-wrong-door/keys']) {
    cpSync(path.join(kept, name), second.file(name), { recursive: true });
  }
  const restored = await second.follow('Restore on a fresh machine', { to: 1 });
  expect(restored).toContain('which arrived: 2.');
  expect(restored).toContain('Numbers go on at 2001');
  const known = mail.messages.length;
  const fresh = await send();
  await expect.poll(() => arrived(fresh).map(sequenceOf), { timeout: 30_000 }).toEqual([2001]);
  expect(mail.messages).toHaveLength(known + 1);
  const seen = await second.follow('Is it well?');
  expect(seen).toContain('{"status":"look","past":["restored"]}');
  expect(seen).toContain('"code":"restored","count":2');
  // People who write now are answered: nothing of theirs waits.
  expect(seen).toMatch(/waiting +0/);
  // One of the two is among the mail that the team saved; the other somebody deleted.
  mkdirSync(second.file('/srv/saved-mail'));
  for (const [at, reference] of [before, late].entries()) {
    writeFileSync(second.file(`/srv/saved-mail/${at}.eml`), arrived(reference)[0]?.raw ?? '');
  }
  const found = await second.follow('Restore on a fresh machine', { from: 1, to: 2 });
  expect(found).toContain(`1 arrived, not sent again: ${late}`);
  const ended = await second.follow('Restore on a fresh machine', { from: 2 });
  expect(ended).toContain('Nothing is held by a restore.');
  await expect.poll(() => arrived(lost).length, { timeout: 30_000 }).toBe(2);
  expect(arrived(lost).map(({ raw }) => String(raw))[1]).toBe(String(arrived(lost)[0]?.raw));
  for (const reference of [before, late, unknown, fresh]) expect(arrived(reference)).toHaveLength(1);
  // An upgrade keeps all of it, and so does the next.
  for (const _ of [1, 2]) await second.follow('Upgrade');
  expect(await second.type('operate status')).toMatch(/waiting +0[\s\S]*delivered +4/);
  // A damaged database is not started on, and gives way to the newest backup.
  await second.type('systemctl stop no-wrong-door');
  writeFileSync(second.file('/var/lib/no-wrong-door/site.sqlite'), 'no database '.repeat(1000));
  expect(await second.type('systemctl start no-wrong-door')).toContain('The database file is damaged.');
  await second.follow('The database is damaged or locked');
  expect(await second.follow('Restore on a fresh machine', { to: 1 })).toContain('Numbers go on at 4001');
  expect(await second.type('operate status')).toMatch(/waiting +0[\s\S]*delivered +4/);
  expect(readFileSync(second.file('/var/lib/no-wrong-door.damaged/site.sqlite'), 'utf8')).toContain('no database');
});
