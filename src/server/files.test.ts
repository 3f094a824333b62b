import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { indexFiles, type StoredFile, sendFile } from './files.ts';
import { precompress } from './precompress.ts';

const words = 'words '.repeat(200);
let folder: string;
let files: Map<string, StoredFile>;
let server: Server;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'files-'));
  for (const [name, text] of Object.entries({
    'en/index.html': words,
    'en/words.json': words,
    'assets/a1b2.css': words,
    'assets/a1b2.js': words,
    'schemas/form-1.json': words,
    'robots.txt': 'User-agent: *',
    'assets/a1b2.js.map': words,
    _headers: words,
    'picture.bin': words,
  })) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  await precompress(folder);
  files = indexFiles(folder);
  server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    if (file) sendFile(request, response, file);
    else response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});
const get = (address: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${address}`, { headers, method });

describe('the index', () => {
  test('has every file at its address, and none that is for the tools', () => {
    expect([...files.keys()].sort()).toEqual([
      '/assets/a1b2.css',
      '/assets/a1b2.js',
      '/en/',
      '/en/words.json',
      '/picture.bin',
      '/robots.txt',
      '/schemas/form-1.json',
    ]);
  });

  test('lets a browser keep what holds no words, and nothing that does', () => {
    for (const [address, { cache, etag }] of files) {
      const wordless = ['/assets/a1b2.css', '/picture.bin', '/robots.txt', '/schemas/form-1.json'].includes(address);
      expect([address, cache === 'no-store', etag === null]).toEqual([address, !wordless, !wordless]);
    }
    expect(files.get('/assets/a1b2.css')?.cache).toBe('public, max-age=31536000, immutable');
  });
});

describe('a file', () => {
  test.each(['br', 'gzip', 'gzip, deflate, br', 'identity', ''])('comes as “%s” allows, whole', async (accepted) => {
    const response = await get('/en/', { 'accept-encoding': accepted });
    expect(await response.text()).toBe(words);
    const expected = accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : null;
    expect(response.headers.get('content-encoding')).toBe(expected);
    expect(response.headers.get('vary')).toBe('accept-encoding');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  test('is compressed once, and says the length it has', async () => {
    const stored = files.get('/en/');
    expect(brotliDecompressSync(stored?.br ?? Buffer.alloc(0)).toString()).toBe(words);
    expect(gunzipSync(stored?.gzip ?? Buffer.alloc(0)).toString()).toBe(words);
    const head = await get('/en/', { 'accept-encoding': 'gzip' }, 'HEAD');
    expect(head.headers.get('content-length')).toBe(String(stored?.gzip?.length));
    expect(files.get('/robots.txt')?.br).toBeNull();
    expect(files.get('/picture.bin')).toMatchObject({ br: null, type: 'application/octet-stream' });
  });

  test('that the browser has already is not sent again', async () => {
    const first = await get('/assets/a1b2.css');
    const again = await get('/assets/a1b2.css', { 'if-none-match': first.headers.get('etag') ?? '' });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await get('/assets/a1b2.css', { 'if-none-match': '"other"' })).status).toBe(200);
  });
});
