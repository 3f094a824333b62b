import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { makeDocx, makeLinks, makePdf, makeZip } from '../../src/attachments/testing/files.ts';
import { readMemory } from '../../src/cli/bench/processes.ts';
import words from '../../src/i18n/en.json' with { type: 'json' };
import { createId, referenceOf } from '../../src/message/reference.ts';
import { makeScan, openPapers, postPapers, withPapers } from '../support/papers.ts';
import { expectProtected, type RawAnswer, sendRaw } from '../support/raw-http.ts';
import { type Site, startSite } from '../support/server.ts';

test.describe.configure({ mode: 'default' });

let site: Site;
test.beforeAll(async () => {
  site = await startSite();
});
test.afterAll(() => site.dispose());

/** A refusal that keeps what was written: the check page, with the reason and the answers. */
function expectKept(answer: RawAnswer, text: string): void {
  expect(answer.status).toBe(422);
  expectProtected(answer);
  expect(answer.body.replaceAll('&quot;', '"')).toContain(text);
  expect(answer.body).toContain('id="problems"');
  expect(answer.body).toContain('Ana');
}

const { form: said } = words;
const bomb = makeDocx({
  'word/big.xml': Buffer.alloc(60 * 2 ** 20, 0x20),
  'word/bigger.xml': Buffer.alloc(150 * 2 ** 20, 0x20),
});

test.describe('papers are refused with the reason, and all that was written stays:', () => {
  const linked = makeDocx({
    'word/_rels/a.rels': makeLinks([{ type: 'image', target: 'http://x/', mode: 'External' }]),
  });
  for (const [what, name, bytes, text] of [
    ['a program under the name of a PDF', 'a.pdf', Buffer.from('MZ\x90\0'), said.paper_mismatch],
    ['a ZIP under the name of a document', 'a.docx', makeZip({ 'a.txt': 'x' }), said.paper_mismatch],
    ['a document that unfolds into 200 MB', 'a.docx', bomb, said.paper_damaged],
    ['a document with a program', 'a.docx', makeDocx({ 'word/vbaProject.bin': 'x' }), said.paper_programs],
    ['a document that fetches', 'a.docx', linked, said.paper_programs],
    ['a PDF that acts', 'a.pdf', makePdf([], '/OpenAction << /S /JavaScript /JS (x) >> '), said.paper_programs],
    ['nothing', 'a.pdf', Buffer.alloc(0), said.paper_empty],
    ['another kind', 'a.exe', makePdf(), said.paper_kind],
  ] as const) {
    test(what, async () => {
      expectKept(await postPapers(site.origin, withPapers([{ name, bytes }])), text.replace('{{name}}', name));
    });
  }

  test('a thousand of them', async () => {
    const files = Array.from({ length: 1000 }, (_, at) => ({ name: `${at}.pdf`, bytes: makePdf() }));
    expectKept(await postPapers(site.origin, withPapers(files)), said.paper_toomany.replace('{{count}}', '10'));
  });

  test('11 MB, and 30 MB', async () => {
    for (const megabytes of [11, 30]) {
      const half = makeScan((megabytes * 2 ** 20) / 2);
      const files = [half, half].map((bytes, at) => ({ name: `${at}.pdf`, bytes }));
      expectKept(await postPapers(site.origin, withPapers(files)), said.paper_large.replace('{{megabytes}}', '10'));
    }
  });
});

test('names with folders, controls and signs that turn the order are sent as they are, and shown as they are safe', async () => {
  const name = '../..\\x\u202efdp\u0007\u0000.pdf';
  const id = createId();
  const sent = await postPapers(site.origin, withPapers([{ name, bytes: makePdf() }], id));
  expect(sent.status).toBe(200);
  const [received] = await openPapers(site.dataDir, await referenceOf(id));
  expect(received?.name).toBe(name);
  const refused = await postPapers(site.origin, withPapers([{ name: `${name}.exe`, bytes: makePdf() }]));
  expect(refused.status).toBe(422);
  for (const sign of ['\u202e', '\u0007', '\u0000', '../']) expect(refused.body).not.toContain(sign);
});

