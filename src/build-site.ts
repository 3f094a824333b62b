import path from 'node:path';
import { readSite, type Site } from '#directory/site.ts';

let site: Site | null = null;

/** The site that files are built from, read once. The build runs in the project's folder. */
export function buildSite(): Site {
  site ??= readSite(path.resolve('content'), __BUILD_OPTIONS__);
  return site;
}

/** The paths of a page that exists once in each language. */
export const localePaths = () => buildSite().locales.map(({ tag }) => ({ params: { locale: tag } }));
