import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
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

let server: Server;
let origin: string;
let lines: string[];
let inside: { body: string; end: () => void }[];
let most: number;
/** What a page keeps the process busy with, in place of waiting. */
let busy: (() => void) | null;

/** Stands for Astro's router: a page that is made when told, of the body it was given. */
const pages: HttpParts['pages'] = async (request, response) => {
  const { body } = request as unknown as { body?: Buffer };
  if (busy) busy();
  else await waitInside(String(body ?? ''));
  response.writeHead(200, { 'content-type': 'text/html' });
  return response.end(`<html>${body}</html>`);
};

function waitInside(body: string): Promise<void> {
  return new Promise((resolve) => {
    inside.push({ body, end: resolve });
    most = Math.max(most, inside.length);
  });
}

async function start(crowd?: HttpParts['crowd']) {
  [lines, inside, most, busy] = [[], [], 0, null];
  server = createSiteServer({
    files: new Map([
      ['/en/', page('home')],
      ['/en/problem/broken/', page('ring one of these')],
      ['/en/problem/again/', page('<form><!--posted--></form>')],
    ]),
    pages,
    locals: {},
    headers: [],
    tags: ['en'],
    origin: null,
    textLimit: () => null,
    anyOrigin: () => true,
    sender: async () => null,
    fresh: () => false,
    bodyLimit: (address) => (address === '/en/ask/' ? 1000 : null),
    day: () => '2026-11-22',
    open: () => null,
    openHeaders: [],
    json: new Map(),
    log: createLog((line) => lines.push(line)),
    ...(crowd ? { crowd } : {}),
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
afterEach(
  () =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(resolve);
    }),
);

const post = (body: string) =>
  fetch(`${origin}/en/ask/`, { method: 'POST', body, headers: { origin }, signal: AbortSignal.timeout(10_000) });
const endFirst = () => inside.shift()?.end();

test('sixteen pages are made at once; the others wait, and each is made of its own body', async () => {
  await start();
  const all = Array.from({ length: 60 }, (_, index) => post(`body ${index}`).then((answer) => answer.text()));
  await expect.poll(() => inside.length).toBe(16);
  // The way out, and every page that is a file, waits for nobody.
  expect(await (await fetch(`${origin}/en/`)).text()).toContain('home');
  for (let ended = 0; ended < 60; ended += 1) {
    await expect.poll(() => inside.length).toBeGreaterThan(0);
    endFirst();
  }
  expect(await Promise.all(all)).toEqual(Array.from({ length: 60 }, (_, index) => `<html>body ${index}</html>`));
  expect(most).toBe(16);
});

test('who only wants a file does not stand behind the pages of all who came before', async () => {
  await start({ room: 16, waiting: 900, patience: 60_000 });
  let made = 0;
  busy = () => {
    made += 1;
    const until = performance.now() + 10;
    while (performance.now() < until);
  };
  const { port } = server.address() as AddressInfo;
  const head = `Host: ${new URL(origin).host}\r\nConnection: close\r\n`;
  const open = (text: string) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    return socket.on('error', () => {});
  };
  for (let one = 0; one < 120; one += 1) open(`POST /en/ask/ HTTP/1.1\r\n${head}Content-Length: 0\r\n\r\n`);
  const file = open(`GET /en/ HTTP/1.1\r\n${head}\r\n`);
  await once(file, 'data');
  expect(made).toBeLessThan(40);
  await expect.poll(() => made, { timeout: 10_000 }).toBe(120);
});

test('who sends slowly takes nobody’s place', async () => {
  await start({ room: 2, waiting: 9, patience: 5_000 });
  const { port } = server.address() as AddressInfo;
  const slow = Array.from({ length: 20 }, () => connect(port, '127.0.0.1'));
  for (const socket of slow) {
    socket.on('error', () => {});
    socket.write(`POST /en/ask/ HTTP/1.1\r\nHost: ${new URL(origin).host}\r\nContent-Length: 900\r\n\r\nslow`);
  }
  await sleep(50);
  const quick = post('quick');
  await expect.poll(() => inside.length).toBe(1);
  endFirst();
  expect(await (await quick).text()).toBe('<html>quick</html>');
  for (const socket of slow) socket.destroy();
  await sleep(50);
  expect(inside).toEqual([]);
});

test('a crowd that looks keeps nobody from sending', async () => {
  await start({ room: 1, waiting: 1, patience: 5_000 });
  const looking = [1, 2].map((hours) => fetch(`${origin}/en/ask/?h=${hours}`));
  await expect.poll(() => inside.length).toBe(1);
  const sent = post('sent');
  await expect.poll(() => inside.map(({ body }) => body)).toEqual(['', 'sent']);
  for (let ended = 0; ended < 3; ended += 1) {
    await expect.poll(() => inside.length).toBeGreaterThan(0);
    endFirst();
  }
  expect((await sent).status).toBe(200);
  await Promise.all(looking);
});

test('whoever cannot be served in time gets back what they wrote, to send it again', async () => {
  await start({ room: 1, waiting: 0, patience: 200 });
  const served = post('first');
  await expect.poll(() => inside.length).toBe(1);
  const written = new FormData();
  written.append('story', 'my "words"');
  const refused = await fetch(`${origin}/en/ask/`, { method: 'POST', body: written, headers: { origin } });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '30']);
  expect(await refused.text()).toContain(
    '<form><input type="hidden" name="story" value="my &quot;words&quot;"></form>',
  );
  endFirst();
  await served;
});

test('whoever cannot be served in time is told so, with the lines to ring', async () => {
  await start({ room: 1, waiting: 1, patience: 200 });
  const served = post('first');
  await expect.poll(() => inside.length).toBe(1);
  const waits = post('second');
  await sleep(50);
  const refused = await post('third');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '30']);
  expect(await refused.text()).toContain('ring one of these');
  expect((await waits).status).toBe(503);
  endFirst();
  expect((await served).status).toBe(200);
  expect(lines.map((line) => JSON.parse(line).code)).toEqual(['crowd', 'crowd']);
});

test('a page that is the same for everyone is made once for all who wait for it, and then waits for nobody', async () => {
  await start({ room: 1, waiting: 9, patience: 5_000 });
  const first = fetch(`${origin}/en/ask/`);
  await expect.poll(() => inside.length).toBe(1);
  const second = fetch(`${origin}/en/ask/`);
  await sleep(50);
  endFirst();
  await Promise.all([first, second]);
  const busy = post('busy');
  await expect.poll(() => inside.length).toBe(1);
  expect((await fetch(`${origin}/en/ask/`)).status).toBe(200);
  endFirst();
  await busy;
  expect(most).toBe(1);
});
