import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { carryPost } from './again.ts';
import type { StoredFile } from './files.ts';

const page: StoredFile = {
  identity: Buffer.from('<form><!--posted--></form>'),
  gzip: Buffer.from('without anything'),
  br: null,
  type: 'text/html; charset=utf-8',
  etag: null,
  cache: 'no-store',
};

const type = 'multipart/form-data; boundary=b';
const part = (name: string, value: string | Buffer, extra = '') =>
  Buffer.concat([
    Buffer.from(`--b\r\nContent-Disposition: form-data; name="${name}"${extra}\r\n\r\n`),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ]);

/** What the page holds in place of the comment, for a body of these parts. */
function carried(parts: Buffer[], headers: Record<string, string> = { 'content-type': type }, end = '--b--\r\n') {
  const request = { headers, body: Buffer.concat([...parts, Buffer.from(end)]) } as unknown as IncomingMessage;
  const made = carryPost(request, page);
  if (made) expect([made.gzip, made.br, made.type, made.cache]).toEqual([null, null, page.type, 'no-store']);
  return made?.identity.toString().slice('<form>'.length, -'</form>'.length) ?? null;
}

const hidden = (name: string, value: string) => `<input type="hidden" name="${name}" value="${value}">`;

test('everything posted is carried, in order, as it was written', () => {
  expect(
    carried([part('draft', 'abc'), part('story', 'میں\r\nŻ 🙈 $& $1'), part('help', 'a'), part('help', 'b')]),
  ).toBe(
    hidden('draft', 'abc') + hidden('story', 'میں&#13;&#10;Ż 🙈 $&amp; $1') + hidden('help', 'a') + hidden('help', 'b'),
  );
});

test('nothing that was written can become a part of the page', () => {
  expect(carried([part('a%22><b', '"><script>&lt;<!--posted-->')])).toBe(
    hidden('a&quot;>&lt;b', '&quot;>&lt;script>&amp;lt;&lt;!--posted-->'),
  );
});

test('papers are asked for again before anything is sent', () => {
  const paper = part('papers', Buffer.from([0xff, 0xd8]), '; filename="a.jpg"');
  expect(carried([part('page', 'check'), part('action', 'send'), paper])).toBe(
    hidden('page', 'check') + hidden('again', 'yes'),
  );
  // An input in which nothing was chosen.
  const none = part('papers', '', '; filename=""');
  expect(carried([part('page', 'check'), part('action', 'send'), none])).toBe(
    hidden('page', 'check') + hidden('action', 'send'),
  );
});

test('what cannot be read, and what a script keeps itself, is not carried', () => {
  expect(carried([part('story', Buffer.from([0xff]))])).toBe('');
  expect(carried([part('story', 'a')], { 'content-type': type, accept: 'application/json' })).toBeNull();
  expect(carried([part('story', 'a')], { 'content-type': 'text/plain' })).toBeNull();
  expect(carried([part('story', 'a')], {})).toBeNull();
  expect(carried([part('story', 'a')], { 'content-type': type }, '')).toBeNull();
  expect(carryPost({ headers: { 'content-type': type } } as unknown as IncomingMessage, page)).toBeNull();
});
