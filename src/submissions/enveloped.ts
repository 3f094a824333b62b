import { readCertificates } from '#smime/certificate.ts';
import { envelop, type Padding } from '#smime/envelop.ts';
import { base64Lines } from './armour.ts';

/** Bytes sealed by S/MIME to certificates in PEM, expired ones too, as lines of base64. Throws where that cannot be done. */
export async function envelopText(bytes: Uint8Array, pem: string[], now: Date, padding: Padding): Promise<Uint8Array> {
  return base64Lines(envelop(bytes, readCertificates(pem, now, { allowExpired: true }), padding));
}
