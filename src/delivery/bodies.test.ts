import { describe, expect, test } from 'vitest';
import { hasBodyOf } from './bodies.ts';
import { makeArmour } from './testing/deliveries.ts';

/** The beginning of enveloped data as every maker writes it, and enough after it. */
const enveloped = Buffer.concat([
  Buffer.from('3082040006092a864886f70d010703a08203f1', 'hex'),
  Buffer.alloc(1000, 7),
]).toString('base64');
const lines = `${(enveloped.match(/.{1,76}/g) ?? []).join('\n')}\n`;
const words = 'Please do not ring before six. He reads my telephone.';

const bodies: Record<string, string> = {
  'sealed-openpgp': makeArmour(),
  'sealed-smime': lines,
  'sealed-ring': Buffer.alloc(100, 7).toString('base64url'),
  letter: Buffer.alloc(100, 7).toString('base64url'),
};

describe.each(Object.entries(bodies))('%s', (kind, body) => {
  test('takes what is sealed in its way', () => {
    expect(hasBodyOf(kind, body)).toBe(true);
  });

  test('takes nothing in clear, nothing empty and nothing with words around it', () => {
    for (const text of [words, '', `${words}\n${body}`, `${body}\n${words}`, Buffer.from(words).toString('base64')]) {
      expect(hasBodyOf(kind, text)).toBe(false);
    }
  });

  test('is not taken for another kind that is sealed to somebody else', () => {
    const others = Object.keys(bodies).filter((other) => bodies[other] !== body);
    for (const other of others) expect(hasBodyOf(other, body)).toBe(false);
  });
});

test('a kind that is not known has no body', () => {
  for (const kind of ['plain', 'constructor', '__proto__']) expect(hasBodyOf(kind, makeArmour())).toBe(false);
});
