import { type KeyObject, X509Certificate } from 'node:crypto';
import { type BitString, fromBER } from 'asn1js';
import { Certificate, IssuerAndSerialNumber } from 'pkijs';
import { CertificateFault, type CertificateFaultCode } from './fault.ts';

/** One certificate that messages are sealed to. */
export type ContactCertificate = {
  publicKey: KeyObject;
  /** The certificate itself, one block of PEM. */
  pem: string;
  /** Of RSA, in bits. */
  bits: number;
  /** What a sealed message is addressed to. */
  addressed: IssuerAndSerialNumber;
  /** SHA-256 of the whole: what a person compares. 64 lower-case hex digits. */
  fingerprint: string;
  /** The moment from which it counts as expired. */
  expires: Date;
};

/** Every certificate a message is sealed to, never empty. */
export type ContactCertificates = readonly [ContactCertificate, ...ContactCertificate[]];

const blocks = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g;
const opening = /-----BEGIN /g;

/** RSA below this is refused: what public authorities issue for mail begins here. */
const leastBits = 2048;

/** RFC 5280 section 4.2.1.3: the extension, and keyEncipherment in its first byte. */
const keyUsage = '2.5.29.15';
const keyEncipherment = 0x20;
/** emailProtection and anyExtendedKeyUsage, RFC 5280 section 4.2.1.12. */
const mailPurposes = ['1.3.6.1.5.5.7.3.4', '2.5.29.37.0'];

/**
 * Reads the contact's certificates from texts in PEM, each of which may hold several. All of them must be usable: one
 * bad certificate throws `CertificateFault`, so that a contact never believes one is in use when it is not. Whoever
 * issued it does not matter: the operator names the certificate itself, as with an OpenPGP key.
 *
 * With `allowExpired`, one that has expired is still used: whoever holds its key can open what is sealed to it, and intake
 * must not stop. A clock that runs behind its making is forgiven. The same certificate given twice counts once.
 */
export function readCertificates(
  pem: readonly string[],
  now: Date,
  options: { allowExpired?: boolean } = {},
): ContactCertificates {
  const found: ContactCertificate[] = [];
  let position = 0;
  for (const block of pem.flatMap(splitBlocks)) {
    position += 1;
    const certificate = readCertificate(block, position);
    if (certificate.expires <= now && !options.allowExpired) throw new CertificateFault('expired', position);
    if (!found.some(({ fingerprint }) => fingerprint === certificate.fingerprint)) found.push(certificate);
  }
  const [first, ...others] = found;
  if (!first) throw new CertificateFault('none', 0);
  return [first, ...others];
}

function splitBlocks(text: string): string[] {
  const found = [...text.matchAll(blocks)].map(([block]) => block);
  if (found.length === 0 || found.length !== [...text.matchAll(opening)].length) {
    throw new CertificateFault('unreadable', 1);
  }
  return found;
}

function readCertificate(block: string, position: number): ContactCertificate {
  const reject = (code: CertificateFaultCode) => new CertificateFault(code, position);
  if (/^-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(block)) throw reject('private');
  const parsed = parse(block);
  if (!parsed) throw reject('unreadable');
  const { node, fields } = parsed;
  if (node.ca) throw reject('authority');
  const { publicKey } = node;
  const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  if (publicKey.asymmetricKeyType !== 'rsa') throw reject('algorithm');
  if (bits < leastBits) throw reject('weak');
  if (!isForMail(node, fields)) throw reject('usage');
  return {
    publicKey,
    pem: block,
    bits,
    addressed: new IssuerAndSerialNumber({ issuer: fields.issuer, serialNumber: fields.serialNumber }),
    fingerprint: node.fingerprint256.replaceAll(':', '').toLowerCase(),
    expires: new Date(node.validTo),
  };
}

/** By Node, which is OpenSSL, and by PKI.js, which tells issuer, serial number and usage: both have to read it. */
function parse(block: string): { node: X509Certificate; fields: Certificate } | null {
  if (!block.startsWith('-----BEGIN CERTIFICATE-----')) return null;
  try {
    const node = new X509Certificate(block);
    return { node, fields: Certificate.fromBER(new Uint8Array(node.raw)) };
  } catch {
    return null;
  }
}

function isForMail(node: X509Certificate, { extensions = [] }: Certificate): boolean {
  // Node calls the extended purposes `keyUsage`; undefined where the certificate names none, which allows all.
  const purposes = node.keyUsage as string[] | undefined;
  if (purposes && !purposes.some((purpose) => mailPurposes.includes(purpose))) return false;
  const usage = extensions.find(({ extnID }) => extnID === keyUsage);
  if (!usage) return true;
  const { result } = fromBER(usage.extnValue.valueBlock.valueHexView);
  return (((result as BitString).valueBlock.valueHexView[0] ?? 0) & keyEncipherment) !== 0;
}
