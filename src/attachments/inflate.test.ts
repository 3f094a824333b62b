import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inflate } from './inflate.ts';

/** Bytes that look random, the same each time. */
function mix(length: number, seed = 1): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state >>> 24;
  });
}

const text = new TextEncoder().encode('Ten people asked. '.repeat(3000));

describe('what zlib folded comes out as it went in', () => {
  test.each([
    ['nothing', new Uint8Array(), {}],
    ['text', text, {}],
    ['text in fixed codes', text, { strategy: 4 }],
    ['what cannot be folded', mix(70_000), {}],
    ['stored blocks', text, { level: 0 }],
    ['one byte a thousand times', new Uint8Array(100_000), {}],
    ['a mixture', Uint8Array.from([...mix(5000), ...text, ...mix(5000, 2)]), { level: 9 }],
  ])('%s', (_what, bytes, options) => {
    const { bytes: out, end } = inflate(deflateRawSync(bytes, options), 1_000_000);
    expect(end).toBe('whole');
    expect(Buffer.from(out).equals(Buffer.from(bytes))).toBe(true);
  });

  test('whatever follows', () => {
    const folded = Uint8Array.from([...deflateRawSync(text), ...mix(100)]);
    expect(inflate(folded, 1_000_000)).toMatchObject({ end: 'whole', bytes: { length: text.length } });
  });
});

describe('a limit holds', () => {
  test('for what unfolds a thousandfold', () => {
    const bomb = deflateRawSync(new Uint8Array(20_000_000));
    expect(bomb.length).toBeLessThan(25_000);
    const { bytes, end } = inflate(bomb, 1_000_000);
    expect(end).toBe('over');
    expect(bytes.length).toBeLessThanOrEqual(1_000_000);
  });

  test('to the byte', () => {
    expect(inflate(deflateRawSync(text), text.length).end).toBe('whole');
    expect(inflate(deflateRawSync(text), text.length - 1).end).toBe('over');
    expect(inflate(deflateRawSync(text, { level: 0 }), 10).end).toBe('over');
  });
});

test('what is cut short or changed ends and does not hang or throw', () => {
  const folded = deflateRawSync(Uint8Array.from([...mix(300), ...text]));
  expect(inflate(folded.subarray(0, -3), 1_000_000).end).toBe('damaged');
  for (let at = 0; at < folded.length; at += 1) {
    const changed = Uint8Array.from(folded);
    changed[at] = (changed[at] ?? 0) ^ 0x55;
    expect(inflate(changed, 200_000).bytes.length).toBeLessThanOrEqual(200_000);
  }
  for (let seed = 1; seed < 300; seed += 1) inflate(mix(2000, seed), 200_000);
});
