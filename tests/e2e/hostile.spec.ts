import { readdirSync } from 'node:fs';
import type { Socket } from 'node:net';
import { expect, test } from '@playwright/test';
import { entriesOf } from '../../src/forms/answers.ts';
import { examples, longestAnswers } from '../../src/forms/self-referral/examples.ts';
import { form } from '../../src/forms/self-referral/form.ts';
import { createId, referenceOf } from '../../src/message/reference.ts';
import { listMessages, openDemonstration } from '../support/opened.ts';
import {
  boundary,
  expectProtected,
  expectRefused,
  openSocket,
  type Part,
  postBody,
  postParts,
  type RawAnswer,
  type Sent,
  sendRaw,
  wholeForm,
  writeMultipart,
} from '../support/raw-http.ts';
import { type Site, startSite } from '../support/server.ts';

// One site for all: what each attack leaves behind is there for the next.
test.describe.configure({ mode: 'default' });

let site: Site;
let slow: { sockets: Socket[]; ended: number[]; openFiles: number };

test.beforeAll(async () => {
  site = await startSite();
  slow = openSlowSockets();
});
test.afterAll(async () => {
  for (const socket of slow.sockets) socket.destroy();
  await site.dispose();
});

/** How many files and connections the site has open; 0 where the system does not say. */
const countOpenFiles = ({ pid }: Site) => (process.platform === 'linux' ? readdirSync(`/proc/${pid}/fd`).length : 0);

/** Fifty senders that never finish: some drip headers, some a body, some say nothing. They run while all else does. */
function openSlowSockets(): typeof slow {
  const openFiles = countOpenFiles(site);
  const begun = Date.now();
  const ended: number[] = [];
  const beginnings = [
    `GET /pl/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-`,
    `POST /pl/ask/ HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\nContent-Length: 9000\r\n\r\n`,
    `POST /pl/none/ HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n2328\r\n`,
    '',
  ];
  const sockets = Array.from({ length: 50 }, (_, index) => {
    const socket = openSocket(site.origin);
    const beginning = beginnings[index % beginnings.length] ?? '';
    if (beginning !== '') socket.write(beginning);
    const drip = setInterval(() => beginning !== '' && socket.write('a'), 500);
    socket.resume().on('end', () => ended.push(Date.now() - begun));
    socket.on('close', () => clearInterval(drip));
    return socket;
  });
  return { sockets, ended, openFiles };
}

const post = (body: Uint8Array | string, sent?: Sent) => postBody(site.origin, body, sent);
const send = (parts: readonly Part[], sent?: Sent) => postParts(site.origin, parts, sent);

test.describe('a body that cannot be read is refused in the language of the address', () => {
  const large = writeMultipart([['story', 'x'.repeat(400_000)]]);
  const bad: [string, number, () => Promise<RawAnswer>][] = [
    ['too large, and says so', 413, () => post(large)],
    [
      'too large, in pieces',
      413,
      () =>
        post(Buffer.concat([Buffer.from(`${large.length.toString(16)}\r\n`), large, Buffer.from('\r\n0\r\n\r\n')]), {
          headers: { 'Content-Length': '', 'Transfer-Encoding': 'chunked' },
        }),
    ],
    ['ten thousand fields', 413, () => send(Array.from({ length: 10_000 }, (): Part => ['name', 'x']))],
    ['more fields than any form has', 400, () => send(Array.from({ length: 700 }, (): Part => ['a', '']))],
    ['no form', 415, () => post('{"name":"x"}', { headers: { 'Content-Type': 'application/json' } })],
    [
      'a form written another way',
      415,
      () => post('name=x', { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }),
    ],
    ['of no type', 415, () => post('name=x', { headers: { 'Content-Type': '' } })],
    ['without a boundary', 415, () => post('x', { headers: { 'Content-Type': 'multipart/form-data' } })],
    [
      'with another boundary',
      400,
      () =>
        post(
          writeMultipart([['name', 'x']])
            .toString()
            .replaceAll(boundary, 'other'),
        ),
    ],
    ['without an end', 400, () => post(writeMultipart([['name', 'x']], ''))],
    ['a file', 400, () => send([['name', 'x', '; filename="x.html"\r\nContent-Type: text/html']])],
    ['not UTF-8', 400, () => send([['name', Uint8Array.of(0x5a, 0xe0, 0x80, 0xff)]])],
    ['half a surrogate pair', 400, () => send([['name', Uint8Array.of(0xed, 0xa0, 0x80)]])],
    ['shorter than it says', 400, () => post(writeMultipart([['name', 'x']]).subarray(0, 40))],
  ];
  for (const [what, status, attack] of bad) {
    test(what, async () => expectRefused(await attack(), status, 'ur'));
  }

  test('one that ends before it should, once the sender hangs up', async () => {
    const socket = openSocket(site.origin);
    const { host } = new URL(site.origin);
    socket.end(`POST /pl/ask/ HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${site.origin}\r\nContent-Length: 500\r\n\r\nabc`);
    await new Promise((resolve) => socket.resume().on('close', resolve));
  });
});

