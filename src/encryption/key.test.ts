import * as openpgp from 'openpgp';
import { describe, expect, test } from 'vitest';
import { generateKeyPair } from './generate.ts';
import { daysLeft, keyIdsOf, readContactKeys, sealingDate } from './key.ts';

const day = 86_400_000;
const now = new Date('2026-11-20T12:00:00Z');
const made = new Date(now.getTime() - 100 * day);

const owner = { name: 'Referrals', now: made, expiresInDays: 730 };
const good = await generateKeyPair(openpgp, owner);
const other = await generateKeyPair(openpgp, { ...owner, name: 'Second' });
const expired = await generateKeyPair(openpgp, { ...owner, expiresInDays: 30 });

const base = { userIDs: [{ name: 'Bad' }], date: made, format: 'object' as const };
const ecc = { ...base, type: 'ecc', curve: 'curve25519Legacy' } as const;

async function make(options: openpgp.KeyOptions): Promise<openpgp.PrivateKey> {
  const { privateKey } = await openpgp.generateKey({ ...options, format: 'object' });
  return privateKey;
}

async function faultOf(armoured: string[], options = {}): Promise<unknown> {
  const fault = await readContactKeys(openpgp, armoured, now, options).catch((error: unknown) => error);
  return { ...(fault as object) };
}

describe('a key that works', () => {
  test('is named by the subkey that messages are addressed to and by its fingerprint', async () => {
    const keys = await readContactKeys(openpgp, [good.publicKey, other.publicKey], now);
    const read = await openpgp.readKey({ armoredKey: good.publicKey });
    expect(keyIdsOf(keys)[0]).toBe(read.subkeys[0]?.getKeyID().toHex());
    expect(keys[0].fingerprint).toBe(read.getFingerprint());
    expect(keys).toHaveLength(2);
  });

  test('counts once when it is given twice, and blocks may share one file', async () => {
    const file = `${good.publicKey}\n${other.publicKey}`;
    expect(await readContactKeys(openpgp, [file, good.publicKey], now)).toHaveLength(2);
  });

  test('says how many whole days are left of the first to expire', async () => {
    const keys = await readContactKeys(openpgp, [good.publicKey], now);
    expect(daysLeft(keys, now)).toBe(630);
    expect(daysLeft(keys, new Date(now.getTime() + day / 2))).toBe(629);
    expect(daysLeft(keys, new Date(now.getTime() + 640 * day))).toBe(-10);
    const both = await readContactKeys(openpgp, [good.publicKey, expired.publicKey], now, { allowExpired: true });
    expect(daysLeft(both, now)).toBe(-70);
  });

  test('that never expires has no last day', async () => {
    const endless = await make(ecc);
    expect(daysLeft(await readContactKeys(openpgp, [endless.toPublic().armor()], now), now)).toBeNull();
  });

  test('is forgiven a clock that runs behind its making', async () => {
    const early = new Date(made.getTime() - 2 * day);
    const [key] = await readContactKeys(openpgp, [good.publicKey], early);
    expect(sealingDate(key, early)).toEqual(made);
    expect(sealingDate(key, now)).toEqual(now);
  });

  test('is sealed to from the moment at which the last of its signatures is in force', async () => {
    const renewed = new Date(made.getTime() + day);
    const privateKey = await make(ecc);
    const again = await openpgp.reformatKey({
      privateKey,
      userIDs: [{ name: 'Bad' }],
      date: renewed,
      format: 'object',
    });
    const [key] = await readContactKeys(openpgp, [again.privateKey.toPublic().armor()], made);
    expect(sealingDate(key, made)).toEqual(renewed);
  });
});

