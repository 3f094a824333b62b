import { readSite, type Site } from '#directory/site.ts';

let site: Site | null = null;

/** The site that files are built from, read once. */
export function buildSite(): Site {
  site ??= readSite(__BUILD_OPTIONS__.contentDir, __BUILD_OPTIONS__);
  return site;
}

/** The paths of a page that exists once in each language. */
export const localePaths = () => buildSite().locales.map(({ tag }) => ({ params: { locale: tag } }));
