import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { synonymSchema } from '#directory/directory.ts';
import { compileSynonyms } from '#directory/phrases.ts';
import { type Problem, readFile } from './read-file.ts';

/** What is wrong with people's own words: fields, phrases without a word, and files of languages that are not there. */
export function checkSynonyms(content: string, tags: readonly string[]): Problem[] {
  const folder = path.join(content, 'synonyms');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : [];
  return names.sort().flatMap((name) => {
    const file = path.join(folder, name);
    const tag = name.replace(/\.yaml$/, '');
    const { value, problems } = readFile(file, synonymSchema);
    if (tag !== 'en' && !tags.includes(tag))
      problems.push({ file, says: `(whole file): there is no language ${tag}; one of: en, ${tags.join(', ')}` });
    const empty = (value ?? []).flatMap(({ phrases, ...means }, at) =>
      phrases.flatMap((phrase, place) =>
        compileSynonyms([{ phrases: [phrase], ...means }], tag).length > 0
          ? []
          : [{ file, says: `${at}.phrases.${place}: holds no word; take it out` }],
      ),
    );
    return [...problems, ...empty];
  });
}
