import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findLeaks } from '#directory/confidential.ts';
import { namesPlaceToStay } from './check-places.ts';
import type { Problem } from './read-file.ts';

/**
 * What tells where a place is on a page of guidance that names a place to stay, in English or in any language of the same
 * page; by line. Nowhere on such a page, since a reader joins two sentences that stand apart.
 * @param tags languages other than English
 */
export function checkPages(content: string, tags: readonly string[]): Problem[] {
  const folders = ['', ...tags.map((tag) => path.join('locales', tag))].map((one) => path.join(content, one, 'pages'));
  const pages = new Map<string, { file: string; text: string }[]>();
  for (const folder of folders.filter((one) => existsSync(one))) {
    for (const name of readdirSync(folder).sort()) {
      const file = path.join(folder, name);
      pages.set(name, [...(pages.get(name) ?? []), { file, text: readFileSync(file, 'utf8') }]);
    }
  }
  return [...pages.values()]
    .filter((all) => all.some(({ text }) => namesPlaceToStay(text)))
    .flat()
    .flatMap(({ file, text }) =>
      text
        .split('\n')
        .flatMap((line, at) => findLeaks({ [`line ${at + 1}`]: line }))
        .map((says) => ({ file, says })),
    );
}
