import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { readLocales } from '../../src/i18n/locales.ts';
import { findTelling } from '../../src/i18n/telling.ts';
import { root } from '../support/project-files.ts';

/** What a text may not say, in one language: beginnings and forms of words. */
type Claims = {
  /** That contact or exit is safe, secure or anonymous. */
  assurance: RegExp;
  /** Together in one sentence only with a "not". */
  history: RegExp;
  erase: RegExp;
  not: RegExp;
};

const claims: Record<string, Claims> = {
  en: {
    assurance: /\b(safe|safely|safety|secure|securely|security|anonymous|anonymously|untraceable)\b/i,
    history: /histor/i,
    erase: /delet|eras|clear|remov|wip|hid/i,
    not: /\b(not|cannot|never|no)\b/i,
  },
  pl: {
    assurance: /(?<!nie)bezpieczn|(?<!nie)bezpieczeństw|anonimow/i,
    history: /histori/i,
    erase: /usu[wńn]|kasuj|skasuj|czyść|czyści|wymaz|ukry/i,
    not: /\bnie\b/i,
  },
  ur: {
    assurance: /محفوظ|گمنام|حفاظت/,
    history: /ہسٹری/,
    erase: /مٹ|حذف|صاف کر|ڈیلیٹ|چھپ/,
    not: /نہیں|نہ /,
  },
};

const tags = readLocales(path.join(root, 'content')).map(({ tag }) => tag);

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const pageOf = (tag: string, page: string) =>
  read(tag === 'en' ? `content/pages/${page}.md` : `content/locales/${tag}/pages/${page}.md`);

/** Every text for the public in a language, with where it stands. Words for professionals and for the contact are others. */
function publicTexts(tag: string): [where: string, text: string][] {
  const files =
    tag === 'en'
      ? ['src/i18n/en.json', 'src/forms/self-referral/en.json']
      : [`content/locales/${tag}/ui.json`, `content/locales/${tag}/forms/self-referral.json`];
  const words = files.flatMap((file) => textsIn(JSON.parse(read(file)), file));
  const pages = ['access', 'before', 'next', 'privacy', 'private', 'private-device'].map((page): [string, string] => [
    `${tag}/${page}`,
    pageOf(tag, page),
  ]);
  return [...words, ...pages];
}

function textsIn(value: unknown, where: string): [string, string][] {
  if (typeof value === 'string') return [[where, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'message' ? [] : textsIn(inner, `${where} ${key}`)));
}

const sentences = (text: string) => text.split(/(?<=[.!?۔؟:])\s+|\n+/);

/** The blocks of a page in order, by kind, with what stands in each. */
function blocksOf(markdown: string): { kind: string; text: string }[] {
  const body = markdown.replace(/^---[\s\S]*?\n---\n/, '');
  return body
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, mark = ''] = /^(#+|-|\d+\.)\s/.exec(line) ?? [];
      return { kind: /\d/.test(mark) ? 'step' : mark || 'text', text: line.slice(mark.length).trim() };
    });
}

const fixedParts = (text: string) =>
  (text.match(/\{\{[^}]+\}\}|\(page:[a-z-]+\)|\b(999|55)\b|Shift|Sticky Keys/g) ?? []).sort();

/** The ten things that must be said, each by the words that say it in English: of one page or the other. */
const points: [page: 'private' | 'private-device', ...says: RegExp[]][] = [
  ['private', /hides this page at once/, /opens an ordinary weather page/, /take our address off the screen/],
  ['private', /does not delete your browsing history/, /may see that you were here/],
  [
    'private-device',
    /shared account/,
    /linked to yours/,
    /Family controls/,
    /router/,
    /pictures of what was on the screen/,
    /spyware/,
    /one that they cannot reach/,
  ],
  ['private', /what you typed is not kept/, /unless you already pressed Send/],
  ['private', /Shift key three times/, /Back button takes you out of this site/],
  [
    'private-device',
    /search engine\. It can keep its own list/,
    /address bar\. It may suggest our address/,
    /new tab\. It may show/,
  ],
  ['private-device', /do not have to clear everything/, /delete one line/, /private window/],
  ['private-device', /phone bill/, /list of calls/, /Downloads, screenshots and printed pages/],
  ['private', /another website is out of its reach/],
  ['private', /\{\{phone:999\}\}/, /Press 55/],
];

test('both pages together say the ten things that must be said', () => {
  for (const [page, ...says] of points) for (const words of says) expect(pageOf('en', page)).toMatch(words);
  expect(pageOf('en', 'private-device')).toContain('{{phone:ndah}}');
});

for (const tag of tags) {
  test.describe(tag, () => {
    test('nowhere claims that the exit deletes anything, or that anything is safe, secure or anonymous', () => {
      const own = claims[tag];
      expect(own, 'the words that must not be claimed have to be listed for this language').toBeDefined();
      if (!own) return;
      const faults = publicTexts(tag).flatMap(([where, text]) =>
        sentences(text)
          .filter(
            (one) => own.assurance.test(one) || (own.history.test(one) && own.erase.test(one) && !own.not.test(one)),
          )
          .map((one) => `${where}: ${one}`),
      );
      expect(faults).toEqual([]);
      // The words are found where they are, so that an empty list of faults says something.
      expect(
        publicTexts(tag).some(([, text]) => sentences(text).some((one) => own.history.test(one) && own.not.test(one))),
      ).toBe(true);
    });

    test('says the same things about privacy as the English, in its own words', () => {
      for (const page of ['private', 'private-device', 'before']) {
        const english = blocksOf(pageOf('en', page));
        const own = blocksOf(pageOf(tag, page));
        expect(
          own.map(({ kind }) => kind),
          page,
        ).toEqual(english.map(({ kind }) => kind));
        expect(
          own.map(({ text }) => fixedParts(text)),
          page,
        ).toEqual(english.map(({ text }) => fixedParts(text)));
        if (tag !== 'en') {
          const copied = own.filter(({ text }, index) => text === english[index]?.text);
          expect(copied, page).toEqual([]);
        }
      }
    });

    test('titles and summaries of pages tell nothing', () => {
      for (const page of ['access', 'before', 'next', 'privacy', 'private', 'private-device']) {
        const title = /^title: (.*)$/m.exec(pageOf(tag, page))?.[1] ?? '';
        expect(findTelling(title), title).toBeNull();
      }
    });
  });
}
