import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generate } from 'selfsigned';

/** A certificate for `localhost` and the loopback addresses, and the file of the authority that signed it. */
export type Certificate = { key: string; cert: string; caFile: string; remove(): void };

/**
 * Makes a certificate authority and a server certificate signed by it, as a real mail server has, so that verified TLS
 * is what runs: a bare self-signed certificate would need verification turned off.
 */
export async function createCertificate(): Promise<Certificate> {
  const day = 24 * 3600 * 1000;
  const dates = { notBeforeDate: new Date(Date.now() - day), notAfterDate: new Date(Date.now() + 30 * day) };
  const shared = { keyType: 'ec', algorithm: 'sha256', ...dates } as const;
  const authority = await generate([{ name: 'commonName', value: 'Test authority' }], {
    ...shared,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const server = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...shared,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  const folder = mkdtempSync(path.join(tmpdir(), 'authority-'));
  const caFile = path.join(folder, 'ca.pem');
  writeFileSync(caFile, authority.cert);
  return {
    key: server.private,
    cert: server.cert,
    caFile,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
