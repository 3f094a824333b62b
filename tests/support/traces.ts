import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The ways in which a word may lie on a disk or a wire: as it is, UTF-16, hexadecimal, escaped, base64 at any offset. */
function formsOf(word: string): Buffer[] {
  const bytes = Buffer.from(word);
  const wide = Buffer.from(word, 'utf16le');
  const texts = [bytes.toString('hex'), encodeURIComponent(word), JSON.stringify(word).slice(1, -1)];
  for (const plain of [bytes, wide]) {
    for (const offset of [0, 1, 2]) {
      const all = Buffer.concat([Buffer.alloc(offset), plain]).toString('base64');
      // Only the signs that no neighbour has a part in.
      texts.push(all.slice(Math.ceil((offset * 4) / 3), Math.floor(((offset + plain.length) * 4) / 3)));
    }
  }
  const quoted = [...bytes].map((byte) => `=${byte.toString(16).toUpperCase()}`).join('');
  const urlSafe = texts.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  const all = [...texts, ...urlSafe, quoted].map((text) => Buffer.from(text));
  return [bytes, wide, Buffer.from(wide).swap16(), ...all];
}

/** The words that are found in what was written, in whatever form. Line ends within a base64 text hide nothing. */
export function findWords(haystack: Buffer | string, words: string[]): string[] {
  const bytes = Buffer.isBuffer(haystack) ? haystack : Buffer.from(haystack);
  const joined = Buffer.from(bytes.toString('latin1').replace(/\r?\n/g, ''), 'latin1');
  return words.filter((word) => formsOf(word).some((form) => bytes.includes(form) || joined.includes(form)));
}

/** Every word found in any file below the folders, one readable line each: the file and the word. */
export function findOnDisk(folders: string[], words: string[]): string[] {
  return listFiles(folders).flatMap((file) => findWords(readFileSync(file), words).map((word) => `${file}: ${word}`));
}

/** Every file below the folders. */
export function listFiles(folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name)),
  );
}
