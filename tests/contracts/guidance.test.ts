import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { guidancePath, isReading } from '../../src/components/site/reading.ts';
import { findTelling } from '../../src/i18n/telling.ts';
import { root } from '../support/project-files.ts';
import { readingAge, sentencesOf, wordsOf } from './guidance-measure.ts';
import { listContent, readContent, translations } from './overlays.ts';

type Source = { for: string; name: string; url: string; readOn: string; pageDate: string | null };
type Front = {
  title: string;
  heading: string;
  summary: string;
  updated: string;
  warning: string | null;
  reviewedBy: { name: string; on: string } | null;
  sources: Source[];
};

function readPage(file: string): { front: Front; body: string } {
  const [, front = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readContent(file) ?? '') ?? [];
  return { front: parse(front), body };
}

const nameOf = (file: string) => file.replace(/^.*\/|\.md$/g, '');
const english = listContent('pages').map((file) => `pages/${file}`);
const readings = english.filter((file) => isReading(nameOf(file)));
const forWork = english.filter((file) => nameOf(file).startsWith('work-'));
const others = translations.flatMap(({ tag }) =>
  listContent(`locales/${tag}/pages`)
    .filter((file) => isReading(nameOf(file)))
    .map((file) => `locales/${tag}/pages/${file}`),
);
/** What is written for everybody; a statement the law asks for and pages for professionals may be harder. */
const forPublic = english.filter((file) => !/^(access|privacy|work)/.test(nameOf(file)));

/** Words and figures that say what the law or a count is. The 55 pressed after 999 has its source in the directory. */
const facts =
  /\b(laws?|legal|illegal|crimes?|offences?|courts?|rights|right to|entitled|benefits|orders|million|per cent)\b|(?!\b55\b)\b\d+/;
const factsOf = (body: string) => facts.exec(body.replace(/\]\([^)]*\)|\{\{[^}]*\}\}/g, ''))?.[0] ?? null;

/** Beginnings that, besides the list for every title, would tell at a tab what somebody plans or who they are. */
const personal = /leav|divorc|immigra|visa|lesbian|\bgay|trans|lgbt|crime|court|forced|honour|debts? owed/i;

describe.each([...readings, ...forWork])('%s', (file) => {
  const { front, body } = readPage(file);

  test('has all of its front matter, in order', () => {
    const keys = ['title', 'heading', 'summary', 'updated', 'warning', 'reviewedBy', 'sources'];
    expect(Object.keys(front)).toEqual(keys);
    if (front.reviewedBy) expect(Object.keys(front.reviewedBy)).toEqual(['name', 'on']);
  });

  test('names where each fact of law and each number was read, and when', () => {
    expect([factsOf(body), front.sources.length > 0]).not.toEqual([expect.any(String), false]);
    for (const { for: fact, name, url, readOn, pageDate } of front.sources) {
      expect([fact, name].filter((text) => text.trim() === '')).toEqual([]);
      expect(url).toMatch(/^https:\/\/\S+$/);
      expect(readOn).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(pageDate === null || /\b20\d\d$/.test(pageDate)).toBe(true);
    }
  });

  test('has a title that gives no visit away', () => {
    expect(findTelling(front.title)).toBeNull();
  });
});

describe.each(readings)('%s, for everybody,', (file) => {
  const { front, body } = readPage(file);

  test('has a title that says nothing of plans or of who somebody is', () => {
    expect(personal.exec(front.title)).toBeNull();
  });

  test('is short, and leaves the next steps to the layout', () => {
    const words = sentencesOf(body).flatMap(wordsOf).length;
    expect(words).toBeGreaterThan(150);
    expect(words).toBeLessThanOrEqual(600);
    expect(body).not.toContain('What you can do next');
  });
});

