import { connect, type Socket } from 'node:net';
import { expect } from '@playwright/test';
import { entriesOf } from '../../src/forms/answers.ts';
import type { Answers } from '../../src/forms/define.ts';
import { form } from '../../src/forms/self-referral/form.ts';
import { createId } from '../../src/message/reference.ts';

/** An answer as it came over a socket. `body` is decoded as UTF-8; `status` is 0 where nothing came. */
export type RawAnswer = { status: number; headers: Map<string, string>; body: string };

/** Opens a socket to a site that goes on when the site ends its side, as a hostile sender does. */
export function openSocket(origin: string): Socket {
  const { hostname, port } = new URL(origin);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  // The site cuts it: that is what the tests are about.
  socket.on('error', () => {});
  return socket;
}

/** Sends exactly these bytes and gives the first answer, once the site has ended the connection or after `limit` ms. */
export function sendRaw(origin: string, bytes: string | Uint8Array, limit = 5_000): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const socket = openSocket(origin);
    const chunks: Buffer[] = [];
    const timer = setTimeout(() => socket.destroy(), limit);
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('end', () => socket.end());
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(readAnswer(Buffer.concat(chunks)));
    });
    socket.write(bytes);
  });
}

function readAnswer(bytes: Buffer): RawAnswer {
  const end = bytes.indexOf('\r\n\r\n');
  const [line = '', ...lines] = bytes.subarray(0, Math.max(0, end)).toString('latin1').split('\r\n');
  const headers = lines.map((header): [string, string] => {
    const colon = header.indexOf(':');
    return [header.slice(0, colon).toLowerCase(), header.slice(colon + 1).trim()];
  });
  return {
    status: Number(line.split(' ')[1] ?? 0),
    headers: new Map(headers),
    body: bytes.subarray(end + 4).toString(),
  };
}

/** One part of a multipart body: a name, a value in text or bytes, and what else its header says. */
export type Part = readonly [name: string, value: string | Uint8Array, extra?: string];

/** The boundary of `writeMultipart`. */
export const boundary = 'hostile-boundary';

/** A multipart body written by hand, so that its parts can be wrong in any way. */
export function writeMultipart(parts: readonly Part[], ending = `--${boundary}--\r\n`): Buffer {
  return Buffer.concat([
    ...parts.flatMap(([name, value, extra = '']) => [
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${extra}\r\n\r\n`),
      Buffer.from(value),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(ending),
  ]);
}

/** Where and how a body is posted; a header that is empty is left out. */
export type Sent = { tag?: string; headers?: Record<string, string> };

/** Posts a body to a site's form as its own pages would, unless `headers` says otherwise. */
export function postBody(origin: string, body: Uint8Array | string, { tag = 'ur', headers = {} }: Sent = {}) {
  const all = {
    Host: new URL(origin).host,
    Origin: origin,
    'Content-Type': `multipart/form-data; boundary=${boundary}`,
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}`]));
  const head = [`POST /${tag}/ask/ HTTP/1.1`, ...lines, '', ''].join('\r\n');
  return sendRaw(origin, Buffer.concat([Buffer.from(head), Buffer.from(body)]));
}

/** Posts the parts of a form. */
export const postParts = (origin: string, parts: readonly Part[], sent?: Sent) =>
  postBody(origin, writeMultipart(parts), sent);

/** The parts of a form that is sent whole, as a browser writes them: half a surrogate pair becomes U+FFFD. */
export function wholeForm(answers: Answers, id = createId()): Part[] {
  const entries = entriesOf(form, answers).map(([name, value]): Part => [name, value.toWellFormed()]);
  return [['submission', id], ['action', 'send'], ...entries];
}

const always = [
  'content-security-policy',
  'x-content-type-options',
  'x-frame-options',
  'referrer-policy',
  'permissions-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
];

/** Whatever is answered has the headers that protect the visit, and nothing that marks the visitor or the server. */
export function expectProtected({ status, headers }: RawAnswer): void {
  expect([status, always.filter((name) => !headers.has(name))]).toEqual([status, []]);
  expect(['set-cookie', 'server', 'x-powered-by'].filter((name) => headers.has(name))).toEqual([]);
}

/** A refusal: its status, in the language of the address, with lines to ring, and not a word of what is inside. */
export function expectRefused(answer: RawAnswer, status: number, tag: string): void {
  expect(answer.status).toBe(status);
  expectProtected(answer);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.body).toContain(`<html lang="${tag}" dir="${tag === 'ur' ? 'rtl' : 'ltr'}"`);
  expect(answer.body.match(/href="tel:\d+"/g)?.length).toBeGreaterThanOrEqual(3);
  expect(answer.body).toContain('href="tel:999"');
  expect(answer.body).not.toMatch(/\.(ts|mjs|js):\d|node_modules|Error:/);
}
