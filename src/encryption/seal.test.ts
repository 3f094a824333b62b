import * as openpgp from 'openpgp';
import { describe, expect, test } from 'vitest';
import { SealFault } from './fault.ts';
import { generateKeyPair } from './generate.ts';
import { keyIdsOf, readContactKeys } from './key.ts';
import { open, readPrivateKey } from './open.ts';
import { splitPackets } from './packets.ts';
import { seal, sealBytes } from './seal.ts';

const day = 86_400_000;
const now = new Date('2026-11-20T12:00:00Z');
const owner = { name: 'Referrals', now: new Date(now.getTime() - 100 * day), expiresInDays: 730 };
const pair = await generateKeyPair(openpgp, owner);
const keys = await readContactKeys(openpgp, [pair.publicKey], now);
const privateKey = await readPrivateKey(openpgp, pair.privateKey);

// Node resolves only the server's build by name; this file is what the bundler takes for the browser.
const light = new URL('../lightweight/openpgp.min.mjs', import.meta.resolve('openpgp')).href;
const lightweight: typeof openpgp = await import(/* @vite-ignore */ light);

const text = 'NUL \0 BOM \uFEFF lone CR \r, CRLF \r\n, \u202Ebidi\u2066 \u{1F469}\u200D\u{1F467} e\u0301 é اردو zażółć';
const strange: [string, Uint8Array][] = [
  ['text with every trap', new TextEncoder().encode(text)],
  ['every byte, valid text or not', Uint8Array.from({ length: 1024 }, (_, index) => index % 256)],
  ['a single byte', Uint8Array.of(0)],
  ['60 kB of emoji', new TextEncoder().encode('\u{1F9E1}'.repeat(15_000))],
];

async function unarmor(armoured: string): Promise<Uint8Array> {
  return (await openpgp.unarmor(armoured)).data as unknown as Uint8Array;
}

describe.each([
  ['the server', openpgp],
  ['the browser', lightweight],
])('sealed with the library of %s', (_, library) => {
  test.each(strange)('%s comes back byte for byte', async (_name, bytes) => {
    const own = await readContactKeys(library, [pair.publicKey], now);
    const armoured = await seal(library, bytes, own, now);
    expect(await open(openpgp, armoured, privateKey)).toEqual(bytes);
  });

  test('it is PKESK 3 to each key in order, then SEIPD 1, without any armour header', async () => {
    const second = await generateKeyPair(openpgp, { ...owner, name: 'Second' });
    const both = await readContactKeys(library, [pair.publicKey, second.publicKey], now);
    const armoured = await seal(library, new Uint8Array(4096), both, now);
    const packets = splitPackets(await unarmor(armoured)) ?? [];
    expect(packets.map(({ tag, body }) => [tag, body[0]])).toEqual([
      [1, 3],
      [1, 3],
      [18, 1],
    ]);
    expect(packets.slice(0, 2).map(({ body }) => Buffer.from(body.subarray(1, 9)).toString('hex'))).toEqual(
      keyIdsOf(both),
    );
    expect(armoured.split('\n').slice(0, 2)).toEqual(['-----BEGIN PGP MESSAGE-----', '']);
  });
});

test('AES-256 is used whatever the key prefers', async () => {
  const { publicKey, privateKey: modest } = await openpgp.generateKey({
    userIDs: [{ name: 'Modest' }],
    type: 'ecc',
    curve: 'curve25519Legacy',
    date: owner.now,
    format: 'object',
    config: { preferredSymmetricAlgorithm: openpgp.enums.symmetric.aes128 },
  });
  for (const { selfCertifications } of publicKey.users) {
    for (const signature of selfCertifications)
      signature.preferredSymmetricAlgorithms = [openpgp.enums.symmetric.aes128];
  }
  const [key] = await readContactKeys(openpgp, [pair.publicKey], now);
  const armoured = await seal(
    openpgp,
    new Uint8Array(4096),
    [{ ...key, key: publicKey, keyId: publicKey.subkeys[0]?.getKeyID().toHex() ?? '' }],
    now,
  );
  const message = await openpgp.readMessage({ armoredMessage: armoured });
  const [session] = await openpgp.decryptSessionKeys({ message, decryptionKeys: modest });
  expect(session?.algorithm).toBe('aes256');
});

test('no clock of the sender is inside', async () => {
  const armoured = await seal(openpgp, new Uint8Array(4096), keys, now);
  const opened = await (await openpgp.readMessage({ armoredMessage: armoured })).decrypt([privateKey]);
  const [literal] = opened.packets;
  expect(literal).toMatchObject({ date: new Date(0) });
});

test('one message goes to an expired key and to the one made after it', async () => {
  const old = await generateKeyPair(openpgp, { ...owner, expiresInDays: 10 });
  const fresh = await generateKeyPair(openpgp, { ...owner, now: new Date(now.getTime() - day) });
  const both = await readContactKeys(openpgp, [old.publicKey, fresh.publicKey], now, { allowExpired: true });
  const bytes = new Uint8Array(4096).fill(7);
  const armoured = await seal(openpgp, bytes, both, now);
  for (const half of [old, fresh]) {
    expect(await open(openpgp, armoured, await readPrivateKey(openpgp, half.privateKey))).toEqual(bytes);
  }
});

test('a clock that jumps behind the making of the key still seals', async () => {
  const early = new Date(owner.now.getTime() - day);
  const armoured = await seal(openpgp, new Uint8Array(4096).fill(3), keys, early);
  expect(await open(openpgp, armoured, privateKey)).toHaveLength(4096);
});

describe.each([
  ['armoured', seal],
  ['as bytes', sealBytes],
])('nothing leaves %s', (_how, sealing) => {
  test('when there is nothing to seal', async () => {
    await expect(sealing(openpgp, new Uint8Array(0), keys, now)).rejects.toThrow(SealFault);
  });

  test('when the library seals something else than it was given', async () => {
    const bytes = new Uint8Array(4096);
    const empty: typeof openpgp.createMessage = async () =>
      openpgp.createMessage({ binary: new Uint8Array(0) }) as never;
    await expect(sealing({ ...openpgp, createMessage: empty }, bytes, keys, now)).rejects.toThrow('too-small');
  });

  test('when the key is not the one the message should be addressed to', async () => {
    const stranger = await generateKeyPair(openpgp, { ...owner, name: 'Stranger' });
    const [key] = keys;
    const [wrong] = await readContactKeys(openpgp, [stranger.publicKey], now);
    await expect(sealing(openpgp, new Uint8Array(4096), [{ ...key, key: wrong.key }], now)).rejects.toThrow(
      'wrong-keys',
    );
  });
});
