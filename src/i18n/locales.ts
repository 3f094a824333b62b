import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';

const localeSchema = z.strictObject({
  tag: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/),
  /** The language's name in itself. */
  name: z.string(),
  /** Its name in English, for the contact. */
  english: z.string(),
  direction: z.enum(['ltr', 'rtl']),
  /** The native reader who passed the words on danger, contact, permission and confirmation; null: nobody yet. */
  reviewed: z.strictObject({ by: z.string(), on: z.iso.date() }).nullable(),
});

/** A language of the site: its name, its direction and who has checked it. */
export type Locale = z.infer<typeof localeSchema>;

/** English, which sits with the things it describes and so needs no folder. */
export const english: Locale = {
  tag: 'en',
  name: 'English',
  english: 'English',
  direction: 'ltr',
  reviewed: { by: 'source language', on: '2026-11-22' },
};

/** English and every language with a folder below `<root>/locales`, in order of tag. Throws when a file is wrong. */
export function readLocales(root: string): Locale[] {
  const folder = path.join(root, 'locales');
  const tags = existsSync(folder) ? readdirSync(folder).sort() : [];
  const others = tags
    .map((tag) => path.join(folder, tag, 'locale.yaml'))
    .filter((file) => existsSync(file))
    .map((file) => localeSchema.parse(parse(readFileSync(file, 'utf8'))));
  return [english, ...others];
}

/**
 * A file of a language's overlay, or null where that language has none. JSON and YAML.
 * @param file a path below `locales/<tag>/` that mirrors what it translates
 */
export function readOverlay(root: string, tag: string, file: string): unknown {
  const full = path.join(root, 'locales', tag, file);
  return existsSync(full) ? parse(readFileSync(full, 'utf8')) : null;
}

/** Lays one tree of words over another: where the upper has a text it wins; what is missing stays. */
export function overlay<T>(lower: T, upper: unknown): T {
  if (upper === null || upper === undefined) return lower;
  if (typeof lower !== 'object' || lower === null || Array.isArray(lower)) return upper as T;
  const tree: Record<string, unknown> = { ...(lower as Record<string, unknown>) };
  for (const [key, value] of Object.entries(upper as Record<string, unknown>)) tree[key] = overlay(tree[key], value);
  return tree as T;
}
