import { describe, expect, test } from 'vitest';
import { headerLength, splitPackets } from './packets.ts';

/** A packet's header as RFC 9580 section 4.2.1 has it: the tag, then a length in its shortest form. */
function header(tag: number, length: number): number[] {
  if (length < 192) return [0xc0 | tag, length];
  if (length < 8384) return [0xc0 | tag, ((length - 192) >> 8) + 192, (length - 192) & 255];
  return [0xc0 | tag, 255, length >>> 24, (length >>> 16) & 255, (length >>> 8) & 255, length & 255];
}

function packet(tag: number, length: number): Uint8Array {
  return Buffer.concat([Uint8Array.from(header(tag, length)), new Uint8Array(length).fill(7)]);
}

describe('packets', () => {
  test.each([0, 1, 191, 192, 193, 8383, 8384, 8385, 65_536, 2 ** 24 + 5])('of %i bytes are found', (length) => {
    expect(headerLength(length)).toBe(header(1, length).length);
    const found = splitPackets(Buffer.concat([packet(1, length), packet(18, 3)]));
    expect(found?.map(({ tag, body }) => [tag, body.length])).toEqual([
      [1, length],
      [18, 3],
    ]);
  });

  test('are none in nothing', () => {
    expect(splitPackets(new Uint8Array())).toEqual([]);
  });

  test.each([
    ['a header of the old form', [0x84, 1, 7]],
    ['the last byte that is no header of the new form', [0xbf, 1, 7]],
    ['a length that is said in parts', [0xd2, 0xe0, 7]],
    ['the last length of parts', [0xd2, 0xfe, ...new Array(10).fill(7)]],
    ['a length in five bytes that two would hold', [0xd2, 255, 0, 0, 0x20, 0xbf, ...new Array(0x20bf).fill(7)]],
    ['a body with a byte too few', [0xd2, 3, 7, 7]],
    ['a tag alone', [0xd2]],
    ['a length that is cut', [0xd2, 255, 0, 0]],
  ])('are not read from %s', (_what, bytes) => {
    expect(splitPackets(Uint8Array.from(bytes))).toBeNull();
  });
});
