import { readLow, startsWith } from './bytes.ts';
import { inflate } from './inflate.ts';
import type { Budget } from './reason.ts';

/** A file in an archive: its name as written, and the size that it says it has once unfolded, in bytes. */
export type ZipEntry = { name: string; size: number; locked: boolean; method: number; packed: number; at: number };

const maxEntries = 2000;
const zip64 = 0xffffffff;

/**
 * The files of a ZIP archive by its central directory (APPNOTE 4.3.12), or null where it is damaged, split, of the 64-bit
 * kind, or could be read in two ways: bytes behind its end, or one name twice.
 */
export function readZip(bytes: Uint8Array): ZipEntry[] | null {
  const end = findEnd(bytes);
  if (end < 0 || readLow(bytes, end + 4, 4) !== 0) return null;
  const count = readLow(bytes, end + 10, 2);
  if (count !== readLow(bytes, end + 8, 2) || count > maxEntries) return null;
  const entries: ZipEntry[] = [];
  let at = readLow(bytes, end + 16, 4);
  for (let left = count; left > 0; left -= 1) {
    if (!startsWith(bytes, 'PK\x01\x02', at)) return null;
    const nameLength = readLow(bytes, at + 28, 2);
    const entry = {
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      size: readLow(bytes, at + 24, 4),
      packed: readLow(bytes, at + 20, 4),
      method: readLow(bytes, at + 10, 2),
      locked: (readLow(bytes, at + 8, 2) & 1) === 1,
      at: readLow(bytes, at + 42, 4),
    };
    if (entry.size === zip64 || entry.packed === zip64 || entry.at >= end) return null;
    entries.push(entry);
    at += 46 + nameLength + readLow(bytes, at + 30, 2) + readLow(bytes, at + 32, 2);
  }
  const known = new Set(entries.map(({ name }) => name.toLowerCase()));
  return at === end && known.size === entries.length ? entries : null;
}

/** The end of the directory, which the comment fills up to the very end of the file; -1 where it does not. */
function findEnd(bytes: Uint8Array): number {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at -= 1) {
    if (startsWith(bytes, 'PK\x05\x06', at)) return at + 22 + readLow(bytes, at + 20, 2) === bytes.length ? at : -1;
  }
  return -1;
}

/** The text of a file in the archive, or the reason there is none: `unfolds` when the budget is spent, else `damaged`. */
export function readEntry(
  bytes: Uint8Array,
  entry: ZipEntry,
  budget: Budget,
): { text: string } | 'unfolds' | 'damaged' {
  const { at, packed, method } = entry;
  if (!startsWith(bytes, 'PK\x03\x04', at)) return 'damaged';
  const start = at + 30 + readLow(bytes, at + 26, 2) + readLow(bytes, at + 28, 2);
  const body = bytes.subarray(start, start + packed);
  if (body.length !== packed || (method !== 0 && method !== 8)) return 'damaged';
  const { bytes: unfolded, end } = method === 0 ? { bytes: body, end: 'whole' } : inflate(body, budget.left);
  budget.left -= unfolded.length;
  if (end !== 'whole') return end === 'over' ? 'unfolds' : 'damaged';
  return { text: new TextDecoder().decode(unfolded) };
}