test.describe('what is no request of ours is refused with every header', () => {
  const lines = 'Host: 127.0.0.1\r\nConnection: close\r\n';
  const bad: [string, number, string, string][] = [
    [
      'two lengths',
      400,
      'pl',
      `POST /pl/ask/ HTTP/1.1\r\n${lines}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    [
      'two different lengths',
      400,
      'pl',
      `POST /pl/ask/ HTTP/1.1\r\n${lines}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc`,
    ],
    ['a header with a NUL', 400, 'ur', `GET /ur/ HTTP/1.1\r\n${lines}X-A: a\0b\r\n\r\n`],
    ['large headers', 431, 'ur', `GET /ur/ HTTP/1.1\r\n${lines}X-A: ${'a'.repeat(30_000)}\r\n\r\n`],
    ['no host', 400, 'ur', 'GET /ur/ HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['an expectation', 417, 'pl', `POST /pl/ask/ HTTP/1.1\r\n${lines}Expect: much\r\nContent-Length: 0\r\n\r\n`],
    ['an unknown method', 400, 'pl', `FOO /pl/ HTTP/1.1\r\n${lines}\r\n`],
    ['another protocol', 400, 'en', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ...['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'].map((method): [string, number, string, string] => [
      method,
      405,
      'ur',
      `${method} /ur/ask/ HTTP/1.1\r\n${lines}Content-Length: 0\r\n\r\n`,
    ]),
    ['a broken address', 400, 'pl', `GET /pl/%E0%A4%A HTTP/1.1\r\n${lines}\r\n`],
    ['half a sign in an address', 400, 'pl', `GET /pl/%ff/ HTTP/1.1\r\n${lines}\r\n`],
    ...[
      '/ur/../../../etc/passwd',
      '/ur/..%2f..%2fetc/passwd',
      '/ur/%2e%2e/%2e%2e/etc/passwd',
      '/ur/\\..\\..\\x',
      '/ur/ask/%00',
    ].map((address): [string, number, string, string] => [
      address,
      404,
      'ur',
      `GET ${address} HTTP/1.1\r\n${lines}\r\n`,
    ]),
    ['a server file', 404, 'en', `GET /server/entry.mjs HTTP/1.1\r\n${lines}\r\n`],
    ['the record of the build', 404, 'en', `GET /build.json HTTP/1.1\r\n${lines}\r\n`],
    ['a POST to a page', 405, 'pl', `POST /pl/now/ HTTP/1.1\r\n${lines}Content-Length: 0\r\n\r\n`],
    ['a POST to nothing', 404, 'pl', `POST /pl/none/ HTTP/1.1\r\n${lines}Content-Length: 0\r\n\r\n`],
  ];
  for (const [what, status, tag, text] of bad) {
    test(what, async () => expectRefused(await sendRaw(site.origin, text), status, tag));
  }

  for (const [what, headers] of [
    ['another site', { Origin: 'https://evil.example' }],
    ['nowhere', { Origin: 'null' }],
    ['a name like ours', { Origin: 'http://127.0.0.1.evil.example' }],
    ['another port', { Origin: 'http://127.0.0.1:1' }],
    ['no page', { Origin: '' }],
    ['another site, as the browser says', { Origin: '', 'Sec-Fetch-Site': 'cross-site' }],
  ] as const) {
    test(`a form sent from ${what}`, async () => {
      const before = listMessages(site.dataDir).length;
      expectRefused(
        await post(writeMultipart(wholeForm(examples.shortest.answers)), { tag: 'pl', headers }),
        403,
        'pl',
      );
      expect(listMessages(site.dataDir)).toHaveLength(before);
    });
  }
});

test.describe('what a person wrote is kept', () => {
  test('when it is too long, wrong or not asked, with 422', async () => {
    const answers = {
      ...examples.shortest.answers,
      callNumber: 'not a number',
      name: 'رابعہ',
      story: 'س'.repeat(4001),
    };
    const draft = await send([...wholeForm(answers), ['page', 'what'], ['__proto__', 'x'], ['constructor', 'x']]);
    expectProtected(draft);
    expect(draft.status).toBe(422);
    expect(draft.body).toContain('value="not a number"');
    const sealed = /name="draft" value="([^"]+)"/.exec(draft.body)?.[1] ?? '';
    const next = await send([
      ['draft', sealed],
      ['page', 'check'],
      ['action', 'change:what'],
    ]);
    expect(next.body).toContain('س'.repeat(4001));
  });

  test('when names and codes are those of something every object has', async () => {
    const forged: Part[] = [
      ['page', 'check'],
      ['action', 'continue'],
      ['callUse', 'yes'],
      ['kinds', 'constructor'],
      ['kinds', '__proto__'],
      ['danger', 'toString'],
      ['callUntil-day', 'x'],
      ['callUntil-year', '\u202e'],
      ['__proto__', 'polluted'],
      ['constructor', 'polluted'],
    ];
    const answer = await send(forged);
    expectProtected(answer);
    expect(answer.status).toBe(200);
    for (const text of ['constructor', '__proto__', 'toString']) expect(answer.body).toContain(text);
    expect(answer.body).not.toContain('polluted');
  });

  test('when keys come twice: the first counts, and the message is one', async () => {
    const id = createId();
    const parts: Part[] = [
      ...wholeForm(examples.shortest.answers, id),
      ['submission', createId()],
      ['callNumber', '999'],
    ];
    expect((await send(parts)).body).toContain(await referenceOf(id));
    const { referral } = await openDemonstration(site.dataDir, await referenceOf(id));
    expect(referral.answers).toEqual(examples.shortest.answers);
  });

  test('every field at its limit in signs of four bytes, from one end to the other', async () => {
    const id = createId();
    const answer = await send(wholeForm(longestAnswers(), id));
    expect([answer.status, answer.body.includes(await referenceOf(id))]).toEqual([200, true]);
    const { referral } = await openDemonstration(site.dataDir, await referenceOf(id));
    // Telephone numbers come in digits that can be dialled.
    const kept = JSON.parse(JSON.stringify(longestAnswers()).replaceAll('𝟘', '0'));
    expect(referral.answers).toEqual(kept);
  });

  test('every field at its limit, step by step, with the draft of all of it', async () => {
    const steps = form.steps.flatMap(({ fields }) => fields.map(({ name }) => name));
    const entries = entriesOf(form, longestAnswers());
    expect(steps.length).toBeGreaterThan(30);
    const first = await send([...entries, ['page', 'now'], ['action', 'continue']]);
    const draft = /name="draft" value="([^"]+)"/.exec(first.body)?.[1] ?? '';
    const again = await send([['draft', draft], ...entries, ['page', 'risk'], ['action', 'continue']]);
    expect([first.status, again.status]).toEqual([200, 200]);
  });
});

test('no field can write a header, a line of ours or a part of the mail', async () => {
  const id = createId();
  expect((await send(wholeForm(examples.hostile.answers, id))).status).toBe(200);
  const { mail, text, referral } = await openDemonstration(site.dataDir, await referenceOf(id));
  const outer = mail.headers.map(({ key }) => key).sort();
  const ours = 'auto-submitted content-type date from message-id mime-version subject to x-sequence';
  expect(outer.join(' ')).toBe(ours);
  expect(mail.subject).toMatch(/^Enquiry [2-9A-Z]{4}-[2-9A-Z]{4}$/);
  expect(text.match(/^DANGER NOW/gm)).toHaveLength(1);
  const story = String(examples.hostile.answers['story']).toWellFormed().replace(/\r\n?/g, '\n');
  expect(referral.answers['story']).toBe(story);
});

test('fifty slow senders are cut within 15 seconds, and nobody waited for them', async () => {
  test.setTimeout(30_000);
  const before = Date.now();
  expect((await send(wholeForm(examples.shortest.answers))).status).toBe(200);
  expect(Date.now() - before).toBeLessThan(1000);
  await expect.poll(() => slow.ended.length, { timeout: 16_000 }).toBe(50);
  expect(Math.max(...slow.ended)).toBeLessThan(15_000);
  // They have not ended their side: what the site holds of them is gone all the same.
  test.skip(process.platform !== 'linux', 'open files are counted on Linux only');
  await expect.poll(() => countOpenFiles(site)).toBeLessThanOrEqual(slow.openFiles);
});
