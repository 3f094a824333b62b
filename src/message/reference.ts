/** Thirty signs that are hard to mistake for one another when read aloud or written by hand: no I, L, O, U, 0, 1. */
const signs = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 128 random bits as 32 hexadecimal digits: what makes a submission one, however often it is sent. */
export function createId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether a text is an id of `createId`. */
export const isId = (text: string) => /^[0-9a-f]{32}$/.test(text);

/**
 * What the person may read aloud, `XXXX-XXXX`, derived from the id so that browser and server come to the same one.
 * Not a secret: it opens nothing. Thirty signs to the power of eight are about 6.6 × 10^11.
 */
export async function referenceOf(id: string): Promise<string> {
  const text = await writeSigns(`reference:${id}`, 8);
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}

/** The first `count` signs, 12 at most, that a text's SHA-256 stands for. */
export async function writeSigns(text: string, count: number): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  let number = digest.subarray(0, 8).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let written = '';
  for (let place = 0; place < count; place += 1) {
    written += signs[Number(number % BigInt(signs.length))];
    number /= BigInt(signs.length);
  }
  return written;
}
