import { existsSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { readOverlay } from '#i18n/locales.ts';
import { helpCodes } from './facets.ts';
import { ContentError, readYaml } from './source.ts';

const kinds = z.enum(['any', ...helpCodes]);

/**
 * What is said, and which service is asked, where nothing of a kind is listed, by kind of help; `any` for each kind without
 * words of its own. One file, `content/counties/<id>/handover.yaml`.
 */
export const handoverSchema = z.partialRecord(kinds, z.strictObject({ text: z.string(), through: z.string() }));

/** Its sentences in another language, by kind: the same path below `content/locales/<tag>/`. Whom to ask stays. */
export const handoverOverlaySchema = z.partialRecord(kinds, z.strictObject({ text: z.string().min(1) }));

/** What to tell where nothing is listed for a kind of help: a sentence, the language it is in, and whom to ask. */
export type Handover = Readonly<Record<string, { text: string; lang: string; through: string }>>;

/** What a county says in English; nothing where it has no file. Throws `ContentError` for a file that is wrong. */
export function readHandover(root: string, county: string): Handover {
  const file = path.join(root, fileOf(county));
  const said = existsSync(file) ? readYaml(file, handoverSchema) : {};
  return Object.fromEntries(Object.entries(said).map(([kind, one]) => [kind, { ...one, lang: 'en' }]));
}

/**
 * The same in one language. A kind that nobody has put into it stays English and says so in its `lang`, for the page to
 * mark; words for a kind that the English does not have are not said. Throws `ContentError` for a file that is wrong.
 */
export function localiseHandover(root: string, tag: string, county: string, english: Handover): Handover {
  const read = tag === 'en' ? null : readOverlay(root, tag, fileOf(county));
  const { data, error } = handoverOverlaySchema.safeParse(read ?? {});
  if (error) throw new ContentError(`locales/${tag}/${fileOf(county)}`, [error.message]);
  const words: Partial<Record<string, { text: string }>> = data;
  return Object.fromEntries(
    Object.entries(english).map(([kind, one]) => {
      const own = words[kind];
      return [kind, own ? { ...one, text: own.text, lang: tag } : one];
    }),
  );
}

const fileOf = (county: string) => `counties/${county}/handover.yaml`;
