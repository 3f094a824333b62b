import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { discoverForms } from '../../src/forms/discover.ts';
import { findTelling } from '../../src/i18n/telling.ts';
import { privacyVersion } from '../../src/i18n/versions.ts';
import { listContent, marksOf, numbersOf, readContent, textsOf, translations } from './overlays.ts';

const pages = listContent('pages');

type Page = { front: Record<string, unknown>; body: string };

/** A guidance page, taken apart. */
function readPage(file: string): Page {
  const [, front = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readContent(file) ?? '') ?? [];
  return { front: parse(front) ?? {}, body };
}

/** How a page is built: a sign a line for headings, list items and paragraphs. */
const shapeOf = ({ body }: Page) =>
  body.split('\n').flatMap((line) => (line.trim() === '' ? [] : [/^(#+|-|\d+\.)\s/.exec(line)?.[1] ?? 'text']));

const linksOf = ({ body }: Page) => [...body.matchAll(/\]\(([^)]+)\)/g)].map(([, to = '']) => to).sort();

/** A page's numbers, those of its links and of its days aside: a day is written as the language has it. */
const figuresOf = ({ body }: Page) => numbersOf(body.replace(/\]\([^)]+\)/g, ''));

/** What a page has that no translation repeats: who of the field has read it, and where its facts were read. */
const englishAlone = ['reviewedBy', 'sources'];

describe.each(translations)('the pages in $english', ({ tag }) => {
  const own = (page: string) => readPage(`locales/${tag}/pages/${page}`);
  const translated = listContent(`locales/${tag}/pages`);

  test('are all there, and no other; pages for professionals may be in English for now', () => {
    expect(translated.filter((page) => !pages.includes(page))).toEqual([]);
    expect(pages.filter((page) => !translated.includes(page) && !page.startsWith('work-'))).toEqual([]);
  });

  test.each(translated)('%s says what the English one says, in the same order', (page) => {
    const [english, other] = [readPage(`pages/${page}`), own(page)];
    expect(Object.keys(other.front)).toEqual(Object.keys(english.front).filter((key) => !englishAlone.includes(key)));
    expect(other.front['updated']).toBe(english.front['updated']);
    expect(marksOf(other.body)).toEqual(marksOf(english.body));
    expect(linksOf(other)).toEqual(linksOf(english));
    expect(shapeOf(other)).toEqual(shapeOf(english));
    expect(figuresOf(other)).toEqual(figuresOf(english));
  });

  test.each(translated)('%s is in the language', (page) => {
    const [english, other] = [readPage(`pages/${page}`), own(page)];
    // What is nothing but placeholders has no words of its own.
    const hasWords = (line: string) => /\p{L}/u.test(line.replace(/\{\{[^}]*\}\}/g, ''));
    const lines = new Set(english.body.split('\n').filter(hasWords));
    expect(other.body.split('\n').filter((line) => lines.has(line))).toEqual([]);
    for (const key of ['title', 'heading', 'summary', 'warning'])
      if (english.front[key]) expect(other.front[key]).not.toBe(english.front[key]);
  });
});

const paths = [...(await discoverForms()).values()].map(({ form }) => form.path);
const professional = ['work/pathway', 'work/table', 'work/list', 'work/training'];

describe('a guidance page', () => {
  const all = ['', ...translations.map(({ tag }) => `locales/${tag}/`)].flatMap((folder) =>
    listContent(`${folder}pages`).map((page) => `${folder}pages/${page}`),
  );

  test.each(all)('%s has its front matter, an address that says nothing, and links that lead somewhere', (file) => {
    const { front, body } = readPage(file);
    const words = Object.keys(front).filter((key) => !['heading', 'warning', ...englishAlone].includes(key));
    expect(words).toEqual(['title', 'summary', 'updated']);
    expect(front['updated']).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const [, slug = ''] = /([^/]+)\.md$/.exec(file) ?? [];
    expect(findTelling(slug)).toBeNull();
    const known = new Set([
      ...pages.map((page) => page.replace('.md', '')),
      'now',
      'find',
      'own',
      'print',
      'think',
      ...professional,
      ...paths,
    ]);
    const links = [...body.matchAll(/\bpage:([a-z/-]+)/g)].map(([, to = '']) => to);
    expect(links.filter((to) => !known.has(to))).toEqual([]);
  });

  test.each(all)('%s types no number to ring: they come from the directory, where each has its source', (file) => {
    const { front, body } = readPage(file);
    const text = [...textsOf(front).values(), body].join('\n').replace(/\]\([^)]+\)|\{\{[^}]*\}\}|https?:\S+/g, '');
    expect(text.match(/\b(0[\d ]{7,}\d|1\d\d\d?\d?\d?|999)\b/g) ?? []).toEqual([]);
  });
});

test('the words on privacy are those of the version that a message records, in every language', () => {
  const versions = ['', ...translations.map(({ tag }) => `locales/${tag}/`)].map(
    (folder) => readPage(`${folder}pages/privacy.md`).front['updated'],
  );
  expect(new Set(versions)).toEqual(new Set([privacyVersion]));
});
