import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import * as openpgp from 'openpgp';
import { signContent } from '../../src/cli/signed-content.ts';
import { nothingNamed } from '../../src/directory/assurance.ts';
import { generateKeyPair } from '../../src/encryption/generate.ts';
import { examples } from '../../src/forms/self-referral/examples.ts';
import { createId, referenceOf } from '../../src/message/reference.ts';
import { listMessages, openDemonstration } from '../support/opened.ts';
import { root } from '../support/project-files.ts';
import { expectProtected, openSocket, postParts, sendRaw, wholeForm } from '../support/raw-http.ts';
import { askHealth, healthToken, runServer, startSite } from '../support/server.ts';
import { startMailServer } from '../support/smtp.ts';

test.describe.configure({ mode: 'default' });

let folder: string;
/** The settings of a live site whose build is there. */
let live: Record<string, string>;

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'operator-'));
  const pair = await generateKeyPair(openpgp, { name: 'Contact', now: new Date(), expiresInDays: 30 });
  const signing = await openpgp.generateKey({ userIDs: [{ name: 'Signs' }], subkeys: [{ sign: true }] });
  const files = { public: pair.publicKey, private: pair.privateKey, signing: signing.publicKey, words: 'no key' };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, `${name}.asc`), text);
  const buildDir = path.join(root, 'node_modules', '.cache', `operator-${process.pid}`);
  live = {
    NODE_ENV: 'production',
    PUBLIC_ORIGIN: 'http://127.0.0.1:4321',
    REFERRALS_ADDRESS: 'team@county.example',
    REFERRALS_KEYS: path.join(folder, 'public.asc'),
    MAIL_FROM: 'site@county.example',
    SMTP_URL: 'smtp://user:hush-hush@127.0.0.1:9',
    CONTENT_DIR: signContent(path.join(root, 'content'), path.join(folder, 'content'), 'kent', today()),
    BUILD_DIR: buildDir,
  };
  // The built demonstration, recorded as built live: what a start refuses is decided by this record.
  cpSync(path.join(root, 'dist'), buildDir, { recursive: true });
  const record = JSON.parse(readFileSync(path.join(buildDir, 'build.json'), 'utf8'));
  const options = { ...record.options, demo: false, origin: live['PUBLIC_ORIGIN'], contacts: ['referrals'] };
  writeFileSync(path.join(buildDir, 'build.json'), JSON.stringify({ ...record, options }));
});
test.afterAll(() => {
  for (const one of [folder, live['BUILD_DIR'] ?? folder]) rmSync(one, { recursive: true, force: true });
});

const today = () => new Date().toISOString().slice(0, 10);

/** A data folder of a test's own. */
const makeData = () => mkdtempSync(path.join(folder, 'data-'));

/** A start that is refused: what it wrote, as one text. It must end by itself, say that it did not start, and show no stack. */
async function refuse(settings: Record<string, string>): Promise<string> {
  const { code, lines } = await runServer({ PORT: '0', DATA_DIR: makeData(), ...settings });
  const text = lines.join('\n');
  expect(code).toBe(1);
  expect(text).toContain('The site does not start.');
  expect(text).not.toMatch(/^\s+at |node:internal|\.ts:\d/m);
  expect(text).not.toContain('hush-hush');
  return text;
}

test('a second start on the same data keeps everything', async () => {
  const site = await startSite();
  try {
    const id = createId();
    await postParts(site.origin, wholeForm(examples.full.answers, id));
    await openDemonstration(site.dataDir, await referenceOf(id));
    const kept = () =>
      ['draft-key', 'demonstration/public-key.asc'].map((name) => readFileSync(path.join(site.dataDir, name), 'utf8'));
    const before = kept();
    expect(await site.stop()).toBe(0);
    await site.restart();
    expect(kept()).toEqual(before);
    const again = await postParts(site.origin, wholeForm(examples.shortest.answers, id));
    expect(again.body).toContain(await referenceOf(id));
    expect(listMessages(site.dataDir)).toHaveLength(1);
  } finally {
    await site.dispose();
  }
});

