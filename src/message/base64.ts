const signs = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const equals = 0x3d;

/** Bytes of one line of base64: 76 signs, the longest that mail allows (RFC 2045 6.8). */
const lineBytes = 57;

/** How many bytes `writeBase64` writes for `size` bytes. Nothing is one empty line. */
export const base64Size = (size: number) => 4 * Math.ceil(size / 3) + 2 * Math.max(1, Math.ceil(size / lineBytes));

/**
 * Writes `bytes` into `target` from `at` on, in base64 with lines of 76 that end in CRLF, and gives where it ended. Straight
 * into place, because 10 MB as texts would cost an old phone ten times their size.
 */
export function writeBase64(target: Uint8Array, at: number, bytes: Uint8Array): number {
  let place = at;
  for (let start = 0; start < bytes.length || start === 0; start += lineBytes) {
    const end = Math.min(start + lineBytes, bytes.length);
    for (let from = start; from < end; from += 3) {
      const three = ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
      target[place] = signs[three >> 18] ?? 0;
      target[place + 1] = signs[(three >> 12) & 63] ?? 0;
      target[place + 2] = from + 1 < end ? (signs[(three >> 6) & 63] ?? 0) : equals;
      target[place + 3] = from + 2 < end ? (signs[three & 63] ?? 0) : equals;
      place += 4;
    }
    target[place] = 0x0d;
    target[place + 1] = 0x0a;
    place += 2;
  }
  return place;
}
