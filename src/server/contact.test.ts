import { randomBytes } from 'node:crypto';
import * as openpgp from 'openpgp';
import { afterAll, describe, expect, test, vi } from 'vitest';
import type { ContactSettings } from '#config';
import { generateKeyPair } from '#encryption/generate.ts';
import { createKeyRing } from '#keyring';
import { createIdentities, opensslAvailable } from '#smime/testing/openssl.ts';
import { keysOf } from '#submissions/contact.ts';
import { ContactFault, findWeakCertificates, openContact } from './contact.ts';

// OpenSSL and GnuPG make keys in their own time.
vi.setConfig({ testTimeout: 30_000 });

const now = new Date();
const ring = createKeyRing([randomBytes(32).toString('base64')]);
const one = await generateKeyPair(openpgp, { name: 'One', now, expiresInDays: 30 });
const two = await generateKeyPair(openpgp, { name: 'Two', now, expiresInDays: 30 });
const fingerprintOf = async (armoredKey: string) => (await openpgp.readKey({ armoredKey })).getFingerprint();
const pins = [await fingerprintOf(one.publicKey), await fingerprintOf(two.publicKey)];
const identities = createIdentities();
afterAll(identities.remove);

const open = (given: Partial<ContactSettings>, at = now) => {
  const settings: ContactSettings = {
    address: 'a@b.example',
    profile: 'pgp-mime',
    keys: [],
    fingerprints: null,
    ...given,
  };
  return openContact('editors', settings, 'Message', ring, at);
};
const faultOf = async (given: Partial<ContactSettings>) => {
  const fault = await open(given).catch((error: unknown) => error);
  return fault instanceof ContactFault ? [fault.code, fault.message.split(':')[0]] : fault;
};

describe('the fingerprints an operator was told', () => {
  test('have to be exactly those of the keys', async () => {
    const both = [one.publicKey, two.publicKey];
    expect(keysOf(await open({ keys: both, fingerprints: pins })).map(({ fingerprint }) => fingerprint)).toEqual(pins);
    for (const [keys, fingerprints] of [
      [both, pins.slice(0, 1)],
      [both.slice(0, 1), pins],
      [both.slice(1), pins.slice(0, 1)],
    ] as const) {
      expect(await faultOf({ keys: [...keys], fingerprints: [...fingerprints] })).toEqual([
        'fingerprint',
        'EDITORS_FINGERPRINTS',
      ]);
    }
  });

  test.skipIf(!opensslAvailable)('hold for certificates too', async () => {
    const { certificate } = identities.make();
    const [key] = keysOf(await open({ profile: 'smime', keys: [certificate] }));
    await open({ profile: 'smime', keys: [certificate], fingerprints: [key?.fingerprint ?? ''] });
    const fault = await faultOf({ profile: 'smime', keys: [certificate], fingerprints: ['ab'.repeat(32)] });
    expect(fault).toEqual(['fingerprint', 'EDITORS_FINGERPRINTS']);
  });
});

test.skipIf(!opensslAvailable)('a certificate of 2048 bits, as authorities issue them, is used and named', async () => {
  const weak = await open({ profile: 'smime', keys: [identities.make({ key: ['rsa:2048'] }).certificate] });
  const strong = await open({ profile: 'smime', keys: [identities.make().certificate] });
  expect(findWeakCertificates({ training: strong, editors: weak })).toEqual(['EDITORS_KEYS']);
});

test.skipIf(!opensslAvailable)('a test message is sealed to the one certificate that it is to show', async () => {
  const [first, second] = [identities.make(), identities.make({ name: 'Second' })];
  const contact = await open({ profile: 'smime', keys: [first.certificate, second.certificate] });
  if (!('seal' in contact)) throw new Error('a browser would seal');
  const sealed = Buffer.from(
    await contact.seal(Buffer.from('words'), now, contact.certificates[1]?.fingerprint),
    'base64',
  );
  expect(second.open(sealed, 'DER').toString()).toBe('words');
  expect(() => first.open(sealed, 'DER')).toThrow();
});

test('a key that must not be used is refused by the name of its setting, with what to do', async () => {
  expect(await faultOf({ keys: [one.privateKey] })).toEqual(['private', 'EDITORS_KEYS']);
  expect(await faultOf({ keys: ['words'] })).toEqual(['unreadable', 'EDITORS_KEYS']);
});

test.skipIf(!opensslAvailable)(
  'a certificate that must not be used is refused, one that has expired is not',
  async () => {
    const authority = identities.make({ authority: true });
    expect(await faultOf({ profile: 'smime', keys: [authority.certificate] })).toEqual(['authority', 'EDITORS_KEYS']);
    expect(await faultOf({ profile: 'smime', keys: [one.publicKey] })).toEqual(['unreadable', 'EDITORS_KEYS']);
    const later = new Date(now.getTime() + 60 * 86_400_000);
    const expired = identities.make();
    const contact = await open({ profile: 'smime', keys: [expired.certificate] }, later);
    if (!('seal' in contact)) throw new Error('a browser would seal');
    const body = await contact.seal(Buffer.from('words'), later);
    expect(expired.open(Buffer.from(body, 'base64'), 'DER').toString()).toBe('words');
  },
);
