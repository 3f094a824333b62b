import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { boundaryOf, readParts } from './multipart.ts';

/** What a browser would post, and its boundary. */
async function write(form: FormData): Promise<{ body: Buffer; boundary: string }> {
  const request = new Request('http://127.0.0.1/', { method: 'POST', body: form });
  const boundary = boundaryOf(request.headers.get('content-type') ?? '');
  return { body: Buffer.from(await request.arrayBuffer()), boundary: boundary ?? '' };
}

describe('a body', () => {
  test('gives back every text, name and byte that was put in, in order', async () => {
    const bytes = randomBytes(100_000);
    const form = new FormData();
    form.append('a "b"\n', 'x\r\n--y\r\n\r\nz');
    form.append('empty', '');
    form.append('papers', new Blob([bytes]), 'خط "1"; filename=x.pdf');
    const { body, boundary } = await write(form);
    const parts = readParts(body, boundary);
    expect(parts?.map(({ name, file }) => [name, file])).toEqual([
      ['a "b"\r\n', null],
      ['empty', null],
      ['papers', 'خط "1"; filename=x.pdf'],
    ]);
    expect(parts?.map((part) => Buffer.from(part.bytes).toString('latin1'))).toEqual([
      'x\r\n--y\r\n\r\nz',
      '',
      bytes.toString('latin1'),
    ]);
  });

  test('may hold the boundary itself where no line begins', async () => {
    const body = Buffer.from('--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx--b\n--by\r\n--b--\r\n');
    expect(readParts(body, 'b')?.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(['x--b\n--by']);
  });

  test('that was cut off gives what is there whole; one that ends too soon gives nothing', async () => {
    const form = new FormData();
    for (const name of ['a', 'b', 'c']) form.append(name, name.repeat(50));
    const { body, boundary } = await write(form);
    const cut = body.subarray(0, body.length - boundary.length - 20);
    expect(readParts(cut, boundary, true)?.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(readParts(cut, boundary)).toBeNull();
  });

  test('of random bytes, or broken anywhere, never throws', async () => {
    const form = new FormData();
    form.append('a', 'b');
    form.append('papers', new Blob([randomBytes(50)]), 'a.pdf');
    const { body, boundary } = await write(form);
    for (let at = 0; at < body.length; at += 1) {
      const broken = Buffer.from(body);
      broken[at] = (broken[at] ?? 0) ^ 0xff;
      for (const one of [broken, body.subarray(0, at), body.subarray(at)]) {
        expect(() => [readParts(one, boundary), readParts(one, boundary, true)]).not.toThrow();
      }
    }
    expect(readParts(randomBytes(1000), boundary)).toBeNull();
  });
});

test.each([
  ['multipart/form-data; boundary=abc', 'abc'],
  ['multipart/form-data; charset=utf-8; boundary="a b"', 'a b'],
  ['multipart/form-data', null],
  [`multipart/form-data; boundary=${'x'.repeat(71)}`, null],
  ['multipart/form-data; boundary=""', null],
])('the boundary of %s', (type, boundary) => {
  expect(boundaryOf(type)).toBe(boundary);
});
