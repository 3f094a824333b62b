import { readHigh, startsWith } from './bytes.ts';
import type { FileReason } from './reason.ts';

/** A photograph of a good camera has 50 million points; more is there to fill a memory. */
const maxPoints = 100_000_000;

/** A PNG (W3C PNG 5.2) of a size that can be shown. */
export function checkPng(bytes: Uint8Array): FileReason | null {
  if (!startsWith(bytes, '\x89PNG\r\n\x1a\n')) return 'mismatch';
  if (!startsWith(bytes, 'IHDR', 12)) return 'damaged';
  return checkPoints(readHigh(bytes, 16, 4), readHigh(bytes, 20, 4));
}

/** A JPEG (ITU T.81 annex B) of a size that can be shown. */
export function checkJpeg(bytes: Uint8Array): FileReason | null {
  if (!startsWith(bytes, '\xff\xd8\xff')) return 'mismatch';
  let at = 2;
  while (bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    // A marker may be filled up with 0xff before it.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return checkPoints(readHigh(bytes, at + 7, 2), readHigh(bytes, at + 5, 2));
    const length = readHigh(bytes, at + 2, 2);
    if (length < 2) return 'damaged';
    at += 2 + length;
  }
  return 'damaged';
}

function checkPoints(width: number, height: number): FileReason | null {
  if (width === 0 || height === 0) return 'damaged';
  return width * height > maxPoints ? 'unfolds' : null;
}
