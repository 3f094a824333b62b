import { generate } from 'selfsigned';

/** A certificate with its key, in PEM. It is its own authority. */
export type Certificate = { key: string; cert: string };

const day = 24 * 3_600_000;

/** Makes a certificate for `name` that is good for a month, or was until yesterday. */
export async function makeCertificate(name = 'localhost', expired = false): Promise<Certificate> {
  const now = Date.now();
  const { private: key, cert } = await generate([{ name: 'commonName', value: name }], {
    algorithm: 'sha256',
    keyType: 'ec',
    notBeforeDate: new Date(now - 30 * day),
    notAfterDate: new Date(now + (expired ? -day : 30 * day)),
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }],
  });
  return { key, cert };
}
