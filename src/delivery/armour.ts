const armoured =
  /^-----BEGIN PGP MESSAGE-----\r?\n(?:[A-Za-z]+: [ -~]*\r?\n)*\r?\n(?:[A-Za-z0-9+/=]{1,76}\r?\n)+-----END PGP MESSAGE-----\s*$/;

/**
 * Whether `text` is one OpenPGP message in ASCII armour (RFC 9580 section 6.2) and nothing else. It says nothing about
 * who can open it: it keeps text in clear from ever reaching the disk through a mistake of a caller.
 */
export function isArmoured(text: string): boolean {
  return armoured.test(text);
}
