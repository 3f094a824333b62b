import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { readLocales } from '../../src/i18n/locales.ts';
import { root } from '../support/project-files.ts';

/** The folder with everything that is edited without programming. */
export const content = path.join(root, 'content');

/** The languages other than English that have a folder. */
export const translations = readLocales(content).filter(({ tag }) => tag !== 'en');

/** The counties of the site. */
export const counties = readdirSync(path.join(content, 'counties'))
  .filter((id) => existsSync(path.join(content, 'counties', id, 'county.yaml')))
  .sort();

/** A file of `content`, or null where there is none. */
export function readContent(file: string): string | null {
  const full = path.join(content, file);
  return existsSync(full) ? readFileSync(full, 'utf8') : null;
}

/** A JSON or YAML file of `content`, parsed; null where there is none. */
export function parseContent(file: string): unknown {
  const text = readContent(file);
  return text === null ? null : parse(text);
}

/** The files of a folder of `content`, sorted; none where there is no folder. */
export function listContent(folder: string): string[] {
  const full = path.join(content, folder);
  return existsSync(full) ? readdirSync(full).sort() : [];
}

/** Every text of a tree of words with its path: `site.exit`, `steps.now.intro.0`. */
export function textsOf(tree: unknown, at = ''): Map<string, string> {
  if (typeof tree === 'string') return new Map([[at, tree]]);
  if (typeof tree !== 'object' || tree === null) return new Map();
  return new Map(Object.entries(tree).flatMap(([key, inner]) => [...textsOf(inner, at === '' ? key : `${at}.${key}`)]));
}

/** The `{{placeholders}}` and `page:` links of a text, sorted, as often as they come. */
export function marksOf(text: string): string[] {
  return (text.match(/\{\{[^}]*\}\}|\bpage:[a-z-]+/g) ?? []).sort();
}

/** Every number of a text in western digits, sorted. A number that is not the same in two languages is a wrong number. */
export function numbersOf(text: string): string[] {
  const western = text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
  return (western.match(/\d+/g) ?? []).sort();
}
