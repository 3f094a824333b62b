import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { discoverForms } from '../../src/forms/discover.ts';
import { examples } from '../../src/forms/self-referral/examples.ts';
import { root } from '../support/project-files.ts';
import { type Part, postBody, postParts, type RawAnswer, sendRaw, wholeForm } from '../support/raw-http.ts';
import { healthToken, type Site, startSite } from '../support/server.ts';
import { score } from './policy-score.ts';
import { always, host, kinds, policyWith, readerPolicy, transport } from './policy-table.ts';

test.describe.configure({ mode: 'default' });

let site: Site;
let buildDir: string;
let answers: Map<string, RawAnswer>;
let expected: Record<string, string>;

const token = `Authorization: Bearer ${healthToken}\r\n`;
const get = (address: string, { method = 'GET', headers = address === '/metrics' ? token : '' } = {}) =>
  // Twenty pages at once that were never asked for before, on a machine that does other things too.
  sendRaw(site.origin, `${method} ${address} HTTP/1.1\r\nHost: ${host}\r\n${headers}Connection: close\r\n\r\n`, 30_000);
const own = { Host: host, Origin: `https://${host}` };

test.beforeAll(async () => {
  test.setTimeout(120_000);
  // The built site with the one thing changed that a build for an address records of it.
  buildDir = path.join(root, 'node_modules', '.cache', `policy-${process.pid}`);
  cpSync(path.join(root, 'dist'), buildDir, { recursive: true });
  const record = path.join(buildDir, 'build.json');
  const built = JSON.parse(readFileSync(record, 'utf8'));
  const origin = `https://${host}`;
  writeFileSync(record, JSON.stringify({ ...built, options: { ...built.options, origin } }));
  site = await startSite({ env: { DEMO: '1', PUBLIC_ORIGIN: origin, BUILD_DIR: buildDir } });
  answers = await walkSite();
  const [, script = ''] = /<script(?![^>]*\b(?:src|type)=)[^>]*>([\s\S]*?)<\/script>/.exec(bodyOf('/en/')) ?? [];
  expected = always(policyWith(`sha256-${createHash('sha256').update(script).digest('base64')}`));
});
test.afterAll(async () => {
  // Not there where it did not start.
  await (site as Site | undefined)?.dispose();
  rmSync(buildDir, { recursive: true, force: true });
});

const bodyOf = (address: string) => answers.get(address)?.body ?? '';

/** Where to begin: every file of the build, every form in every language, and what no page links to. */
async function listBeginnings(): Promise<string[]> {
  const client = path.join(buildDir, 'client');
  const files = readdirSync(client, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `/${path.relative(client, path.join(entry.parentPath, entry.name)).split(path.sep).join('/')}`);
  const forms = [...(await discoverForms()).values()].map(({ form }) => form);
  const contacts = ['referrals', 'behaviour', 'feedback', 'editors', 'training'];
  return [
    ...files.filter((file) => !/\.(map|br|gz)$/.test(file)).map((file) => file.replace(/index\.html$/, '')),
    ...['en', 'pl', 'ur'].flatMap((tag) => [
      ...forms.map((form) => `/${tag}/${form.path}/`),
      ...['find', 'own', 'now', 'received', 'work/pathway', 'work/table', 'work/list'].map(
        (page) => `/${tag}/${page}/`,
      ),
      `/${tag}/find/list.json`,
    ]),
    ...contacts.map((contact) => `/key/${contact}/`),
    '/healthz',
    '/metrics',
    ...['', '/', '/services', '/organizations', '/taxonomies', '/taxonomy_terms'].map((feed) => `/api/oruk${feed}`),
  ];
}

