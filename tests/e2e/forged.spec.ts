import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import * as openpgp from 'openpgp';
import { generateKeyPair } from '../../src/encryption/generate.ts';
import { readContactKeys } from '../../src/encryption/key.ts';
import { seal } from '../../src/encryption/seal.ts';
import { examples } from '../../src/forms/self-referral/examples.ts';
import { createLog } from '../../src/log.ts';
import { createId, referenceOf } from '../../src/message/reference.ts';
import { listMessages, openDemonstration } from '../support/opened.ts';
import { root } from '../support/project-files.ts';
import { expectProtected, expectRefused, type Part, postParts, sendRaw, wholeForm } from '../support/raw-http.ts';
import { askHealth, type Site, startSite } from '../support/server.ts';

test.describe.configure({ mode: 'default' });

const now = new Date();
let site: Site;
let publicKey: string;

test.beforeAll(async () => {
  // So that each of a thousand attacks is looked into, and none is asked for a step more first.
  site = await startSite({ env: { SENDS_AT_ALL: '1000000' } });
  const { keys } = (await (await fetch(`${site.origin}/key/referrals/`)).json()) as { keys: string[] };
  publicKey = keys[0] ?? '';
});
test.afterAll(() => site.dispose());

const json = { headers: { Accept: 'application/json' } };
const send = (parts: readonly Part[], sent = {}) => postParts(site.origin, parts, sent);
const postSealed = (id: string, sealed: string, sent: object = json) =>
  send(
    [
      ['submission', id],
      ['sealed', sealed],
    ],
    sent,
  );
const sealTo = async (key: string, bytes: Uint8Array = new Uint8Array(4096)) =>
  seal(openpgp, bytes, await readContactKeys(openpgp, [key], now), now);

/** How many messages have come with a reference, once those under way have been delivered. */
async function countMessages(reference: string): Promise<number> {
  const waiting = async () => (await askHealth(site.origin)).oldestWaitingSeconds;
  await expect.poll(waiting).toBeNull();
  return listMessages(site.dataDir).filter((name) => name.startsWith(`${reference}.`)).length;
}

test.describe('one message', () => {
  test('comes of a send that is repeated, however much later and whatever it says', async () => {
    const id = createId();
    const first = await send(wholeForm(examples.full.answers, id));
    expect(first.body).toContain(await referenceOf(id));
    await openDemonstration(site.dataDir, await referenceOf(id));
    await site.restart();
    const again = await send(wholeForm(examples['ring-only'].answers, id));
    expect([again.status, again.body.includes(await referenceOf(id))]).toEqual([200, true]);
    expect((await postSealed(id, await sealTo(publicKey))).body).toContain(`"reference":"${await referenceOf(id)}"`);
    expect(await countMessages(await referenceOf(id))).toBe(1);
    const { referral } = await openDemonstration(site.dataDir, await referenceOf(id));
    expect(referral.answers).toEqual(examples.full.answers);
  });

  test('comes of twenty sends at once, each told the same reference', async () => {
    const id = createId();
    const sealed = await sealTo(publicKey);
    const sends = Array.from({ length: 20 }, (_, index) =>
      index % 2 === 0 ? send(wholeForm(examples.full.answers, id), json) : postSealed(id, sealed),
    );
    const receipts = (await Promise.all(sends)).map(({ status, body }) => ({ status, ...JSON.parse(body).sent }));
    expect(new Set(receipts.map((one) => `${one.status} ${one.reference}`))).toEqual(
      new Set([`200 ${await referenceOf(id)}`]),
    );
    expect(receipts.filter((one) => !one.known)).toHaveLength(1);
    expect(await countMessages(await referenceOf(id))).toBe(1);
  });
});

