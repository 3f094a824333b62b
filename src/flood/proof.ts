/**
 * What is to be done for a proof: `parts` numbers, each such that PBKDF2 of it begins with `zeros` bits of 0. Many small
 * parts instead of a large one, so that it takes everybody about as long.
 */
export type Work = { parts: number; zeros: number; rounds: number };

/** What a page is asked for beside the message: a proof for `token`, which is bound to one submission. */
export type Challenge = { token: string; work: Work };

/**
 * 512 tries of 4,000 rounds on average, two millions: a quarter of a second on a computer, 1 to 3 s on a slow telephone, and
 * 5 ms to check. PBKDF2, because browsers have it as fast as anything an attacker has, and work at it beside the page.
 */
export const usualWork: Work = { parts: 8, zeros: 6, rounds: 4_000 };

/** How many tries are under way at once: telephones have that many cores. */
const atOnce = 4;

const encoder = new TextEncoder();

const readToken = (token: string) =>
  crypto.subtle.importKey('raw', encoder.encode(token), 'PBKDF2', false, ['deriveBits']);

/** Whether a number is an answer to a part. */
async function fits(key: CryptoKey, { zeros, rounds }: Work, part: number, number: number): Promise<boolean> {
  const salt = encoder.encode(`${part}.${number}`);
  const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, key, 32);
  return new DataView(bits).getUint32(0) >>> (32 - zeros) === 0;
}

/**
 * Works out a proof, off the main thread: the page stays usable meanwhile. Rejects where the browser cannot (no Web Crypto),
 * and when `limit` is over.
 */
export async function solve({ token, work }: Challenge, limit: AbortSignal): Promise<string> {
  const key = await readToken(token);
  const numbers: number[] = [];
  for (let part = 0; part < work.parts; part += 1) {
    let from = 0;
    let found = -1;
    while (found < 0) {
      limit.throwIfAborted();
      const tries = Array.from({ length: atOnce }, (_, index) => fits(key, work, part, from + index));
      const hit = (await Promise.all(tries)).indexOf(true);
      if (hit >= 0) found = from + hit;
      from += atOnce;
    }
    numbers.push(found);
  }
  return numbers.join('.');
}

/** Whether a text is a proof for a token. What is no proof at all costs nothing, a wrong one as much as its right parts. */
export async function isSolved(token: string, proof: string, work: Work = usualWork): Promise<boolean> {
  if (!/^\d{1,9}(\.\d{1,9}){0,31}$/.test(proof)) return false;
  const numbers = proof.split('.').map(Number);
  if (numbers.length !== work.parts) return false;
  const key = await readToken(token);
  for (const [part, number] of numbers.entries()) if (!(await fits(key, work, part, number))) return false;
  return true;
}
