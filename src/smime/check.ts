import { OctetString } from 'asn1js';
import { ContentInfo, EnvelopedData, IssuerAndSerialNumber, KeyTransRecipientInfo } from 'pkijs';
import type { ContactCertificates } from './certificate.ts';
import { identifiers } from './identifiers.ts';

const block = 16;

/**
 * Whether bytes are enveloped data as `envelop` writes it: addressed to each of the certificates and to nobody else,
 * AES-256 in CBC over a content of `length` bytes, and nothing behind it. What is inside cannot be known without a
 * private key.
 */
export function checkEnveloped(der: Uint8Array, certificates: ContactCertificates, length: number): boolean {
  const enveloped = parse(der);
  if (!enveloped) return false;
  const { encryptedContentInfo: inner, recipientInfos } = enveloped;
  const { algorithmId, algorithmParams: iv } = inner.contentEncryptionAlgorithm;
  const sealed = inner.encryptedContent?.valueBlock.valueHexView.length ?? 0;
  return (
    inner.contentType === identifiers.data &&
    algorithmId === identifiers.aes256cbc &&
    iv instanceof OctetString &&
    iv.valueBlock.valueHexView.length === block &&
    // PKCS #7 always fills up, by a whole block where there is nothing to fill (RFC 5652 section 6.3).
    sealed === length + block - (length % block) &&
    isAddressed(
      recipientInfos.map(({ value }) => value),
      certificates,
    )
  );
}

function parse(der: Uint8Array): EnvelopedData | null {
  try {
    const info = ContentInfo.fromBER(Uint8Array.from(der));
    const whole = info.toSchema().toBER(true).byteLength === der.length;
    return whole && info.contentType === identifiers.envelopedData ? new EnvelopedData({ schema: info.content }) : null;
  } catch {
    return null;
  }
}

function isAddressed(recipients: unknown[], certificates: ContactCertificates): boolean {
  const open = [...certificates];
  for (const one of recipients) {
    if (!(one instanceof KeyTransRecipientInfo && one.rid instanceof IssuerAndSerialNumber)) return false;
    const { rid, encryptedKey } = one;
    const at = open.findIndex(({ addressed }) => nameOf(addressed) === nameOf(rid));
    const [certificate] = at < 0 ? [] : open.splice(at, 1);
    if (encryptedKey.valueBlock.valueHexView.length * 8 !== certificate?.bits) return false;
  }
  return open.length === 0;
}

const nameOf = (addressed: IssuerAndSerialNumber) => Buffer.from(addressed.toSchema().toBER()).toString('base64');