test.describe('what is not sealed to the contact is never kept as if it were', () => {
  const secret = 'I am in danger, ring 07700 900982';
  const banner = (body: string) => `-----BEGIN PGP MESSAGE-----\n\n${body}\n-----END PGP MESSAGE-----\n`;
  const base64 = (text: string) => Buffer.from(text).toString('base64');

  const forgeries: [string, number, () => Promise<string> | string][] = [
    ['words', 400, () => secret],
    ['a banner around words', 400, () => banner(secret)],
    ['a banner around words in base64', 400, () => banner(base64(secret.repeat(200)))],
    ['one cut short', 400, async () => (await sealTo(publicKey)).replace(/(?:\n.{60}){20}/, '')],
    [
      'one with its last line changed',
      400,
      async () => (await sealTo(publicKey)).replace(/\n=?[\w+/=]{4,}\n-----END/, '\nAAAA\n-----END'),
    ],
    ['one with words before it', 400, async () => `${secret}\n${await sealTo(publicKey)}`],
    [
      'one with words in its header',
      400,
      async () => (await sealTo(publicKey)).replace('\n\n', `\nComment: ${secret}\n\n`),
    ],
    ['two of them', 400, async () => (await sealTo(publicKey)).repeat(2)],
    ['too small a one', 400, () => sealTo(publicKey, new TextEncoder().encode(secret))],
    [
      'a plain literal',
      400,
      async () => (await openpgp.createMessage({ binary: new TextEncoder().encode(secret.repeat(200)) })).armor(),
    ],
    [
      'one that a password opens',
      400,
      async () =>
        openpgp.encrypt({
          message: await openpgp.createMessage({ text: secret.repeat(200) }),
          passwords: ['x'],
        }) as Promise<string>,
    ],
    [
      'one that a password opens as well',
      400,
      async () =>
        openpgp.encrypt({
          message: await openpgp.createMessage({ text: secret.repeat(200) }),
          passwords: ['x'],
          encryptionKeys: await openpgp.readKey({ armoredKey: publicKey }),
        }) as Promise<string>,
    ],
    [
      'one to somebody else',
      409,
      async () => sealTo((await generateKeyPair(openpgp, { name: 'Other', now, expiresInDays: 9 })).publicKey),
    ],
    ['the key itself', 400, () => publicKey],
  ];
  for (const [what, status, forge] of forgeries) {
    test(what, async () => {
      const [id, sealed] = [createId(), await forge()];
      const before = listMessages(site.dataDir).length;
      const answer = await postSealed(id, sealed);
      expectProtected(answer);
      expect(answer.status).toBe(status);
      expect(answer.body).toBe(status === 409 ? '{"reseal":true}' : '{}');
      expectRefused(await postSealed(id, sealed, { tag: 'pl' }), 400, 'pl');
      expect(await countMessages(await referenceOf(id))).toBe(0);
      expect(listMessages(site.dataDir)).toHaveLength(before);
      // The id is still free: the same person's plain form is taken, and nobody gets a reference for the forgery.
      expect((await send(wholeForm(examples.shortest.answers, id), json)).body).toContain('"known":false');
      expect(await countMessages(await referenceOf(id))).toBe(1);
    });
  }

  test('one without an id', async () => {
    expect((await send([['sealed', await sealTo(publicKey)]], json)).status).toBe(400);
    expect((await postSealed("' or 1=1", await sealTo(publicKey))).status).toBe(400);
  });
});

test('every answer that is no refusal has the headers too', async () => {
  const get = (address: string, headers = '') =>
    sendRaw(
      site.origin,
      `GET ${address} HTTP/1.1\r\nHost: ${new URL(site.origin).host}\r\n${headers}Connection: close\r\n\r\n`,
    );
  const page = await get('/pl/');
  const style = /href="(\/assets\/[^"]+\.css)"/.exec(page.body)?.[1] ?? '';
  const { headers } = await get(style);
  const expected: [string, string, number][] = [
    ['/', '', 302],
    ['/ur', '', 308],
    ['/ur/ask', '', 308],
    ['/ur/', '', 200],
    ['/ur/ask/', '', 200],
    ['/ur/ask/words.json', '', 200],
    [style, '', 200],
    [style, `If-None-Match: ${headers.get('etag')}\r\n`, 304],
    ['/icon.svg', '', 200],
    ['/robots.txt', '', 200],
    ['/schemas/self-referral-1.json', '', 200],
    ['/key/referrals/', '', 200],
    ['/healthz', '', 200],
  ];
  for (const [address, more, status] of expected) {
    const answer = await get(address, more);
    expect([address, answer.status]).toEqual([address, status]);
    expectProtected(answer);
    const keeps = /\.(css|svg|txt)$|^\/schemas/.test(address);
    expect([address, answer.headers.get('cache-control') === 'no-store']).toEqual([address, !keeps]);
  }
});

