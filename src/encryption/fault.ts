/** Why a public key cannot be used to seal messages. */
export type KeyFaultCode =
  | 'none'
  | 'unreadable'
  | 'private'
  | 'v6'
  | 'seipd2'
  | 'revoked'
  | 'expired'
  | 'weak'
  | 'sign-only';

/** A contact's key that must not be used. `position` counts the keys given, from 1; 0 where there is none. */
export class KeyFault extends Error {
  readonly code: KeyFaultCode;
  readonly position: number;
  constructor(code: KeyFaultCode, position: number) {
    super(position > 0 ? `key ${position} cannot be used: ${code}` : `no key can be used: ${code}`);
    this.name = 'KeyFault';
    this.code = code;
    this.position = position;
  }
}

/**
 * Why an armoured text is not a message sealed to the contact.
 *
 * - `unreadable`: not one whole armoured message exactly as OpenPGP.js writes it (truncated, damaged, a banner around
 *   something else, words before or after, packets after the end).
 * - `not-sealed`: signed, compressed or plain, but not encrypted.
 * - `password`: can be opened with a password instead of the contact's key.
 * - `wrong-keys`: addressed to nobody, to others, or not to each of the contact's keys once. The key may have been
 *   replaced since the page was loaded: seal again with the present keys.
 * - `packets`: encrypted, but not as PKESK version 3 followed by one SEIPD version 1 packet.
 * - `too-small`, `too-large`: what is inside has not the length a message can have.
 */
export type SealedFault =
  | 'unreadable'
  | 'not-sealed'
  | 'password'
  | 'wrong-keys'
  | 'packets'
  | 'too-small'
  | 'too-large';

/** What was just sealed is not what was asked for; it must not be kept or sent. Holds nothing of the message. */
export class SealFault extends Error {
  readonly code: SealedFault;
  constructor(code: SealedFault) {
    super(`the sealed message failed its check: ${code}`);
    this.name = 'SealFault';
    this.code = code;
  }
}

/**
 * Why a message cannot be opened: not a sealed message, sealed to another key, changed or cut short on its way, a
 * private key that cannot be read, or one whose passphrase is missing or wrong.
 */
export type OpenFaultCode = 'not-sealed' | 'wrong-key' | 'damaged' | 'private-key' | 'passphrase';

/** A message or a private key that cannot be opened. Holds nothing of what they contain. */
export class OpenFault extends Error {
  readonly code: OpenFaultCode;
  constructor(code: OpenFaultCode) {
    super(`cannot be opened: ${code}`);
    this.name = 'OpenFault';
    this.code = code;
  }
}
