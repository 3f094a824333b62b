import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Words } from '../../src/i18n/translator.ts';

const root = path.resolve(import.meta.dirname, '..', '..');

/** The words of the pages in a language, as they stand in its own file. */
export function readWords(tag: string): Words {
  const file = tag === 'en' ? 'src/i18n/en.json' : `content/locales/${tag}/ui.json`;
  return JSON.parse(readFileSync(path.join(root, file), 'utf8'));
}
