import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { encodeBody, isText } from './files.ts';

/** What the name of a file ends in besides its own once it is compressed. */
const endings = { br: '.br', gzip: '.gz' } as const;

/**
 * Lays beside each text of a built folder what a browser is sent of it: `.br` and `.gz`, where that is smaller. Once, at the
 * build, so that it can be as small as it gets (a tenth smaller than what a start could afford) and a start does nothing.
 */
export async function precompress(folder: string): Promise<void> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const texts = entries.filter((entry) => entry.isFile() && isText(entry.name));
  // Node compresses beside the thread, a few at a time; all at once would only hold every file in memory.
  for (let start = 0; start < texts.length; start += 16) {
    await Promise.all(texts.slice(start, start + 16).map((entry) => compress(path.join(entry.parentPath, entry.name))));
  }
}

async function compress(file: string): Promise<void> {
  const bytes = readFileSync(file);
  const encoded = await encodeBody(bytes, { quality: 11 });
  if (encoded.br) writeFileSync(`${file}${endings.br}`, encoded.br);
  if (encoded.gzip) writeFileSync(`${file}${endings.gzip}`, encoded.gzip);
}
