import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as openpgp from 'openpgp';
import { afterAll, describe, expect, test } from 'vitest';
import { createGpg, gpgAvailable } from '../../tests/support/gpg.ts';
import { generateKeyPair } from './generate.ts';
import { readContactKeys } from './key.ts';
import { seal } from './seal.ts';

const day = 86_400_000;
const now = new Date();
const gpg = createGpg();
afterAll(() => gpg.close());

async function makeInGnupg(name: string, parameters: string[]): Promise<string> {
  const recipe = [...parameters, `Name-Real: ${name}`, '%no-protection', '%commit', ''].join('\n');
  await gpg.run(['--generate-key'], recipe);
  return (await gpg.run(['--armor', '--export', name])).output.toString();
}

async function sealFor(publicKey: string, bytes: Uint8Array): Promise<string> {
  return seal(openpgp, bytes, await readContactKeys(openpgp, [publicKey], now), now);
}

const traps = new TextEncoder().encode(
  'NUL \0 BOM \uFEFF lone CR \r, CRLF \r\n, \u202Ebidi\u2066 \u{1F469}\u200D\u{1F467} e\u0301 é اردو zażółć\n.\nFrom ',
);
const every = Uint8Array.from({ length: 8192 }, (_, index) => (index * 31) % 256);

const run = gpgAvailable ? describe : describe.skip;
const unless = gpgAvailable ? '' : ' (skipped: gpg is not installed)';

run(`GnuPG opens byte for byte what was sealed${unless}`, () => {
  test.for<[string, string[]]>([
    ['RSA of 3072 bits', ['Key-Type: RSA', 'Key-Length: 3072', 'Subkey-Type: RSA', 'Subkey-Length: 3072']],
    ['RSA that signs and encrypts with one key', ['Key-Type: RSA', 'Key-Length: 3072', 'Key-Usage: sign,encrypt,cert']],
    ['Curve25519', ['Key-Type: EDDSA', 'Key-Curve: ed25519', 'Subkey-Type: ECDH', 'Subkey-Curve: cv25519']],
    ['P-256', ['Key-Type: ECDSA', 'Key-Curve: nistp256', 'Subkey-Type: ECDH', 'Subkey-Curve: nistp256']],
  ])('for a key GnuPG made: %s', async ([name, parameters]) => {
    const publicKey = await makeInGnupg(name, [...parameters, 'Expire-Date: 1y']);
    for (const bytes of [traps, every]) {
      const { output } = await gpg.decrypt(await sealFor(publicKey, bytes));
      expect(output.equals(bytes)).toBe(true);
    }
  });

  test('for a key made here, packets as promised', async () => {
    const owner = { name: 'Made here', email: 'referrals@example.org', now, expiresInDays: 730 };
    const pair = await generateKeyPair(openpgp, owner);
    await gpg.importKey(pair.privateKey);
    const armoured = await sealFor(pair.publicKey, every);
    expect((await gpg.decrypt(armoured)).output.equals(every)).toBe(true);
    const listed = (await gpg.run(['--passphrase=', '--list-packets', '--verbose'], armoured)).output.toString();
    expect(listed).toMatch(/pubkey enc packet: version 3, algo 18/);
    expect(listed).toMatch(/encrypted data packet:\s+.*\s+mdc_method: 2/);
    expect(listed).toMatch(/literal data packet:\s+mode b \(62\), created 0, name="",\s+raw data: 8192 bytes/);
    expect(listed).not.toMatch(/compressed packet|signature packet|symkey/);
  });

  test('for a key that has expired', async () => {
    const owner = { name: 'Expired', now: new Date(now.getTime() - 20 * day), expiresInDays: 10 };
    const pair = await generateKeyPair(openpgp, owner);
    await gpg.importKey(pair.privateKey);
    const keys = await readContactKeys(openpgp, [pair.publicKey], now, { allowExpired: true });
    const { output } = await gpg.decrypt(await seal(openpgp, every, keys, now));
    expect(output.equals(every)).toBe(true);
  });

  test('for a key locked by a passphrase', async () => {
    const owner = { name: 'Locked', passphrase: 'correct horse é', now, expiresInDays: 730 };
    const pair = await generateKeyPair(openpgp, owner);
    await gpg.importKey(pair.privateKey, owner.passphrase);
    const { output } = await gpg.decrypt(await sealFor(pair.publicKey, every), owner.passphrase);
    expect(output.equals(every)).toBe(true);
  });
});

run(`a key that GnuPG made is refused${unless}`, () => {
  test('when it only signs', async () => {
    const publicKey = await makeInGnupg('Only signs', ['Key-Type: EDDSA', 'Key-Curve: ed25519']);
    await expect(readContactKeys(openpgp, [publicKey], now)).rejects.toMatchObject({ code: 'sign-only' });
  });

  test('when it is too weak', async () => {
    const publicKey = await makeInGnupg('Weak', [
      'Key-Type: RSA',
      'Key-Length: 1024',
      'Subkey-Type: RSA',
      'Subkey-Length: 1024',
    ]);
    await expect(readContactKeys(openpgp, [publicKey], now)).rejects.toMatchObject({ code: 'weak' });
  });

  test('when it is the private half', async () => {
    await makeInGnupg('Private half', ['Key-Type: EDDSA', 'Key-Curve: ed25519']);
    const { output } = await gpg.run(['--passphrase=', '--armor', '--export-secret-keys', 'Private half']);
    await expect(readContactKeys(openpgp, [output.toString()], now)).rejects.toMatchObject({ code: 'private' });
  });

  test('when its owner revoked it', async () => {
    await makeInGnupg('Revoked', [
      'Key-Type: EDDSA',
      'Key-Curve: ed25519',
      'Subkey-Type: ECDH',
      'Subkey-Curve: cv25519',
    ]);
    const listed = (await gpg.run(['--with-colons', '--list-keys', 'Revoked'])).output.toString();
    const fingerprint = listed.match(/^fpr:+(\w+):/m)?.[1] ?? '';
    // GnuPG writes one beside each key it makes, with a colon before the dashes against use by mistake.
    const certificate = readFileSync(path.join(gpg.home, 'openpgp-revocs.d', `${fingerprint}.rev`), 'utf8');
    await gpg.run(['--import'], certificate.replace(/^:---/m, '---'));
    const publicKey = (await gpg.run(['--armor', '--export', 'Revoked'])).output.toString();
    await expect(readContactKeys(openpgp, [publicKey], now)).rejects.toMatchObject({ code: 'revoked' });
  });
});