test.describe('a start is refused, with what to do,', () => {
  test('in production without settings: each that is missing is named', async () => {
    const text = await refuse({ NODE_ENV: 'production' });
    for (const setting of ['PUBLIC_ORIGIN', 'REFERRALS_ADDRESS', 'REFERRALS_KEYS', 'MAIL_FROM', 'SMTP_URL']) {
      expect(text).toMatch(new RegExp(`^ {2}${setting}: is missing: .{10}`, 'm'));
    }
  });

  test('in production before the county has named and signed everything: each thing is named, with its template', async () => {
    const text = await refuse({ ...live, CONTENT_DIR: path.join(root, 'content') });
    for (const field of Object.keys(nothingNamed)) {
      expect(text).toMatch(
        new RegExp(`^ {2}${field} is not named: .+counties/kent/assurance.yaml.+docs/assurance/.+md`, 'm'),
      );
    }
    expect(text).toContain('show a number that nobody has rung');
    expect(text).toContain('npm run operate -- ready');
  });

  test('in production with one missing: that one alone', async () => {
    const text = await refuse({ ...live, SMTP_URL: '' });
    expect(text.match(/is missing/g)).toHaveLength(1);
    expect(text).toContain('SMTP_URL: is missing');
  });

  test('of a demonstration as a live site', async () => {
    const text = await refuse({ ...live, BUILD_DIR: 'dist' });
    expect(text).toContain('built for other settings (DEMO, PUBLIC_ORIGIN, the contacts that have an address)');
    expect(text).toContain('npm run build');
  });

  test('of a live site as a demonstration', async () => {
    const text = await refuse({
      DEMO: '1',
      PUBLIC_ORIGIN: live['PUBLIC_ORIGIN'] ?? '',
      BUILD_DIR: live['BUILD_DIR'] ?? '',
    });
    expect(text).toContain('(DEMO, the contacts that have an address)');
  });

  test('of what was not built', async () => {
    expect(await refuse({ BUILD_DIR: path.join(folder, 'nothing') })).toContain('npm run build');
  });

  test('where the data folder cannot be written, and what is there stays', async () => {
    const text = await refuse({ DATA_DIR: path.join(folder, 'words.asc', 'data') });
    expect(text).toMatch(/DATA_DIR: .*words\.asc.data cannot be written/);
    expect(readFileSync(path.join(folder, 'words.asc'), 'utf8')).toBe('no key');
  });

  test('where another program has the port', async () => {
    const other: Server = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(await refuse({ PORT: String(port) })).toContain('PORT: another program listens there already');
    other.close();
  });

  for (const [file, said] of [
    ['private', 'private'],
    ['signing', 'sign-only'],
    ['words', 'unreadable'],
  ] as const) {
    test(`with a contact's key that cannot be used: ${said}`, async () => {
      const data = makeData();
      const text = await refuse({ ...live, DATA_DIR: data, REFERRALS_KEYS: path.join(folder, `${file}.asc`) });
      expect(text).toContain(`REFERRALS_KEYS: key 1 cannot be used: ${said}`);
      expect(text).toContain('npm run spoc -- check');
      expect(text).not.toContain('BEGIN PGP');
      expect(existsSync(path.join(data, 'site.sqlite'))).toBe(false);
    });
  }

  test('with one good key and one bad: no message may go to half of those it is for', async () => {
    const keys = ['public', 'signing'].map((name) => path.join(folder, `${name}.asc`)).join(',');
    expect(await refuse({ ...live, REFERRALS_KEYS: keys })).toContain('key 2 cannot be used: sign-only');
  });

  test('while nobody has shown that the messages open: the command that does is named', async () => {
    const text = await refuse(live);
    expect(text).toMatch(/^ {2}referrals, key [0-9a-f]{40}$/m);
    expect(text).toContain('npm run operate -- prove referrals');
  });

  test('on a damaged database, which is left as it is', async () => {
    const data = makeData();
    const file = path.join(data, 'site.sqlite');
    const damaged = 'this is no database. '.repeat(500);
    writeFileSync(file, damaged);
    const text = await refuse({ DATA_DIR: data });
    expect(text).toContain('The database file is damaged. It has been left as it is.');
    expect(readFileSync(file, 'utf8')).toBe(damaged);
    expect(readdirSync(data).filter((name) => name.startsWith('site.sqlite'))).toEqual(['site.sqlite']);
  });

  test('on a database damaged in its middle', async () => {
    const data = makeData();
    const site = await startSite({ dataDir: data });
    await postParts(site.origin, wholeForm(examples.full.answers));
    expect(await site.stop()).toBe(0);
    const file = path.join(data, 'site.sqlite');
    const bytes = readFileSync(file).fill(0x58, 4096, 12_288);
    writeFileSync(file, bytes);
    expect(await refuse({ DATA_DIR: data })).toContain('The database file is damaged.');
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  test('with a draft key that is none, which is not written over', async () => {
    const data = makeData();
    writeFileSync(path.join(data, 'draft-key'), 'short\n');
    expect(await refuse({ DATA_DIR: data })).toContain('draft-key');
    expect(readFileSync(path.join(data, 'draft-key'), 'utf8')).toBe('short\n');
  });
});

test('a stop finishes the request under way, takes no other, and ends with 0', async () => {
  const site = await startSite();
  try {
    const id = createId();
    const { host } = new URL(site.origin);
    const body = Buffer.from(await new Response(toForm(wholeForm(examples.full.answers, id))).arrayBuffer());
    const boundary = body.subarray(2, body.indexOf('\r\n')).toString();
    const socket = openSocket(site.origin);
    let answer = '';
    const ended = new Promise((resolve) => socket.on('end', resolve));
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.write(
      `POST /en/ask/ HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${site.origin}\r\nContent-Length: ${body.length}\r\n` +
        `Expect: 100-continue\r\nContent-Type: multipart/form-data; boundary=${boundary}\r\n\r\n`,
    );
    await expect.poll(() => answer).toContain('100 Continue');
    socket.write(body.subarray(0, 500));
    const begun = Date.now();
    const stopped = site.stop();
    await expect.poll(() => site.logs().some((line) => line.includes('"stopping"'))).toBe(true);
    expect((await sendRaw(site.origin, 'GET /en/ HTTP/1.1\r\n\r\n')).status).toBe(0);
    socket.write(body.subarray(500));
    await ended;
    socket.end();
    expect(answer).toContain(await referenceOf(id));
    expect(await stopped).toBe(0);
    expect(Date.now() - begun).toBeLessThan(3_000);
    expect(site.logs().at(-1)).toContain('"stopped"');
    await site.restart();
    await openDemonstration(site.dataDir, await referenceOf(id));
  } finally {
    await site.dispose();
  }
});

test('a stop of an idle site is at once, also while browsers keep connections open', async () => {
  const site = await startSite();
  const socket = openSocket(site.origin);
  socket.write(`GET /en/ HTTP/1.1\r\nHost: ${new URL(site.origin).host}\r\n\r\n`);
  await new Promise((resolve) => socket.once('data', resolve));
  const before = Date.now();
  expect(await site.stop()).toBe(0);
  expect(Date.now() - before).toBeLessThan(3_000);
  socket.destroy();
  await site.dispose();
});

test('health says what an alarm needs and nothing of anybody, and turns red when mail is stuck', async () => {
  const mail = await startMailServer();
  const data = makeData();
  mkdirSync(data, { recursive: true });
  const site = await startSite({ env: { ...live, SMTP_URL: mail.url, SMTP_CA_FILE: mail.caFile }, dataDir: data });
  try {
    const ask = async () => {
      const answer = await sendRaw(site.origin, 'GET /healthz HTTP/1.1\r\nHost: monitor\r\nConnection: close\r\n\r\n');
      expectProtected(answer);
      return [answer.status, JSON.parse(answer.body)];
    };
    const well = [200, { status: 'well', past: [] }];
    expect(await ask()).toEqual(well);
    const known = await askHealth(site.origin);
    expect(known).toMatchObject({ answered: 200, oldestWaitingSeconds: null, held: 0, diskLow: false });
    expect(known.keyDaysLeft).toEqual({ referrals: expect.any(Number) });
    mail.refuse(550);
    const own = { Host: '127.0.0.1:4321', Origin: live['PUBLIC_ORIGIN'] ?? '' };
    const sent = await postParts(site.origin, wholeForm(examples.shortest.answers), { tag: 'en', headers: own });
    expect(sent.status).toBe(200);
    await expect.poll(async () => (await askHealth(site.origin)).answered).toBe(503);
    const said = await askHealth(site.origin);
    expect(said.held).toBe(1);
    expect(said.wrong).toContainEqual({ name: 'held', count: 1 });
    // Somebody at home who watches it must not see that a message was sent a moment ago.
    expect(await ask()).toEqual(well);
    for (const token of ['', 'Bearer ', 'Bearer wrong', `Basic ${healthToken}`]) {
      const headers: Record<string, string> = token === '' ? {} : { authorization: token };
      expect(await (await fetch(`${site.origin}/healthz`, { headers })).json()).toEqual(well[1]);
      expect((await fetch(`${site.origin}/metrics`, { headers })).status).toBe(404);
    }
    const metrics = await fetch(`${site.origin}/metrics`, { headers: { authorization: `Bearer ${healthToken}` } });
    expect(await metrics.text()).toMatch(/^# HELP nwd_messages_waiting [\s\S]*\nnwd_messages_held 1\n[\s\S]*\n$/);
    // Who is told about a time while nothing leaves would wait for it.
    const stuck = await postParts(site.origin, wholeForm(examples.shortest.answers), { tag: 'en', headers: own });
    expect(stuck.body).toContain('We cannot say when it will be read.');
    expect(sent.body).not.toContain('We cannot say when it will be read.');
  } finally {
    await site.dispose();
    await mail.close();
  }
});

function toForm(parts: ReturnType<typeof wholeForm>): FormData {
  const form = new FormData();
  for (const [name, value] of parts) form.append(name, String(value));
  return form;
}