test('a body that lies about its length, or stops, costs nobody anything', async () => {
  const parts = withPapers([{ name: 'a.pdf', bytes: makeScan(2 ** 20) }]);
  expect((await postPapers(site.origin, parts, { 'Content-Length': String(200 * 2 ** 20) })).status).toBe(413);
  expect((await postPapers(site.origin, parts, { 'Content-Length': '600000' })).status).toBe(400);
  const head = [
    'POST /en/ask/refer/ HTTP/1.1',
    `Host: ${new URL(site.origin).host}`,
    `Origin: ${site.origin}`,
    'Content-Type: multipart/form-data; boundary=x',
    'Content-Length: 9000000',
  ];
  // It is cut after 20 s without a byte; nobody waits for it meanwhile.
  const began = Date.now();
  const stopped = sendRaw(site.origin, `${head.join('\r\n')}\r\n\r\n--x`, 40_000);
  expect((await postPapers(site.origin, withPapers([{ name: 'a.pdf', bytes: makeScan(2 ** 20) }]))).status).toBe(200);
  expect(Date.now() - began).toBeLessThan(15_000);
  expect((await stopped).status).toBe(408);
  expect(Date.now() - began).toBeLessThan(30_000);
});

test('no line of the log holds a name of a paper', () => {
  expect(site.logs().join('\n')).not.toMatch(/\.pdf|\.docx|\.exe/);
});

test('10 MB that were accepted survive the process and reach the contact byte for byte', async () => {
  const own = await startSite();
  try {
    // Nothing can be delivered: a file stands where the folder should be.
    const folder = path.join(own.dataDir, 'messages');
    rmSync(folder, { recursive: true, force: true });
    writeFileSync(folder, '');
    const scans = [makeScan(4 * 2 ** 20), makeScan(6 * 2 ** 20)];
    const id = createId();
    const files = scans.map((bytes, at) => ({ name: `scan ${at}.pdf`, bytes }));
    const sent = await postPapers(own.origin, withPapers(files, id));
    expect(sent.status).toBe(200);
    expect(sent.body).toContain(await referenceOf(id));
    await own.kill('SIGKILL');
    expect(existsSync(path.join(own.dataDir, 'site.sqlite'))).toBe(true);
    const stored = readFileSync(path.join(own.dataDir, 'site.sqlite-wal'));
    expect(stored.includes('%PDF') || stored.includes('scan 0')).toBe(false);
    rmSync(folder);
    await own.restart();
    const received = await openPapers(own.dataDir, await referenceOf(id));
    expect(received.map(({ name }) => name)).toEqual(files.map(({ name }) => name));
    expect(received.every(({ bytes }, at) => bytes.equals(Buffer.from(scans[at] ?? [])))).toBe(true);
  } finally {
    await own.dispose();
  }
});

test('twenty times 10 MB at once: each is kept or told to come again, in little memory', async () => {
  test.setTimeout(240_000);
  // glibc keeps what was freed unless it is told not to. The goal is 400 MB: 363 to 400 were measured; without this, 420.
  const own = await startSite({ env: { MALLOC_MMAP_THRESHOLD_: '131072' } });
  try {
    const file = { name: 'scan.pdf', bytes: makeScan(10 * 2 ** 20) };
    let peak = 0;
    const timer = setInterval(() => {
      peak = Math.max(peak, readMemory(own.pid) ?? 0);
    }, 25);
    const began = Date.now();
    const answers = await Promise.all(Array.from({ length: 20 }, () => postPapers(own.origin, withPapers([file]))));
    clearInterval(timer);
    const kept = answers.filter(({ status }) => status === 200).length;
    console.log(`${kept} of 20 kept in ${Date.now() - began} ms, ${Math.round(peak)} MiB at most`);
    expect(answers.filter(({ status }) => status !== 200 && status !== 503)).toEqual([]);
    expect(kept).toBeGreaterThan(5);
    expect(peak).toBeLessThan(450);
    expect((await fetch(`${own.origin}/healthz`)).status).toBe(200);
  } finally {
    await own.dispose();
  }
});

test('the county sets how much is taken: one megabyte, or none', async () => {
  const own = await startSite({ env: { ATTACHMENTS_MB: '1' } });
  try {
    const address = `${own.origin}/en/ask/refer/`;
    const files = [{ name: 'a.pdf', bytes: makeScan(2 ** 20 + 1) }];
    expectKept(await postPapers(own.origin, withPapers(files)), said.paper_large.replace('{{megabytes}}', '1'));
    expect(await (await fetch(address)).text()).toContain('"bytes":1048576');
    await own.restart({ ATTACHMENTS_MB: '0' });
    expect(await (await fetch(address)).text()).toContain('"papers":null');
    const none = await postPapers(own.origin, withPapers([{ name: 'a.pdf', bytes: makePdf() }]));
    expect([none.status, none.body.includes('Ana')]).toEqual([422, true]);
  } finally {
    await own.dispose();
  }
});
