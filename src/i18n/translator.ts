import { createInstance, type TFunction } from 'i18next';
import english from './en.json' with { type: 'json' };
import { type Locale, overlay, readOverlay } from './locales.ts';

/** Every text of the site around the content, as the English has it. */
export type Words = typeof english;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui';
    resources: { ui: Words };
  }
}

/** Finds a text by its key in one language: `t('home.intro', { county })`. Keys are checked by the compiler. */
export type Translate = TFunction<'ui'>;

/** The texts of every language: as a function for pages, as a tree for what also runs in the browser. */
export type Translator = { translate: (tag: string) => Translate; words: (tag: string) => Words };

/** Reads the overlays of `locales` below `root` and prepares their texts. What a language lacks is English. */
export function createTranslator(root: string, locales: Locale[]): Translator {
  const trees = new Map(
    locales.map(({ tag }) => [tag, tag === 'en' ? english : overlay(english, readOverlay(root, tag, 'ui.json'))]),
  );
  const i18n = createInstance();
  i18n.init({
    initAsync: false,
    fallbackLng: 'en',
    defaultNS: 'ui',
    interpolation: { escapeValue: false },
    resources: Object.fromEntries([...trees].map(([tag, ui]) => [tag, { ui }])),
  });
  return {
    translate: (tag) => i18n.getFixedT(tag),
    words: (tag) => trees.get(tag) ?? english,
  };
}