describe('the pages to read', () => {
  const linksOf = (file: string) =>
    [...readPage(file).body.matchAll(/\]\(page:([a-z/-]+)\)/g)].map(([, to = '']) => to);

  test('stand once each on the page that lists them, by the words over them', () => {
    const listed = [...readPage('pages/read.md').body.matchAll(/\[([^\]]+)\]\(page:(read-[a-z-]+)\)/g)];
    const own = readings.map((file) => [readPage(file).front.heading, nameOf(file)]);
    expect(listed.map(([, words, to]) => [words, to]).sort()).toEqual(own.sort());
  });

  test('lead to pages that exist', () => {
    const known = new Set(english.map(nameOf));
    const links = [...readings, ...others].flatMap((file) => linksOf(file).filter((to) => isReading(to)));
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter((to) => !known.has(to))).toEqual([]);
  });

  test('have titles and addresses of their own', () => {
    const titles = english.map((file) => readPage(file).front.title);
    expect(new Set(titles).size).toBe(titles.length);
    const codes = readings.map((file) => guidancePath(nameOf(file)));
    expect(new Set(codes).size).toBe(readings.length);
    expect(codes.filter((code) => findTelling(code) !== null)).toEqual([]);
  });

  test.each(others)('%s has words alone: sources and readers stand in English', (file) => {
    const known = ['title', 'heading', 'summary', 'updated', 'warning'];
    expect(Object.keys(readPage(file).front)).toEqual(known);
    expect(readPage(file).front.warning === null).toBe(readPage(`pages/${nameOf(file)}.md`).front.warning === null);
    expect(findTelling(readPage(file).front.title)).toBeNull();
  });
});

describe('reading', () => {
  test.each(forPublic)('%s is easy at the age of eleven', (file) => {
    expect(readingAge(readPage(file).body)).toBeLessThanOrEqual(11);
  });

  test.each([...forPublic, ...others])('%s has no sentence of more than 25 words', (file) => {
    expect(sentencesOf(readPage(file).body).filter((sentence) => wordsOf(sentence).length > 25)).toEqual([]);
  });

  test('is measured: hard words and long sentences raise the age', () => {
    expect(readingAge('You can ring. They listen.')).toBeLessThan(7);
    expect(
      readingAge('Statutory notification procedures necessitate considerable administrative deliberation.'),
    ).toBeGreaterThan(18);
    expect(sentencesOf('## Not this\n\n- One. Two!\n- یہ ایک ہے۔ یہ دو ہے۔\n1. {{phone:999}}')).toHaveLength(4);
  });

  test('a fact is seen, and what is none is not', () => {
    expect([factsOf('It is a crime.'), factsOf('About 3 in 10.')]).toEqual(['crime', '3']);
    expect(factsOf('Press 55. Ring {{phone:999}}. [a](page:ask/2) You are right.')).toBeNull();
  });
});

test('the table of the pages is the one in the documents', async () => {
  const rows = [...readings, ...forWork].map((file) => {
    const { front, body } = readPage(file);
    const sentences = sentencesOf(body);
    const longest = Math.max(...sentences.map((sentence) => wordsOf(sentence).length));
    const sources = front.sources.map(
      (one) => `${one.for}: [${one.name}](${one.url}), ${one.pageDate ?? 'no date'}, read ${one.readOn}`,
    );
    const cells = [
      nameOf(file),
      front.heading,
      readingAge(body).toFixed(1),
      sentences.flatMap(wordsOf).length,
      longest,
    ];
    return `| ${[...cells, front.reviewedBy?.name ?? 'nobody yet', sources.join('<br>') || 'states no fact'].join(' | ')} |`;
  });
  const text = `# The pages to read

Made by \`vitest run tests/contracts/guidance.test.ts -u\`; a test holds it to the pages in \`content/pages\`. Where a page's own
date is long ago, read the source again first. Reading age is the grade of Flesch and Kincaid and five years, by
\`flesch-kincaid\` and \`syllable\`; eleven is the most for the public (\`read-\`), and no
sentence of theirs may have more than 25 words, in any language. Pages for professionals (\`work-\`) may be harder.

| page | heading | reading age | words | longest sentence | read by | facts and where they were read |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
  await expect(text).toMatchFileSnapshot(path.join(root, 'docs/guidance.md'));
});
