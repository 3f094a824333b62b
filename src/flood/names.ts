const day = 24 * 3_600_000;

/**
 * Gives networks names that mean nothing outside this process: HMAC-SHA-256 under a key that is never written down and is
 * made anew each day, so that not even a copy of the memory tells who sent what on another day.
 */
export function createNames(now: () => number): (network: string) => Promise<string> {
  let key: Promise<CryptoKey> | null = null;
  let madeAt = 0;
  return async (network) => {
    const time = now();
    if (!key || Math.abs(time - madeAt) >= day) {
      key = crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']) as Promise<CryptoKey>;
      madeAt = time;
    }
    const hash = await crypto.subtle.sign('HMAC', await key, new TextEncoder().encode(network));
    return Array.from(new Uint8Array(hash, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
  };
}
