import { areBase64Lines, isArmoured } from './armour.ts';

/** Sealed by the server's ring: base64url, in one line. */
const ofRing = (body: string) => /^[\w-]+$/.test(body);

/** The identifier of enveloped data (RFC 5652 section 6.1) as it stands in the first bytes. */
const envelopedData = '06092a864886f70d010703';

function isEnveloped(body: string): boolean {
  const head = Buffer.from(body.slice(0, 76), 'base64').toString('hex');
  return head.startsWith('30') && head.includes(envelopedData) && areBase64Lines(body, 0, body.trimEnd().length);
}

const checks: Record<string, (body: string) => boolean> = {
  'sealed-openpgp': isArmoured,
  'sealed-smime': isEnveloped,
  'sealed-ring': ofRing,
  letter: ofRing,
};

/**
 * Whether a body looks sealed in the way its kind says. It says nothing about who can open it: it keeps text in clear from
 * ever reaching the disk through a mistake of a caller. A kind that is not known has no body that is right.
 */
export const hasBodyOf = (kind: string, body: string): boolean =>
  Object.hasOwn(checks, kind) && checks[kind]?.(body) === true;
