import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { base64Size, writeBase64 } from './base64.ts';

test.each([0, 1, 2, 3, 56, 57, 58, 113, 114, 115, 1000])('%i bytes come out as any other writer has them', (size) => {
  const bytes = randomBytes(size);
  const target = new Uint8Array(base64Size(size) + 7);
  expect(writeBase64(target, 5, bytes)).toBe(5 + base64Size(size));
  const lines = bytes.toString('base64').match(/.{1,76}/g) ?? [''];
  const text = new TextDecoder().decode(target);
  expect(text).toBe(`${'\0'.repeat(5)}${lines.map((line) => `${line}\r\n`).join('')}\0\0`);
});
