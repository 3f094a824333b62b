import { describe, expect, test } from 'vitest';
import { readCounty } from '../../src/directory/county.ts';
import { discoverForms, readBlocks } from '../../src/forms/discover.ts';
import ui from '../../src/i18n/en.json' with { type: 'json' };
import { readLocales } from '../../src/i18n/locales.ts';
import { findTelling, tellingWords } from '../../src/i18n/telling.ts';
import { readProjectFile } from '../support/project-files.ts';
import { content, counties, listContent, parseContent, readContent, textsOf } from './overlays.ts';

const locales = readLocales(content);
const forms = await discoverForms();

function readAsked(tag: string, file: string): unknown {
  if (tag !== 'en') return parseContent(`locales/${tag}/forms/${file}.json`);
  const own = file.startsWith('blocks/') ? `${file}.en.json` : `${file}/en.json`;
  return JSON.parse(readProjectFile(`src/forms/${own}`));
}

/** Every text of the site, its forms and its guidance in one language, by where it stands. */
function readTexts(tag: string): Map<string, string> {
  const folder = tag === 'en' ? '' : `locales/${tag}/`;
  const words = tag === 'en' ? ui : parseContent(`${folder}ui.json`);
  const pages = listContent(`${folder}pages`).map((page): [string, string] => [
    page,
    readContent(`${folder}pages/${page}`) ?? '',
  ]);
  const asked = [...forms.keys(), ...Object.keys(readBlocks()).map((name) => `blocks/${name}`)].map(
    (file): [string, unknown] => [file, readAsked(tag, file)],
  );
  return textsOf(
    Object.fromEntries([
      ['ui', words],
      ['pages', Object.fromEntries(pages)],
      ['forms', Object.fromEntries(asked)],
    ]),
  );
}

/** What a tab, a history or a list of pages shows: titles of pages, of the form and of problems, and the way about. */
function titlesOf(texts: Map<string, string>): [string, string][] {
  const shown = /^ui\.(nav\.\w+|site\.name|\w+\.\w*[tT]itle|form\.check)$|^forms\.[\w-]+\.title$/;
  const named = [...texts].filter(
    ([key]) => shown.test(key) && !/form\.(danger|error|problem|notOffered)Title/.test(key),
  );
  const pages = [...texts].flatMap(([key, text]): [string, string][] => {
    const [, title] = key.startsWith('pages.') ? (/^title: (.*)$/m.exec(text) ?? []) : [];
    return title === undefined ? [] : [[key, title]];
  });
  return [...named, ...pages];
}

/** The text without what is no promise of ours: addresses, and words that only contain a forbidden one. */
const plain = (text: string) =>
  text.replace(/\]\([^)]*\)|\{\{[^}]*\}\}|https?:\S+/g, '').replace(/safeguarding|niebezpiecz/gi, '');

/** Words for safe, secure and anonymous. Said of contact or of leaving, they are promises that nobody can keep. */
const promises = /\bsafe|secur|anonym|bezpiecz|anonim|محفوظ|حفاظت|گمنام/i;

/** Sentences on history and on taking it away, and the words that deny it, by language. */
const history: Record<string, { history: RegExp; away: RegExp; denied: RegExp }> = {
  en: {
    history: /history|histories|\bvisit/i,
    away: /delet|eras|clear|remov|wip/i,
    denied: /\bnot\b|cannot|n't\b|:$/i,
  },
  pl: { history: /histori/i, away: /usu|kasuj|skasuj|czyś|wyma|znik/i, denied: /\bnie\b/i },
  ur: { history: /ہسٹری|سرگزشت|تاریخ/, away: /مٹ|صاف|حذف|ڈیلیٹ|ختم/, denied: /نہیں|نہ / },
};

describe.each(locales)('in $english', ({ tag }) => {
  const texts = readTexts(tag);

  test('no title gives the visit away', () => {
    const titles = titlesOf(texts);
    expect(titles.length).toBeGreaterThan(25);
    expect(titles.filter(([, title]) => findTelling(plain(title)) !== null)).toEqual([]);
  });

  test('nothing is called safe, secure or anonymous', () => {
    // What is written for the contact alone is no promise to the person.
    const said = [...texts].filter(([key]) => !/\.message\./.test(key));
    expect(said.filter(([, text]) => promises.test(plain(text)))).toEqual([]);
  });

  test('no sentence says that leaving takes the history away', () => {
    const rule = history[tag];
    if (!rule) throw new Error(`${tag}: write the words for history, for taking it away and for denying it here`);
    const sentences = [...texts].flatMap(([key, text]) =>
      text.split(/(?<=[.!?۔؟])\s|\n/).map((sentence) => [key, sentence] as const),
    );
    const about = sentences.filter(([, sentence]) => rule.history.test(sentence) && rule.away.test(sentence));
    expect(about.length).toBeGreaterThan(0);
    expect(about.filter(([, sentence]) => !rule.denied.test(sentence))).toEqual([]);
  });
});

test.each(counties)('nothing that can be seen of the mail of %s says what it is about', (county) => {
  const { mail } = readCounty(content, county);
  expect([mail.senderName, mail.subject].filter((text) => findTelling(text) !== null)).toEqual([]);
});

describe('the deny list', () => {
  test('has words of every language of the site, and the stems of what must not be shown', () => {
    expect(locales.filter(({ tag }) => !tellingWords[tag]?.length).map(({ tag }) => tag)).toEqual([]);
    for (const word of [
      'Abuse',
      'domestic',
      'violence',
      'Victim',
      'refuge',
      'referral',
      'safe',
      'security',
      'anonymous',
      'police',
      'escape',
      'stalking',
      'perpetrator',
    ]) {
      expect([word, findTelling(word)]).not.toEqual([word, null]);
    }
    for (const word of [
      'przemoc',
      'ofiara',
      'schronisko',
      'policja',
      'bezpieczny',
      'anonimowo',
      'ucieczka',
      'تشدد',
      'پولیس',
      'محفوظ',
      'گمنام',
      'پناہ',
    ]) {
      expect([word, findTelling(word)]).not.toEqual([word, null]);
    }
  });

  test('finds a promise in each language', () => {
    for (const text of ['a safe way', 'Secure form', 'anonymous', 'bezpieczny', 'anonimowo', 'محفوظ طریقہ'])
      expect(promises.test(plain(text))).toBe(true);
    for (const text of ['safeguarding', 'niebezpieczeństwo', '[x](https://x.org/safety)'])
      expect(promises.test(plain(text))).toBe(false);
  });
});
