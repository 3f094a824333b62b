/**
 * Why a certificate cannot be used to seal messages.
 *
 * - `none`: there is none. `unreadable`: not certificates in PEM and nothing else. `private`: a private key is in the file.
 * - `authority`: it signs other certificates; messages are sealed to a person's or a mailbox's.
 * - `algorithm`: its key is not RSA. `weak`: RSA of less than 2048 bits. `usage`: it may not be used to seal mail.
 * - `expired`: it has run out, and this is its first use.
 */
export type CertificateFaultCode =
  | 'none'
  | 'unreadable'
  | 'private'
  | 'authority'
  | 'algorithm'
  | 'weak'
  | 'usage'
  | 'expired';

/** A contact's certificate that must not be used. `position` counts the certificates given, from 1; 0 where there is none. */
export class CertificateFault extends Error {
  readonly code: CertificateFaultCode;
  readonly position: number;
  constructor(code: CertificateFaultCode, position: number) {
    super(position > 0 ? `certificate ${position} cannot be used: ${code}` : `no certificate can be used: ${code}`);
    this.name = 'CertificateFault';
    this.code = code;
    this.position = position;
  }
}

/** What was just sealed is not what was asked for; it must not be kept or sent. Holds nothing of the message. */
export class EnvelopedFault extends Error {
  readonly code = 'enveloped';
  constructor() {
    super('the enveloped message failed its check');
    this.name = 'EnvelopedFault';
  }
}
