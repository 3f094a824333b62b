import * as openpgp from 'openpgp';
import { describe, expect, test } from 'vitest';
import { checkSealed } from './check.ts';
import { generateKeyPair } from './generate.ts';
import { readContactKeys } from './key.ts';
import { seal } from './seal.ts';

const now = new Date('2026-11-20T12:00:00Z');
const owner = { name: 'Referrals', now, expiresInDays: 730 };
const [first, second, stranger] = await Promise.all(
  ['First', 'Second', 'Stranger'].map((name) => generateKeyPair(openpgp, { ...owner, name })),
);
if (!first || !second || !stranger) throw new Error('keys are made three at a time');
const keys = await readContactKeys(openpgp, [first.publicKey], now);
const both = await readContactKeys(openpgp, [first.publicKey, second.publicKey], now);
const elsewhere = await readContactKeys(openpgp, [stranger.publicKey], now);
const bytes = new Uint8Array(8192).fill(5);
const limits = { maxBytes: 65_536 };
const sealed = await seal(openpgp, bytes, keys, now);
const binary = (await openpgp.unarmor(sealed)).data as unknown as Uint8Array;

function check(armoured: string, to = keys) {
  return checkSealed(openpgp, armoured, to, limits);
}

function armour(...parts: Uint8Array[]): string {
  return openpgp.armor(openpgp.enums.armor.message, Buffer.concat(parts), 0, 0, '', true);
}

/** Where the version of the encrypted data stands: it has a length of two bytes. */
const sealedAt = 2 + (binary[1] ?? 0) + 3;

function change(at: number, value: number): Uint8Array {
  return binary.with(at, value);
}

async function encrypt(options: Partial<openpgp.EncryptOptions>): Promise<string> {
  const message = await openpgp.createMessage({ binary: bytes });
  return openpgp.encrypt({ message, encryptionKeys: keys[0].key, date: now, ...options, format: 'armored' });
}

describe('what a browser sealed is accepted', () => {
  test('as it is and with the line ends of a multipart form', async () => {
    expect(await check(sealed)).toBe('ok');
    expect(await check(sealed.replaceAll('\n', '\r\n'))).toBe('ok');
  });

  test('to several keys in any order', async () => {
    const [one, two] = [both[0], both[1]];
    if (!two) throw new Error('two keys were given');
    expect(await check(await seal(openpgp, bytes, [two, one], now), both)).toBe('ok');
  });

  test.each([4096, 8192, 12_288, 65_536])('with %i bytes inside, measured exactly', async (size) => {
    const armoured = await seal(openpgp, new Uint8Array(size), keys, now);
    expect(await check(armoured)).toBe('ok');
    expect(await checkSealed(openpgp, armoured, keys, { minBytes: size + 1, maxBytes: 99_999 })).toBe('too-small');
    expect(await checkSealed(openpgp, armoured, keys, { maxBytes: size - 1, minBytes: 1 })).toBe('too-large');
  });
});

describe('a forgery is refused', () => {
  const plain = async () => (await openpgp.createMessage({ binary: bytes })).armor();
  const literal = Uint8Array.of(0xcb, 7, 0x62, 0, 0, 0, 0, 0, 65);
  const marker = Uint8Array.of(0xca, 3, 0x50, 0x47, 0x50);
  const foreign = async () =>
    (await openpgp.unarmor(await seal(openpgp, bytes, elsewhere, now))).data as unknown as Uint8Array;

  test.for<[string, string, () => string | Promise<string>]>([
    ['unreadable', 'nothing', () => ''],
    [
      'unreadable',
      'a banner around words',
      () => '-----BEGIN PGP MESSAGE-----\n\nhelp me\n-----END PGP MESSAGE-----\n',
    ],
    ['unreadable', 'a banner and no more', () => '-----BEGIN PGP MESSAGE-----'],
    ['unreadable', 'one cut short', () => sealed.slice(0, 4000)],
    ['unreadable', 'one cut short inside a whole armour', () => armour(binary.subarray(0, -500))],
    ['unreadable', 'one with a character changed', () => sealed.replace(/\n(.)/g, '\nA')],
    ['unreadable', 'words before it', () => `help me\n${sealed}`],
    ['unreadable', 'words after it', () => `${sealed}help me\n`],
    ['unreadable', 'words in an armour header', () => sealed.replace('\n\n', '\nComment: help me\n\n')],
    ['unreadable', 'two of them', () => sealed + sealed],
    ['not-sealed', 'another kind of armour', () => first.publicKey],
    ['unreadable', 'bytes after the packets', () => armour(binary, Uint8Array.of(0xd2))],
    [
      'unreadable',
      'a session key that is only its address',
      () => armour(Uint8Array.of(0xc1, 10), binary.subarray(2, 12), binary.subarray(sealedAt - 3)),
    ],
    ['not-sealed', 'a plain message', plain],
    ['password', 'a password beside the key', () => encrypt({ passwords: 'hunter2' })],
    ['password', 'a password alone', () => encrypt({ passwords: 'hunter2', encryptionKeys: [] })],
    ['packets', 'a plain packet after the sealed one', () => armour(binary, literal)],
    ['packets', 'a second message behind the first', () => armour(binary, binary)],
    ['packets', 'a marker packet', () => armour(marker, binary)],
    ['packets', 'another packet that begins as the sealed one', () => armour(change(sealedAt - 3, 0xcb))],
    ['packets', 'another packet that begins as a session key', () => armour(change(0, 0xca))],
    ['packets', 'SEIPD 2', () => armour(change(sealedAt, 2))],
    ['packets', 'PKESK 6', () => armour(change(2, 6))],
    ['wrong-keys', 'another key', async () => armour(await foreign())],
    ['wrong-keys', 'another key as well', () => seal(openpgp, bytes, both, now)],
    ['wrong-keys', 'the same key twice', () => encrypt({ encryptionKeys: [keys[0].key, keys[0].key] })],
    ['wrong-keys', 'nobody named', () => encrypt({ wildcard: true })],
    [
      'wrong-keys',
      'nobody at all',
      () => encrypt({ encryptionKeys: [], sessionKey: { data: new Uint8Array(32), algorithm: 'aes256' } }),
    ],
    ['too-small', 'less than a padding block', () => seal(openpgp, new Uint8Array(4095), keys, now)],
    ['too-large', 'more than the limit', () => seal(openpgp, new Uint8Array(65_537), keys, now)],
    ['too-large', 'far more than the limit', () => 'A'.repeat(100_000)],
  ])('%s: %s', async ([fault, , forge]) => {
    expect(await check(await forge())).toBe(fault);
  });

  test('when one of two keys is missing', async () => {
    expect(await check(sealed, both)).toBe('wrong-keys');
  });

  test('when the session key claims another algorithm than the key has', async () => {
    expect(await check(armour(change(11, openpgp.enums.publicKey.rsaEncryptSign)))).toBe('wrong-keys');
  });
});