describe('a key that has expired', () => {
  test('is refused when it is new and used when it was accepted before', async () => {
    expect(await faultOf([expired.publicKey])).toMatchObject({ code: 'expired', position: 1 });
    const [key] = await readContactKeys(openpgp, [expired.publicKey], now, { allowExpired: true });
    expect(sealingDate(key, now)).toEqual(new Date(made.getTime() + 30 * day - 1000));
  });

  test('counts as expired when only its subkey has', async () => {
    const half = await make({ ...ecc, subkeys: [{ keyExpirationTime: 86_400 }] });
    const armoured = half.toPublic().armor();
    expect(await faultOf([armoured])).toMatchObject({ code: 'expired' });
    expect(await readContactKeys(openpgp, [armoured], now, { allowExpired: true })).toHaveLength(1);
  });

  test('gives way to a newer subkey that has not', async () => {
    const key = await make({ ...ecc, subkeys: [{ keyExpirationTime: 86_400 }] });
    const renewed = await key.addSubkey({
      type: 'ecc',
      curve: 'curve25519Legacy',
      date: new Date(now.getTime() - day),
    });
    const keys = await readContactKeys(openpgp, [renewed.toPublic().armor()], now);
    expect(keyIdsOf(keys)).toEqual([renewed.subkeys[1]?.getKeyID().toHex()]);
  });
});

describe('a key that must not be used', () => {
  test.for<[string, string, () => Promise<string>]>([
    ['private', 'a private key in place of the public one', async () => good.privateKey],
    ['unreadable', 'one cut short', async () => good.publicKey.slice(0, 400)],
    ['unreadable', 'one with a hole in it', async () => good.publicKey.split('\n').toSpliced(4, 2).join('\n')],
    [
      'unreadable',
      'one cut short behind one that is whole',
      async () => `${good.publicKey}\n${other.publicKey.slice(0, 400)}`,
    ],
    ['unreadable', 'words', async () => 'the key of the team'],
    ['unreadable', 'one that nobody signed', stripSignatures],
    ['sign-only', 'one that only signs', async () => (await make({ ...ecc, subkeys: [] })).toPublic().armor()],
    [
      'v6',
      'a version 6 key',
      async () => (await make({ ...ecc, type: 'curve25519', config: { v6Keys: true } })).toPublic().armor(),
    ],
    [
      'seipd2',
      'one that announces SEIPD 2',
      async () => (await make({ ...ecc, config: { aeadProtect: true } })).toPublic().armor(),
    ],
    [
      'weak',
      'RSA of 1024 bits',
      async () =>
        (await make({ ...base, type: 'rsa', rsaBits: 1024, config: { minRSABits: 1024 } })).toPublic().armor(),
    ],
    ['weak', 'RSA of 2048 bits', async () => (await make({ ...base, type: 'rsa', rsaBits: 2048 })).toPublic().armor()],
    ['revoked', 'a revoked key', async () => (await (await make(ecc)).revoke(undefined, made)).toPublic().armor()],
    ['revoked', 'one whose encryption subkey is revoked', revokeSubkey],
  ])('%s: %s', async ([code, , armoured]) => {
    const bad = await armoured();
    expect(await faultOf([bad], { allowExpired: true })).toMatchObject({ code, position: 1 });
    expect(await faultOf([good.publicKey, bad])).toMatchObject({ code, position: 2 });
  });

  test('none at all', async () => {
    expect(await faultOf([])).toMatchObject({ code: 'none', position: 0 });
  });

  test('a revocation that the clock has not reached yet counts', async () => {
    const retired = { flag: openpgp.enums.reasonForRevocation.keyRetired };
    const later = await (await make(ecc)).revoke(retired, new Date('2099-01-01T00:00:00Z'));
    expect(await faultOf([later.toPublic().armor()])).toMatchObject({ code: 'revoked' });
  });
});

async function revokeSubkey(): Promise<string> {
  const key = await make(ecc);
  const [subkey] = key.subkeys;
  if (!subkey || !(key.keyPacket instanceof openpgp.SecretKeyPacket)) throw new Error('no subkey was made');
  key.subkeys[0] = await subkey.revoke(key.keyPacket, undefined, made);
  return key.toPublic().armor();
}

async function stripSignatures(): Promise<string> {
  const key = await make(ecc);
  for (const user of key.users) user.selfCertifications = [];
  return key.toPublic().armor();
}
