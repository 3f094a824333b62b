import { afterAll, describe, expect, test, vi } from 'vitest';
import { readCertificates } from './certificate.ts';
import { CertificateFault } from './fault.ts';
import { createIdentities, opensslAvailable } from './testing/openssl.ts';

// OpenSSL and GnuPG make keys in their own time.
vi.setConfig({ testTimeout: 30_000 });

const identities = createIdentities();
afterAll(identities.remove);
const now = new Date();
const later = new Date(now.getTime() + 40 * 86_400_000);

function faultOf(pem: string[], at = now, options = {}): [string, number] | null {
  try {
    readCertificates(pem, at, options);
    return null;
  } catch (error) {
    return error instanceof CertificateFault ? [error.code, error.position] : ['unexpected', 0];
  }
}

describe.skipIf(!opensslAvailable)('certificates', () => {
  const good = identities.make({ usage: 'critical,keyEncipherment', purpose: 'emailProtection' });
  const second = identities.make({ name: 'Łucja' });

  test('are read with fingerprint, end and size, several from one text, each once', () => {
    const found = readCertificates([good.certificate + second.certificate, good.certificate], now);
    expect(found).toHaveLength(2);
    expect(found[0].fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(found[0].bits).toBe(3072);
    expect(Math.round((found[0].expires.getTime() - now.getTime()) / 86_400_000)).toBe(30);
  });

  test('that have expired are refused at first and used later', () => {
    expect(faultOf([good.certificate], later)).toEqual(['expired', 1]);
    expect(faultOf([good.certificate], later, { allowExpired: true })).toBeNull();
  });

  test('are used by a clock that runs behind their making', () => {
    expect(faultOf([good.certificate], new Date(now.getTime() - 86_400_000))).toBeNull();
  });

  test.for<[string, object]>([
    ['authority', { authority: true }],
    ['algorithm', { key: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'] }],
    ['algorithm', { key: ['rsa-pss', '-pkeyopt', 'rsa_keygen_bits:3072'] }],
    ['weak', { key: ['rsa:1024'] }],
    ['usage', { usage: 'critical,digitalSignature' }],
    ['usage', { purpose: 'serverAuth' }],
  ])('that must not be used are refused: %s %o', ([code, kind]) => {
    const bad = identities.make(kind);
    expect(faultOf([bad.certificate])).toEqual([code, 1]);
    expect(faultOf([good.certificate, bad.certificate])).toEqual([code, 2]);
  });

  test('are refused with anything else in the file', () => {
    expect(faultOf([])).toEqual(['none', 0]);
    expect(faultOf(['no certificate'])).toEqual(['unreadable', 1]);
    expect(faultOf([good.certificate.slice(0, -40)])).toEqual(['unreadable', 1]);
    expect(faultOf([good.certificate.replace(/\n[^-\n]{64}\n/, '\n')])).toEqual(['unreadable', 1]);
    expect(faultOf([good.certificate + good.privateKey])).toEqual(['private', 2]);
  });
});
