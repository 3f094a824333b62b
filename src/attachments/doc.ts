import { readLow, startsWith } from './bytes.ts';
import type { FileReason } from './reason.ts';

/** The first bytes of every OLE compound file (MS-CFB 2.2), which `.doc` is. */
export const oleMagic = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';

/**
 * A Word document of 1997 to 2003 without macros (MS-OVBA: each project has a stream `_VBA_PROJECT`) or packed files. What
 * else it may hold cannot be seen without reading the whole format, so whoever opens it lets Word keep it in Protected View.
 */
export function checkDoc(bytes: Uint8Array): FileReason | null {
  if (!startsWith(bytes, oleMagic)) return 'mismatch';
  const names = new Set(readNames(bytes));
  if (names.has('EncryptedPackage')) return 'locked';
  if (!names.has('WordDocument')) return 'mismatch';
  if (names.has('_VBA_PROJECT') || names.has('Macros') || names.has('VBA')) return 'macros';
  return names.has('\x01Ole10Native') ? 'active' : null;
}

/**
 * The names in the directory (MS-CFB 2.6.1). Every place where an entry can stand is looked at, used or not, since the
 * chain that says which are used can be written to mislead.
 */
function readNames(bytes: Uint8Array): string[] {
  const names: string[] = [];
  for (let at = 512; at + 128 <= bytes.length; at += 128) {
    const length = readLow(bytes, at + 64, 2);
    const type = bytes[at + 66] ?? 0;
    if (length < 4 || length > 64 || length % 2 === 1 || ![1, 2, 5].includes(type) || (bytes[at + 67] ?? 2) > 1)
      continue;
    const signs = Array.from({ length: length / 2 - 1 }, (_, place) => readLow(bytes, at + 2 * place, 2));
    names.push(String.fromCharCode(...signs));
  }
  return names;
}