test('under another name than its own the site answers nothing but its keeper', async () => {
  // The built site with the one thing changed that a build for an address records of it.
  const buildDir = path.join(root, 'node_modules', '.cache', `named-${process.pid}`);
  cpSync(path.join(root, 'dist'), buildDir, { recursive: true });
  const record = path.join(buildDir, 'build.json');
  const built = JSON.parse(readFileSync(record, 'utf8'));
  const origin = 'https://help.example.org';
  writeFileSync(record, JSON.stringify({ ...built, options: { ...built.options, origin } }));
  const named = await startSite({ env: { DEMO: '1', PUBLIC_ORIGIN: origin, BUILD_DIR: buildDir } });
  try {
    const get = (address: string, host: string) =>
      sendRaw(
        named.origin,
        `GET ${address} HTTP/1.1\r\nHost: ${host}\r\nX-Forwarded-Host: help.example.org\r\nConnection: close\r\n\r\n`,
      );
    expect((await get('/pl/', 'help.example.org')).status).toBe(200);
    for (const host of ['evil.example', '127.0.0.1', 'help.example.org.evil.example', 'help.example.org:444']) {
      expectRefused(await get('/pl/', host), 421, 'pl');
    }
    expect((await get('/healthz', '127.0.0.1')).status).toBe(200);
    const strict = (await get('/', 'help.example.org')).headers.get('strict-transport-security');
    expect(strict).toMatch(/^max-age=\d{8}/);
    const own = { Host: 'help.example.org', Origin: origin };
    expect((await postParts(named.origin, wholeForm(examples.shortest.answers), { headers: own })).status).toBe(200);
    expectRefused(await postParts(named.origin, [], { headers: { ...own, Origin: named.origin } }), 403, 'ur');
  } finally {
    await named.dispose();
    rmSync(buildDir, { recursive: true });
  }
});

test('memory stays flat under hundreds of attacks', async () => {
  test.skip(!existsSync(`/proc/${site.pid}/statm`), 'the memory of a process is read on Linux only');
  const megabytes = () => Number(readFileSync(`/proc/${site.pid}/statm`, 'utf8').split(' ')[1]) / 256;
  const large = 'x'.repeat(100_000);
  const attack = async () => {
    for (let round = 0; round < 8; round += 1) {
      await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          index % 2 === 0
            ? send([
                ['story', large],
                ['page', 'what'],
              ])
            : postSealed(createId(), large),
        ),
      );
    }
    return megabytes();
  };
  // The lowest of several: what the collector leaves for later comes and goes by 60 MB (110 attacks measured), what is kept stays.
  const lowestOf = async (times: number) => {
    let lowest = Number.POSITIVE_INFINITY;
    for (let time = 0; time < times; time += 1) lowest = Math.min(lowest, await attack());
    return lowest;
  };
  await attack();
  const warm = await lowestOf(4);
  for (let times = 0; times < 8; times += 1) await attack();
  // At least eight times 160 bodies of 100 kB lie between: 128 MB, if they were kept.
  expect(await lowestOf(4)).toBeLessThan(warm + 90);
});

test('the log of all this holds codes and nothing else, and the site never fell', async () => {
  const lines: string[] = [];
  // The only way to write a line is `createLog`, so each must come out of it unchanged when put in again.
  const log = createLog(
    (line) => lines.push(line.trimEnd()),
    () => new Date(0),
  );
  const written = site.logs();
  // Refusals that are alike are two lines a second, the other with their count.
  const told = written.map((line) => JSON.parse(line).count ?? 1).reduce((sum, count) => sum + count, 0);
  expect(told).toBeGreaterThan(100);
  for (const line of written) {
    const { time, event, ...fields } = JSON.parse(line);
    log(event, fields);
    expect(lines.pop()).toBe(line.replace(time, new Date(0).toISOString()));
    expect(Object.values(fields)).not.toContain('?');
  }
  const events = written.map((line) => JSON.parse(line).event);
  expect(events.filter((event) => event === 'failed')).toEqual([]);
  expect(events.filter((event) => event === 'started')).toHaveLength(2);
});
