import { randomBytes } from 'node:crypto';
import { writeSigns } from '#message/reference.ts';

/** A code that nobody can guess, `XXXX-XXXX-XXXX`, in the signs of a reference: 59 bits. */
export async function createCode(): Promise<string> {
  return (await writeSigns(randomBytes(32).toString('hex'), 12)).replace(/(.{4})(?=.)/g, '$1-');
}

/** A code as somebody typed or read it out: small letters and missing or other dashes are forgiven. */
export const readCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/(.{4})(?=.)/g, '$1-');
