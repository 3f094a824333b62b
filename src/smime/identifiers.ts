/** The object identifiers of RFC 5652, RFC 3565, RFC 3370 and RFC 4055. */
export const identifiers = {
  data: '1.2.840.113549.1.7.1',
  envelopedData: '1.2.840.113549.1.7.3',
  aes256cbc: '2.16.840.1.101.3.4.1.42',
  pkcs1: '1.2.840.113549.1.1.1',
  oaep: '1.2.840.113549.1.1.7',
  mgf1: '1.2.840.113549.1.1.8',
  sha256: '2.16.840.1.101.3.4.2.1',
} as const;
