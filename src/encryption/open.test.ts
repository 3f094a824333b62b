import * as openpgp from 'openpgp';
import { expect, test } from 'vitest';
import { generateKeyPair } from './generate.ts';
import { readContactKeys } from './key.ts';
import { open, readPrivateKey } from './open.ts';
import { seal } from './seal.ts';

const now = new Date('2026-11-20T12:00:00Z');
const owner = { name: 'Referrals', email: 'referrals@example.org', now, expiresInDays: 730 };
const pair = await generateKeyPair(openpgp, { ...owner, passphrase: 'correct horse' });
const other = await generateKeyPair(openpgp, owner);
const keys = await readContactKeys(openpgp, [pair.publicKey], now);
const bytes = new TextEncoder().encode('what was written');
const sealed = await seal(openpgp, bytes, keys, now);
const privateKey = await readPrivateKey(openpgp, pair.privateKey, 'correct horse');

test('opens what was sealed, whatever a mail program put around the armour', async () => {
  expect(await open(openpgp, sealed, privateKey)).toEqual(bytes);
  const passed = sealed.replace('\n\n', '\nComment: passed on\n\n').replaceAll('\n', '\r\n');
  expect(await open(openpgp, `Forwarded:\r\n${passed}\r\n`, privateKey)).toEqual(bytes);
});

test('names the key it was made for', async () => {
  expect(privateKey.getUserIDs()).toEqual(['Referrals <referrals@example.org>']);
});

test.for<[string, string, string | undefined]>([
  ['passphrase', pair.privateKey, undefined],
  ['passphrase', pair.privateKey, 'wrong'],
  ['private-key', pair.publicKey, undefined],
  ['private-key', 'words', undefined],
])('a private key says %s', async ([code, armoured, passphrase]) => {
  await expect(readPrivateKey(openpgp, armoured, passphrase)).rejects.toMatchObject({ code });
});

test('says why a message does not open', async () => {
  const wrong = await readPrivateKey(openpgp, other.privateKey);
  await expect(open(openpgp, sealed, wrong)).rejects.toMatchObject({ code: 'wrong-key' });
  await expect(open(openpgp, 'Dear team', privateKey)).rejects.toMatchObject({ code: 'not-sealed' });
  const plain = (await openpgp.createMessage({ binary: bytes })).armor();
  await expect(open(openpgp, plain, privateKey)).rejects.toMatchObject({ code: 'not-sealed' });
  const changed = Uint8Array.from((await openpgp.unarmor(sealed)).data as unknown as Uint8Array);
  changed[changed.length - 30] = (changed.at(-30) ?? 0) ^ 1;
  const damaged = openpgp.armor(openpgp.enums.armor.message, changed);
  await expect(open(openpgp, damaged, privateKey)).rejects.toMatchObject({ code: 'damaged' });
  await expect(open(openpgp, sealed.slice(0, -120), privateKey)).rejects.toMatchObject({ code: 'damaged' });
});

test('no fault repeats what was in the message or the key', async () => {
  const fault: unknown = await open(openpgp, 'Dear team', privateKey).catch((error: unknown) => error);
  expect(String(fault)).toBe('OpenFault: cannot be opened: not-sealed');
});