/** Asks for everything that can be reached by a link, a form or a script; of the services' pages the first few. */
async function walkSite(): Promise<Map<string, RawAnswer>> {
  const found = new Map<string, RawAnswer>();
  let next = await listBeginnings();
  while (next.length > 0) {
    const now = [...new Set(next)].filter((address) => !found.has(address));
    next = [];
    for (let from = 0; from < now.length; from += 20) {
      const some = now.slice(from, from + 20);
      for (const [index, answer] of (await Promise.all(some.map((address) => get(address)))).entries()) {
        found.set(some[index] ?? '', answer);
        if (!answer.headers.get('content-type')?.startsWith('text/html')) continue;
        const links = [...answer.body.matchAll(/\s(?:href|src|action)="(\/[^"#?]*)/g)].map(([, link = '']) => link);
        next.push(...links.filter((link) => !/\/(s|fix)\/[a-z0-9]{8}\//.test(link)));
        const services = links.filter((link) => /\/(s|fix)\/[a-z0-9]{8}\//.test(link));
        const walked = [...found.keys()].filter((address) => /\/(s|fix)\/[a-z0-9]{8}\//.test(address)).length;
        if (walked < 30) next.push(...services.slice(0, 5));
      }
    }
  }
  return found;
}

/** What differs from one answer of a kind to the next, by header, as the table writes it: a version, and a file's name. */
const varying: Record<string, [RegExp, string]> = {
  etag: [/^"[\w-]{22}"$/, 'ETAG'],
  'content-security-policy': [readerPolicy, 'READER'],
  'content-disposition': [/^attachment; filename="[a-z0-9]+\.ics"$/, 'FILE'],
};

/** The headers of an answer as they are compared. Whether it could have come compressed depends on its size and its fellows. */
function describeHeaders({ headers }: RawAnswer): Record<string, string> {
  const shown = [...headers].filter(
    ([name, value]) => !transport.has(name) && !(name === 'vary' && value === 'accept-encoding'),
  );
  return Object.fromEntries(
    shown.map(([name, value]) => {
      const [pattern, written] = varying[name] ?? [/^$/, ''];
      return [name, value.replace(pattern, written)];
    }),
  );
}

test('the walk meets every kind of address, and no address that is of none or of two', () => {
  expect(answers.size).toBeGreaterThan(200);
  const kindsOf = (address: string) => kinds.filter(({ at }) => at.test(address)).map(({ name }) => name);
  const strange = [...answers.keys()].filter((address) => kindsOf(address).length !== 1);
  expect(strange).toEqual([]);
  expect([...new Set([...answers.keys()].flatMap(kindsOf))].sort()).toEqual(kinds.map(({ name }) => name).sort());
  const missed = [...answers].filter(([address, { status }]) => status !== 200 && !/\/problem\//.test(address));
  expect(missed.map(([address, { status }]) => `${status} ${address}`)).toEqual([]);
});

for (const kind of kinds) {
  test(`exactly these headers, and their values: ${kind.name}`, () => {
    const checked = [...answers].filter(([address]) => kind.at.test(address));
    expect(checked.length).toBeGreaterThan(0);
    for (const [address, answer] of checked) {
      expect(describeHeaders(answer), address).toEqual({ ...expected, ...kind.own });
    }
  });
}

test('exactly the same headers on every redirect, refusal and error', async () => {
  const page = { 'cache-control': 'no-store', 'content-type': 'text/html; charset=utf-8' };
  const redirect = (location: string) => ({ 'cache-control': 'no-store', location, vary: 'accept-language' });
  const post = (parts: readonly Part[], headers = {}) =>
    postParts(site.origin, parts, { tag: 'pl', headers: { ...own, ...headers } });
  const refused: [string, number, Record<string, string>, Promise<RawAnswer>][] = [
    ['the address without a language', 302, redirect('/ur/'), get('/', { headers: 'Accept-Language: ur\r\n' })],
    ['an address without its slash', 308, redirect('/pl/ask/'), get('/pl/ask')],
    ['an address that cannot be read', 400, page, get('/pl/%ff/')],
    ['a form from elsewhere', 403, page, post([], { Origin: 'https://evil.example' })],
    ['nothing', 404, page, get('/pl/none/')],
    ['what is not for a browser', 404, page, get('/build.json')],
    [
      'a POST to a page',
      405,
      { ...page, allow: 'GET, HEAD' },
      get('/pl/now/', { method: 'POST', headers: 'Content-Length: 0\r\n' }),
    ],
    ['another method', 405, { ...page, allow: 'GET, HEAD, POST' }, get('/pl/', { method: 'DELETE' })],
    ['too much', 413, page, post([['story', 'x'.repeat(400_000)]])],
    [
      'no form',
      415,
      page,
      postBody(site.origin, '{}', { tag: 'pl', headers: { ...own, 'Content-Type': 'application/json' } }),
    ],
    ['an expectation', 417, page, get('/pl/', { headers: 'Expect: much\r\n' })],
    [
      'another name',
      421,
      page,
      sendRaw(site.origin, 'GET /pl/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n'),
    ],
    [
      'what is no query of the feed',
      400,
      { ...(kinds.find(({ name }) => name === 'the open feed')?.own ?? {}) },
      get('/api/oruk/services?page=x'),
    ],
    [
      'what is not in the feed',
      404,
      { ...(kinds.find(({ name }) => name === 'the open feed')?.own ?? {}) },
      get('/api/oruk/none'),
    ],
  ];
  for (const [what, status, more, asked] of refused) {
    const answer = await asked;
    expect([what, answer.status]).toEqual([what, status]);
    expect(describeHeaders(answer), what).toEqual({ ...expected, ...more });
  }
});

test('the same headers on what never became a request, which nothing compresses', async () => {
  const page = { 'cache-control': 'no-store', 'content-type': 'text/html; charset=utf-8' };
  for (const [bytes, status] of [
    ['hello\r\n\r\n', 400],
    [`GET /pl/ HTTP/1.1\r\nHost: ${host}\r\nX-A: ${'a'.repeat(30_000)}\r\n\r\n`, 431],
  ] as const) {
    const answer = await sendRaw(site.origin, bytes);
    expect(answer.status).toBe(status);
    expect(describeHeaders(answer)).toEqual({ ...expected, ...page });
  }
});

test('the same headers on every answer to a form', async () => {
  const page = { 'cache-control': 'no-store', 'content-type': 'text/html; charset=utf-8' };
  const json = { Accept: 'application/json' };
  const send = (parts: readonly Part[], headers = {}) =>
    postParts(site.origin, parts, { tag: 'en', headers: { ...own, ...headers } });
  const asked: [string, number, RegExp, Promise<RawAnswer>][] = [
    [
      'the next page',
      200,
      /text\/html/,
      send([
        ['page', 'now'],
        ['action', 'continue'],
      ]),
    ],
    [
      'what is to be mended',
      422,
      /text\/html/,
      send([
        ['page', 'check'],
        ['action', 'send'],
      ]),
    ],
    ['thanks', 200, /text\/html/, send(wholeForm(examples.shortest.answers))],
    ['thanks for a script', 200, /application\/json/, send(wholeForm(examples.shortest.answers), json)],
    [
      'what is not sealed',
      400,
      /application\/json/,
      send(
        [
          ['submission', '0'.repeat(32)],
          ['sealed', 'x'],
        ],
        json,
      ),
    ],
  ];
  for (const [what, status, type, sent] of asked) {
    const answer = await sent;
    expect([what, answer.status]).toEqual([what, status]);
    const { 'content-type': is = '', ...others } = describeHeaders(answer);
    expect(is, what).toMatch(type);
    const { 'content-type': _is, ...wanted } = { ...expected, ...page };
    expect(others, what).toEqual(wanted);
  }
});

test('every page scores 130 by the rules of the HTTP Observatory, and nothing less than 120', () => {
  const scores = [...answers].map(([address, answer]) => ({ address, score: score(answer).score }));
  const pages = scores.filter(({ address }) => address.endsWith('/') && !address.startsWith('/api/'));
  expect(pages.filter((one) => one.score !== 130)).toEqual([]);
  expect(scores.filter((one) => one.score < 120)).toEqual([]);
});
