import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { problemFor, type Rendered, renderWhole, sendRendered } from './answers.ts';

let server: Server;
afterEach(() => server?.close());

/** Serves one page that `render` writes, through both halves, and asks for it. */
async function serve(
  render: Parameters<typeof renderWhole>[1],
): Promise<{ response: Response; rendered: Rendered | null }> {
  let rendered: Rendered | null = null;
  server = createServer(async (request, response) => {
    response.setHeader('content-security-policy', 'ours');
    rendered = await renderWhole(response, render).catch(() => null);
    if (rendered) sendRendered(request, response, rendered);
    else response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return { response, rendered };
}

describe('a page on request', () => {
  test('is sent whole with its status and headers, once it is finished', async () => {
    const { response } = await serve(async (into) => {
      into.writeHead(422, { 'content-type': 'text/html', 'X-Own': 'yes' });
      into.write('سلام, ');
      into.write(new TextEncoder().encode('zażółć'));
      into.end('!');
    });
    expect([response.status, await response.text()]).toEqual([422, 'سلام, zażółć!']);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('x-own')).toBe('yes');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('cannot change a header that every answer has', async () => {
    const { response } = await serve(async (into) => {
      into.writeHead(200, { 'Content-Security-Policy': "default-src '*'", 'content-length': '999' });
      into.end('x');
    });
    expect(response.headers.get('content-security-policy')).toBe('ours');
    expect(await response.text()).toBe('x');
  });

  test('that there is none of is null', async () => {
    expect((await serve(async (_into, next) => next())).rendered).toBeNull();
  });

  test('that fails sends nothing of it', async () => {
    const { response } = await serve(async (into) => {
      into.write('half a page');
      throw new Error('private');
    });
    expect([response.status, await response.text()]).toEqual([404, '']);
  });
});

test.each([
  [404, 'missing'],
  [413, 'too-large'],
  [400, 'refused'],
  [403, 'refused'],
  [408, 'refused'],
  [415, 'refused'],
  [500, 'broken'],
  [503, 'broken'],
])('%i is explained by the page “%s”', (status, page) => {
  expect(problemFor(status)).toBe(page);
});
