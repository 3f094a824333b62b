import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLog } from '#log';
import type { StoredFile } from './files.ts';
import { createSiteServer, type HttpParts } from './http.ts';

const page = (text: string): StoredFile => ({
  identity: Buffer.from(`<html>${text}</html>`),
  gzip: null,
  br: null,
  type: 'text/html; charset=utf-8',
  etag: null,
  cache: 'no-store',
});
const problems = ['missing', 'broken', 'refused', 'too-large'];
const files = new Map<string, StoredFile>([
  ['/en/', page('home')],
  ['/pl/', page('strona')],
  ['/icon.svg', { ...page('icon'), type: 'image/svg+xml', etag: '"abc"', cache: 'public, max-age=3600' }],
  ...['en', 'pl'].flatMap((tag) =>
    problems.map((kind): [string, StoredFile] => [`/${tag}/problem/${kind}/`, page(`${tag} ${kind}`)]),
  ),
]);

let lines: string[];
let rendered: string[];
let server: Server;
let origin: string;

/** Stands for Astro's router: an empty page of 503, a throw, or what it was asked. */
const pages: HttpParts['pages'] = async (request, response, next) => {
  rendered.push(`${request.method} ${request.url}`);
  if (request.headers['x-do'] === 'throw') throw new Error('private words');
  if (request.headers['x-do'] === 'next') return next();
  const status = Number(/^\d+$/.exec(String(request.headers['x-do']))?.[0] ?? 200);
  response.writeHead(request.headers['x-do'] === 'empty' ? 503 : status, {
    'content-type': 'text/html',
    'content-security-policy': 'none',
  });
  if (request.headers['x-do'] !== 'empty') response.write('<html>form</html>');
  return response.end();
};

async function start(given: Partial<HttpParts> = {}) {
  server = createSiteServer({
    files,
    pages,
    locals: {},
    headers: [['content-security-policy', "default-src 'none'"]],
    tags: ['en', 'pl'],
    origin: null,
    textLimit: () => null,
    anyOrigin: (address) => address === '/pl/ask/any/',
    sender: async () => null,
    fresh: () => false,
    bodyLimit: (address) => (/^\/(en|pl)\/ask\/(any\/)?$/.test(address) ? 1000 : null),
    day: () => '2026-11-22',
    open: () => null,
    openHeaders: [],
    json: new Map([['/healthz', async () => ({ status: 503, value: { held: 1 } })]]),
    log: createLog((line) => lines.push(line)),
    ...given,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
beforeEach(async () => {
  lines = [];
  rendered = [];
  await start();
});
afterEach(
  () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(resolve);
    }),
);

const get = (address: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(origin + address, { method, headers, redirect: 'manual' });
const post = (address: string, headers: Record<string, string>, body = 'x') =>
  fetch(origin + address, { method: 'POST', headers, body });
const own = () => ({ origin });

/** What a connection that says exactly this is answered, once it has ended. */
function say(text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
    socket.write(text);
  });
}

