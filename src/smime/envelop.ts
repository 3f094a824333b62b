import { constants, createCipheriv, publicEncrypt, randomBytes } from 'node:crypto';
import { Null, ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import {
  AlgorithmIdentifier,
  ContentInfo,
  EncryptedContentInfo,
  EnvelopedData,
  KeyTransRecipientInfo,
  RecipientInfo,
  RSAESOAEPParams,
} from 'pkijs';
import type { ContactCertificate, ContactCertificates } from './certificate.ts';
import { checkEnveloped } from './check.ts';
import { EnvelopedFault } from './fault.ts';
import { identifiers } from './identifiers.ts';

/**
 * How the key of a message is sealed to a certificate. `oaep`: RSAES-OAEP with SHA-256 (RFC 3560), the better one.
 * `pkcs1`: RSAES-PKCS1-v1_5 (RFC 3370), which every program for S/MIME opens; its known weakness needs a program that
 * answers thousands of forged messages by itself, which no mail program of a person does.
 */
export type Padding = 'oaep' | 'pkcs1';

const sha256 = () => new AlgorithmIdentifier({ algorithmId: identifiers.sha256, algorithmParams: new Null() });

/** How the key was sealed, as it stands in the message. */
const paddings: Record<Padding, () => AlgorithmIdentifier> = {
  pkcs1: () => new AlgorithmIdentifier({ algorithmId: identifiers.pkcs1, algorithmParams: new Null() }),
  oaep: () =>
    new AlgorithmIdentifier({
      algorithmId: identifiers.oaep,
      algorithmParams: new RSAESOAEPParams({
        hashAlgorithm: sha256(),
        maskGenAlgorithm: new AlgorithmIdentifier({
          algorithmId: identifiers.mgf1,
          algorithmParams: new Sequence({
            value: [new ObjectIdentifier({ value: identifiers.sha256 }), new Null()],
          }),
        }),
      }).toSchema(),
    }),
};

/**
 * Encrypts bytes to every one of the certificates: CMS EnvelopedData (RFC 5652 section 6) with AES-256 in CBC, which
 * `openssl cms -decrypt` opens byte for byte; AuthEnvelopedData is not known to open in Outlook. Unsigned. Answers DER.
 * The structure is PKI.js's, the cryptography Node's: Web Crypto, which PKI.js would use, has no PKCS #1 v1.5.
 *
 * Checks its own output before answering: throws `EnvelopedFault` where it is empty, plain or addressed to others.
 */
export function envelop(bytes: Uint8Array, certificates: ContactCertificates, padding: Padding): Uint8Array {
  const key = randomBytes(32);
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const content = Buffer.concat([cipher.update(bytes), cipher.final()]);
  const enveloped = new EnvelopedData({
    version: 0,
    recipientInfos: certificates.map((one) => addressTo(one, key, padding)),
    encryptedContentInfo: new EncryptedContentInfo({
      contentType: identifiers.data,
      contentEncryptionAlgorithm: new AlgorithmIdentifier({
        algorithmId: identifiers.aes256cbc,
        algorithmParams: new OctetString({ valueHex: iv }),
      }),
      encryptedContent: new OctetString({ valueHex: content }),
      // In one piece, as DER wants it, instead of fourteen thousand.
      disableSplit: true,
    }),
  });
  const info = new ContentInfo({ contentType: identifiers.envelopedData, content: enveloped.toSchema() });
  const der = new Uint8Array(info.toSchema().toBER());
  if (bytes.length === 0 || !checkEnveloped(der, certificates, bytes.length)) throw new EnvelopedFault();
  return der;
}

function addressTo({ publicKey, addressed }: ContactCertificate, key: Buffer, padding: Padding): RecipientInfo {
  const sealedKey = publicEncrypt(
    padding === 'oaep'
      ? { key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }
      : { key: publicKey, padding: constants.RSA_PKCS1_PADDING },
    key,
  );
  return new RecipientInfo({
    variant: 1,
    value: new KeyTransRecipientInfo({
      version: 0,
      rid: addressed,
      keyEncryptionAlgorithm: paddings[padding](),
      encryptedKey: new OctetString({ valueHex: sealedKey }),
    }),
  });
}
