import type { Words } from '#i18n/translator.ts';

/** What stands around every page, in one language: plain data, since it is also laid out again in the browser. */
export type Chrome = {
  tag: string;
  direction: 'ltr' | 'rtl';
  words: Words['site'];
  nav: Words['nav'];
  county: string;
  exit: { url: string; second: string; idleMinutes: number };
  /** The same page in the other languages. On a form these are buttons, so that nothing typed is lost. */
  languages: { tag: string; name: string; href: string }[];
  /** Set in a demonstration: whom to ring instead. */
  demo: { name: string; number: string } | null;
  /** Somebody receives what people think of the site. */
  feedback: boolean;
  /** No native reader has passed this language yet. */
  unreviewed: boolean;
};

/** A page's address in a language. `home` has none of its own. */
export const pageHref = (tag: string, page: string) => (page === 'home' ? `/${tag}/` : `/${tag}/${page}/`);

/** A number as a telephone link: its digits, and a plus before a country's code. */
export const telHref = (number: string) => `tel:${number.replace(/[^\d+]/g, '')}`;