describe('every answer has the security headers', () => {
  test.each([
    ['a page', 200, '/en/', {}],
    ['a file', 200, '/icon.svg', {}],
    ['a file the browser has', 304, '/icon.svg', { 'if-none-match': '"abc"' }],
    ['a page on request', 200, '/en/ask/', {}],
    ['the way to a language', 302, '/', {}],
    ['the way to a slash', 308, '/en', {}],
    ['no page', 404, '/en/none/', {}],
    ['a broken address', 400, '/en/%E0%A4%A', {}],
    ['JSON', 503, '/healthz', {}],
    ['a page that fails', 500, '/en/ask/', { 'x-do': 'throw' }],
    ['a page that is empty', 503, '/en/ask/', { 'x-do': 'empty' }],
  ])('%s: %i', async (_what, status, address, headers) => {
    const response = await get(address, headers as Record<string, string>);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'");
    expect(response.headers.get('set-cookie')).toBeNull();
    if (address !== '/icon.svg') expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test.each([
    ['no request at all', 400, 'hello\r\n\r\n'],
    ['an unknown method', 400, 'FOO /pl/ HTTP/1.1\r\nHost: a\r\n\r\n'],
    [
      'two lengths',
      400,
      'POST /pl/ask/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n',
    ],
    ['no host', 400, 'GET /pl/ HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['large headers', 431, `GET /pl/ HTTP/1.1\r\nHost: a\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`],
    ['an expectation', 417, 'GET /pl/ HTTP/1.1\r\nHost: a\r\nExpect: much\r\nConnection: close\r\n\r\n'],
  ])('%s: %i', async (_what, status, text) => {
    const answer = await say(text);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain("content-security-policy: default-src 'none'");
    expect(answer).toContain(text.includes('/pl/') ? '<html>pl refused</html>' : '<html>en refused</html>');
  });
});

describe('a refusal is in the language of the address', () => {
  test.each([
    ['/pl/none/', 404, 'pl missing'],
    ['/pl/%ff', 400, 'pl refused'],
    ['/none/', 404, 'en missing'],
  ])('%s', async (address, status, text) => {
    const response = await get(address);
    expect([response.status, await response.text()]).toEqual([status, `<html>${text}</html>`]);
  });

  test('and an empty page is not left empty', async () => {
    expect(await (await get('/pl/ask/', { 'x-do': 'empty' })).text()).toContain('pl broken');
    expect(await (await get('/pl/ask/', { 'x-do': 'next' })).text()).toContain('pl missing');
    // The router has pages of its own for these, which know no language and no line to ring.
    expect(await (await get('/pl/ask/', { 'x-do': '404' })).text()).toContain('pl missing');
    expect(await (await get('/pl/ask/', { 'x-do': '500' })).text()).toContain('pl broken');
    expect(await (await get('/pl/ask/', { 'x-do': '422' })).text()).toContain('<html>form</html>');
  });
});

describe('a POST', () => {
  test('is taken from our own pages', async () => {
    expect((await post('/en/ask/', own())).status).toBe(200);
    expect((await post('/en/ask/', { 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await post('/en/ask/', { referer: `${origin}/en/ask/` })).status).toBe(200);
  });

  test.each([
    ['of another site', { origin: 'https://evil.example' }],
    ['of nowhere', { origin: 'null' }],
    ['that says neither', {}],
    ['of another site by what the browser says', { 'sec-fetch-site': 'cross-site' }],
    ['of another page', { referer: 'https://evil.example/' }],
    ['of a name that begins like ours', { origin: 'http://127.0.0.1' }],
  ])('%s is refused before any page sees it', async (_what, headers) => {
    expect((await post('/en/ask/', headers as Record<string, string>)).status).toBe(403);
    expect(rendered).toEqual([]);
    expect(JSON.parse(lines[0] ?? '{}')).toMatchObject({ event: 'refused', code: 'origin', status: 403 });
  });

  test('from anywhere is taken where what it says is the right to say it, and nowhere else', async () => {
    for (const headers of [{ origin: 'null' }, { origin: 'https://evil.example' }, {}]) {
      expect((await post('/pl/ask/any/', headers as Record<string, string>)).status).toBe(200);
    }
  });

  test('that is too large is refused before any page sees it', async () => {
    const response = await post('/pl/ask/', own(), 'x'.repeat(1001));
    expect([response.status, await response.text()]).toEqual([413, '<html>pl too-large</html>']);
    expect(rendered).toEqual([]);
  });

  test('where nothing can be posted is refused and told what can be done', async () => {
    const response = await post('/en/', own());
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    const none = await post('/en/none/', own());
    expect([none.status, none.headers.get('allow')]).toEqual([404, null]);
    await start({ bodyLimit: () => 0 });
    const looked = await post('/en/look/', own());
    expect([looked.status, looked.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  test('is not remembered for the next', async () => {
    await post('/en/ask/', own());
    await post('/en/ask/', own());
    expect(rendered).toEqual(['POST /en/ask/', 'POST /en/ask/']);
  });
});

test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'])('%s is refused', async (method) => {
  const response = await get('/pl/', {}, method);
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
  expect(await response.text()).toContain('pl refused');
});

test('a page that is fresh is made for each request and kept for nobody', async () => {
  await start({ fresh: () => true });
  await get('/en/ask/');
  await get('/en/ask/');
  expect(rendered).toHaveLength(2);
});

test('the first page of a form is made once, also when it was first asked without its body', async () => {
  expect(await (await get('/en/ask/', {}, 'HEAD')).text()).toBe('');
  expect(await (await get('/en/ask/?x=1')).text()).toBe('<html>form</html>');
  expect(rendered).toHaveLength(1);
});

test('a page that fails says nothing of why, to the person or in the log', async () => {
  const text = await (await get('/en/ask/', { 'x-do': 'throw' })).text();
  expect(text).toContain('en broken');
  expect(text + lines.join()).not.toContain('private');
  expect(JSON.parse(lines[0] ?? '{}')).toMatchObject({ event: 'failed', code: 'request', status: 500 });
});

test('what a proxy says of somebody reaches the name that is made of it, and no page', async () => {
  const seen: Record<string, unknown>[] = [];
  await start({
    sender: async ({ headers }) => `named ${headers['x-forwarded-for']}`,
    pages: async (request, response, _next, locals) => {
      seen.push({ ...request.headers, ...locals });
      response.end('x');
    },
  });
  const said = { 'x-forwarded-for': '198.51.100.9', 'x-forwarded-host': 'evil.example', forwarded: 'for=198.51.100.9' };
  await post('/en/ask/', { ...own(), ...said });
  await get('/en/ask/', said);
  expect(seen).toMatchObject([{ arrival: { sender: 'named 198.51.100.9' } }, { arrival: { sender: null } }]);
  expect(seen.flatMap(Object.keys).filter((name) => name in said)).toEqual([]);
});

test('the open data is given to whoever looks, with headers of its own, and takes nothing', async () => {
  const openHeaders = [['access-control-allow-origin', '*']] as const;
  await start({ open: (address) => (address === '/api/' ? { status: 200, value: {} } : null), openHeaders });
  const given = await get('/api/');
  expect([given.status, given.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  const posted = await post('/api/', own());
  expect([posted.status, posted.headers.get('access-control-allow-origin')]).toEqual([404, null]);
});

describe('with an address of its own', () => {
  beforeEach(async () => {
    server.close();
    await start({ origin: 'https://help.example.org' });
  });
  const ask = (host: string, address = '/pl/') =>
    say(`GET ${address} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`).then((answer) => answer.split(' ')[1]);

  test('the site answers under no other, but for those who look after it', async () => {
    expect(await ask('help.example.org')).toBe('200');
    expect(await ask('evil.example')).toBe('421');
    expect(await ask('127.0.0.1', '/healthz')).toBe('503');
  });
});

test('a sender that never ends its side is cut all the same', async () => {
  const socket = connect({ port: Number(new URL(origin).port), host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => {});
  socket.resume();
  socket.write('hello\r\n\r\n');
  await once(socket, 'end');
  await sleep(700);
  expect(await new Promise((resolve) => server.getConnections((_error, count) => resolve(count)))).toBe(0);
  socket.destroy();
});
