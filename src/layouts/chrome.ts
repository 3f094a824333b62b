import { type Chrome, pageHref } from '#components/site/chrome.ts';
import type { Site } from '#directory/site.ts';
import { isOffered } from './forms.ts';

/** What stands around a page in one language. `page` is its address below the language; `home` is the start page. */
export function chromeFor(site: Site, tag: string, page: string): Chrome {
  const locale = site.locale(tag);
  if (!locale) throw new Error(`no language ${tag}`);
  const words = site.words(tag);
  const first = site.service(tag, site.county.firstLine);
  return {
    tag,
    direction: locale.direction,
    words: words.site,
    nav: words.nav,
    county: site.county.name,
    exit: site.exit,
    languages: site.locales.map((one) => ({ tag: one.tag, name: one.name, href: pageHref(one.tag, page) })),
    demo: site.demo && first ? { name: first.name, number: first.phones[0]?.number ?? '' } : null,
    feedback: isOffered(site, 'ask/say'),
    unreviewed: locale.reviewed === null,
  };
}
