import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { entriesOf } from '#forms/answers.ts';
import { examples, longestAnswers } from '#forms/self-referral/examples.ts';
import { form } from '#forms/self-referral/form.ts';
import { bodyLimit, readBody } from './body.ts';
import { createDraftBox } from './draft.ts';

const boundary = 'b0undary';
const type = `multipart/form-data; boundary=${boundary}`;
const address = 'http://127.0.0.1/en/ask/';

const part = (name: string, value: string | Uint8Array, extra = '') =>
  Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${extra}\r\n\r\n`),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ]);
const end = Buffer.from(`--${boundary}--\r\n`);

const send = (body: Uint8Array | ReadableStream, contentType = type) =>
  readBody(
    new Request(address, {
      method: 'POST',
      body: body as BodyInit,
      headers: { 'content-type': contentType },
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    } as RequestInit),
    form,
  );
const sendParts = (...parts: Buffer[]) => send(Buffer.concat([...parts, end]));

describe('a body is read', () => {
  test.each(Object.entries(examples))('as the pairs that were written, sign for sign: %s', async (_name, example) => {
    const entries = entriesOf(form, example.answers).map(([name, value]) => [name, value.toWellFormed()]);
    const parts = entries.map(([name = '', value = '']) => part(name, value));
    expect(await sendParts(...parts)).toMatchObject({ entries });
  });

  test('with the same name as often as it comes', async () => {
    expect(await sendParts(part('kinds', 'money'), part('kinds', 'threats'))).toMatchObject({
      entries: [
        ['kinds', 'money'],
        ['kinds', 'threats'],
      ],
    });
  });

  test('with every answer at its limit, and the draft of the same answers', async () => {
    const answers = longestAnswers();
    const box = createDraftBox([randomBytes(32).toString('base64')], () => new Date());
    const draft = box.seal(form.id, { id: '0'.repeat(32), answers });
    const entries = [['draft', draft], ...entriesOf(form, answers)];
    const body = Buffer.concat([...entries.map(([name = '', value = '']) => part(name, value)), end]);
    expect(body.length).toBeLessThan(bodyLimit(form));
    expect(await send(body)).toMatchObject({ entries });
  });

  test('with a draft whose JSON takes the most room there is: six bytes a sign', async () => {
    const answers = Object.fromEntries(
      Object.entries(longestAnswers()).map(([name, answer]) => [
        name,
        typeof answer === 'string' ? answer.replaceAll('𐐷', '\0') : answer,
      ]),
    );
    const box = createDraftBox([randomBytes(32).toString('base64')], () => new Date());
    const entries = [['draft', box.seal(form.id, { id: '', answers })], ...entriesOf(form, longestAnswers())];
    const body = Buffer.concat([...entries.map(([name = '', value = '']) => part(name, value)), end]);
    expect(body.length).toBeLessThan(bodyLimit(form));
  });
});

describe('a body is refused', () => {
  test.each([
    'application/x-www-form-urlencoded',
    'application/json',
    'text/plain',
    'multipart/mixed; boundary=x',
    'multipart/form-data',
    '',
  ])('of another type: "%s"', async (contentType) => {
    expect(await send(Buffer.from('name=Ana'), contentType)).toEqual({ status: 415 });
  });

  test('that is larger than any honest one, also when it does not say so before', async () => {
    const large = part('story', 'x'.repeat(bodyLimit(form)));
    expect(await sendParts(large)).toEqual({ status: 413 });
    const stream = new ReadableStream({
      start(controller) {
        for (let at = 0; at < large.length; at += 65_536) controller.enqueue(large.subarray(at, at + 65_536));
        controller.close();
      },
    });
    expect(await send(stream)).toEqual({ status: 413 });
  });

  test.each([
    ['text that is not UTF-8', [part('name', Uint8Array.of(0xc3, 0x28)), end]],
    ['half a surrogate pair', [part('name', Uint8Array.of(0xed, 0xa0, 0x80)), end]],
    ['an overlong sign', [part('name', Uint8Array.of(0xc0, 0xaf)), end]],
    ['a file', [part('name', 'x', '; filename="a.txt"'), end]],
    ['a file without a name', [part('name', '', '; filename=""'), end]],
    ['no end', [part('name', 'x')]],
    ['another boundary', [Buffer.from('--other\r\n\r\nx\r\n--other--\r\n')]],
    ['nothing', []],
    ['a part without a name', [Buffer.from(`--${boundary}\r\nX-A: b\r\n\r\nx\r\n`), end]],
    ['more pairs than any form has', [...Array.from({ length: 601 }, () => part('a', '')), end]],
  ])('that holds %s', async (_what, parts) => {
    expect(await send(Buffer.concat(parts))).toEqual({ status: 400 });
  });
});
