import { afterAll, describe, expect, test, vi } from 'vitest';
import { readCertificates } from './certificate.ts';
import { checkEnveloped } from './check.ts';
import { envelop } from './envelop.ts';
import { EnvelopedFault } from './fault.ts';
import { createIdentities, opensslAvailable } from './testing/openssl.ts';

// OpenSSL and GnuPG make keys in their own time.
vi.setConfig({ testTimeout: 30_000 });

const identities = createIdentities();
afterAll(identities.remove);
const now = new Date();

const traps = Buffer.from(
  'NUL \0 BOM \uFEFF CR \r, CRLF \r\n, \u202Ebidi \u{1F469}\u200D\u{1F467} e\u0301 اردو zażółć\n.\n',
);
const every = Uint8Array.from({ length: 8192 }, (_, index) => (index * 31) % 256);

describe.skipIf(!opensslAvailable)('enveloped data', () => {
  const one = identities.make({ usage: 'critical,keyEncipherment', purpose: 'emailProtection' });
  const other = identities.make({ key: ['rsa:2048'], name: 'Łucja' });
  const certificates = readCertificates([one.certificate, other.certificate], now);
  const [first] = readCertificates([one.certificate], now);

  test.for(['pkcs1', 'oaep'] as const)('is opened byte for byte by openssl with each key: %s', (padding) => {
    for (const bytes of [traps, every]) {
      const der = envelop(bytes, certificates, padding);
      for (const identity of [one, other]) expect(identity.open(der, 'DER').equals(bytes)).toBe(true);
    }
  });

  test('holds nothing of the message', () => {
    const der = Buffer.from(envelop(traps, certificates, 'pkcs1'));
    expect(der.includes('zażółć')).toBe(false);
    expect(der.includes(traps.subarray(0, 8))).toBe(false);
  });

  test('is different each time', () => {
    const [a, b] = [envelop(every, [first], 'oaep'), envelop(every, [first], 'oaep')];
    expect(Buffer.compare(a.subarray(-8192), b.subarray(-8192))).not.toBe(0);
  });

  test('that would be empty is never made', () => {
    expect(() => envelop(new Uint8Array(), certificates, 'pkcs1')).toThrow(EnvelopedFault);
  });

  test('passes its check only whole, to exactly these certificates and of this length', () => {
    const der = envelop(every, certificates, 'pkcs1');
    expect(checkEnveloped(der, certificates, every.length)).toBe(true);
    expect(checkEnveloped(der, [first], every.length)).toBe(false);
    expect(checkEnveloped(envelop(every, [first], 'pkcs1'), certificates, every.length)).toBe(false);
    expect(checkEnveloped(der, certificates, every.length - 16)).toBe(false);
    expect(checkEnveloped(der.subarray(0, -1), certificates, every.length)).toBe(false);
    expect(checkEnveloped(Buffer.concat([der, Buffer.from([0])]), certificates, every.length)).toBe(false);
    expect(checkEnveloped(every, certificates, every.length)).toBe(false);
  });
});
