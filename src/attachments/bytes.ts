/** Where `wanted` (one byte a sign) begins in `bytes` from `from` on, or -1. */
export function findBytes(bytes: Uint8Array, wanted: string, from = 0): number {
  const first = wanted.charCodeAt(0);
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (startsWith(bytes, wanted, at)) return at;
  }
  return -1;
}

/** Whether `wanted` (one byte a sign) stands at `at`. */
export function startsWith(bytes: Uint8Array, wanted: string, at = 0): boolean {
  for (let place = 0; place < wanted.length; place += 1) {
    if (bytes[at + place] !== wanted.charCodeAt(place)) return false;
  }
  return true;
}

/** A number of two or four bytes, lowest first, as ZIP and OLE write them. 0 behind the end. */
export function readLow(bytes: Uint8Array, at: number, count: 2 | 4): number {
  let value = 0;
  for (let place = count - 1; place >= 0; place -= 1) value = value * 256 + (bytes[at + place] ?? 0);
  return value;
}

/** A number of two or four bytes, highest first, as PNG and JPEG write them. 0 behind the end. */
export function readHigh(bytes: Uint8Array, at: number, count: 2 | 4): number {
  let value = 0;
  for (let place = 0; place < count; place += 1) value = value * 256 + (bytes[at + place] ?? 0);
  return value;
}
