import type { Site } from '#directory/site.ts';
import { pageHref, telHref } from './chrome.ts';
import { escapeHtml } from './html.ts';
import { responsibleFigures } from './responsible.ts';
import { sealingFigures } from './sealing.ts';

/** Where a guidance page stands, and whether a form of this address has somebody to receive it. */
type Place = { site: Site; tag: string; page: string; offers: (path: string) => boolean };

/**
 * Finishes the HTML of a guidance page: `page:` links lead to the page in the reader's language, `{{phone:id}}` becomes
 * a number of the directory that can be rung (numbers are never typed into pages), and links to other websites say so
 * and take no trace along. A figure that is paragraphs or a list takes the place of its own paragraph. Throws for a
 * placeholder or page that does not exist, so that a build stops.
 */
export function finishGuidance(html: string, place: Place, figures: Record<string, string>): string {
  const { site, tag, page: here } = place;
  const other = site.words(tag).site.opensOther;
  return html
    .replace(/<li>(?:(?!<\/?li>)[\s\S])*<\/li>\n?/g, (item) => {
      const [, form] = /href="page:(ask\/[a-z]+)"/.exec(item) ?? [];
      return form === undefined || place.offers(form) ? item : '';
    })
    .replace(/href="page:([a-z/-]+)"/g, (_, page: string) => {
      // The way to the form leads past "before you start", except from there.
      const target = page === 'ask' && here !== 'before' ? 'before' : page;
      return `href="${pageHref(tag, target)}"`;
    })
    .replace(
      /<a href="(https?:[^"]+)">(.*?)<\/a>/g,
      (_, href: string, text: string) =>
        `<a href="${href}" rel="noopener noreferrer">${text} <span class="outside">${escapeHtml(other)}</span></a>`,
    )
    .replace(/<p>(\{\{([a-zA-Z]+)\}\})<\/p>/g, (whole, mark: string, name: string) =>
      /^<(p|ul)>/.test(figures[name] ?? '') ? mark : whole,
    )
    .replace(/\{\{([a-zA-Z]+)(?::([a-z0-9-]+))?\}\}/g, (whole, name: string, id: string | undefined) => {
      if (id === undefined) {
        const figure = figures[name];
        if (figure === undefined) throw new Error(`no placeholder ${whole}`);
        return figure;
      }
      return fromDirectory(site, tag, name, id);
    });
}

function fromDirectory(site: Site, tag: string, name: string, id: string): string {
  const service = site.service(tag, id);
  const number = service?.phones[0]?.number;
  if (!service || (name === 'phone' && !number)) throw new Error(`no ${name} of ${id}`);
  if (name === 'phone' && number)
    return `<a class="phone" dir="ltr" href="${telHref(number)}">${escapeHtml(number)}</a>`;
  return `<bdi>${escapeHtml(service.name)}</bdi>`;
}

/** What guidance may name, as HTML: the county, the first line, how long a sealed copy is kept, who seals, and who is responsible. */
export function figuresOf(site: Site, tag: string, resendDays: number): Record<string, string> {
  const first = site.county.firstLine;
  return {
    county: escapeHtml(site.county.name),
    resendDays: String(resendDays),
    firstLineName: fromDirectory(site, tag, 'service', first),
    firstLinePhone: fromDirectory(site, tag, 'phone', first),
    ...responsibleFigures(site, tag),
    ...sealingFigures(site, tag),
  };
}
