import { describe, expect, test } from 'vitest';
import type { Reason } from '../../src/forms/define.ts';
import { fieldsOf } from '../../src/forms/define.ts';
import { discoverForms, readBlocks } from '../../src/forms/discover.ts';
import type { BlockWords, FormWords } from '../../src/forms/words.ts';
import ui from '../../src/i18n/en.json' with { type: 'json' };
import { isForTests, listProjectFiles, readProjectFile } from '../support/project-files.ts';
import { marksOf, numbersOf, parseContent, textsOf, translations } from './overlays.ts';

const categories = /_(zero|one|two|few|many|other)$/;

/** Texts that are the same in every language: names, and what has no words. */
const same = new Set(['No Wrong Door', 'BSL', 'Relay UK']);

const forms = [...(await discoverForms()).values()];

/** Words without what is written for the contact alone. */
function shownOf(words: BlockWords): BlockWords {
  const fields = Object.entries(words.fields).map(([name, { message: _, ...own }]) => [name, own]);
  const { from: _, ...shown }: BlockWords & Pick<FormWords, 'from'> = words;
  return { ...shown, fields: Object.fromEntries(fields) };
}

const readWords = (file: string): BlockWords => JSON.parse(readProjectFile(`src/forms/${file}`));

/** Each file of a form's words below `forms`, a form's own and those that several share. */
const files = [
  ...forms.map(({ form }): [string, BlockWords] => [form.id, readWords(`${form.id}/en.json`)]),
  ...Object.entries(readBlocks()).map(([name, words]): [string, BlockWords] => [`blocks/${name}`, words]),
];

/** The texts a language must have for English ones: the same keys, plurals in its own categories. */
function wantedOf(texts: Map<string, string>, tag: string): Map<string, string> {
  const own = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
  return new Map(
    [...texts].flatMap(([key, text]): [string, string][] => {
      if (!categories.test(key)) return [[key, text]];
      const base = key.replace(categories, '');
      const other = texts.get(`${base}_other`) ?? text;
      return own.map((category) => [`${base}_${category}`, other]);
    }),
  );
}

/** What is wrong with a language's file of words beside the English ones, a line each. */
function faultsOf(tag: string, englishTree: unknown, tree: unknown): string[] {
  const wanted = wantedOf(textsOf(englishTree), tag);
  const given = textsOf(tree);
  const both = [...wanted].flatMap(([key, text]) => {
    const own = given.get(key);
    return own === undefined ? [] : [{ key, text, own }];
  });
  const say = (what: string, keys: string[]) => keys.map((key) => `${what}: ${key}`);
  const keysWhere = (fault: (pair: { text: string; own: string }) => boolean) =>
    both.filter(fault).map(({ key }) => key);
  return [
    ...say(
      'missing',
      [...wanted.keys()].filter((key) => !given.has(key)),
    ),
    ...say(
      'unknown',
      [...given.keys()].filter((key) => !wanted.has(key)),
    ),
    ...say(
      'empty',
      keysWhere(({ own }) => own.trim() === ''),
    ),
    ...say(
      'other placeholders',
      keysWhere(({ text, own }) => marksOf(text).join() !== marksOf(own).join()),
    ),
    ...say(
      'other numbers',
      keysWhere(({ text, own }) => numbersOf(text).join() !== numbersOf(own).join()),
    ),
    ...say(
      'still English',
      keysWhere(({ text, own }) => text === own && !same.has(own)),
    ),
  ];
}

describe.each(translations)('$english', ({ tag }) => {
  test('has every text of the site, and no other', () => {
    expect(faultsOf(tag, ui, parseContent(`locales/${tag}/ui.json`))).toEqual([]);
  });

  test.each(files)('has every text of %s, and no other', (file, words) => {
    expect(faultsOf(tag, shownOf(words), parseContent(`locales/${tag}/forms/${file}.json`))).toEqual([]);
  });
});

describe('the comparison', () => {
  const words = {
    a: 'Ring {{name}} on 999',
    left_one: '{{count}} left',
    left_other: '{{count}} left',
    list: ['x', 'y'],
  };

  test('finds what is missing, unknown, copied or changed', () => {
    expect(faultsOf('en', words, words)).toEqual(
      ['a', 'left_one', 'left_other', 'list.0', 'list.1'].map((key) => `still English: ${key}`),
    );
    const polish = {
      a: 'Zadzwoń do {{nazwa}} pod 998',
      left_one: '{{count}} a',
      left_few: '{{count}} b',
      list: ['u'],
      extra: ' ',
    };
    expect(faultsOf('pl', words, polish)).toEqual([
      'missing: left_many',
      'missing: left_other',
      'missing: list.1',
      'unknown: extra',
      'other placeholders: a',
      'other numbers: a',
    ]);
  });

  test('reads numbers in other digits as the numbers they are', () => {
    expect(numbersOf('۹۹۹ اور ٥٥')).toEqual(numbersOf('999 55'));
  });
});

describe.each(forms)('the form $form.id', ({ form, english: words }) => {
  const fields = fieldsOf(form);

  test('has words for every step and field, and for nothing else', () => {
    expect(Object.keys(words.steps).sort()).toEqual(form.steps.map(({ id }) => id).sort());
    expect(Object.keys(words.fields).sort()).toEqual(fields.map(({ name }) => name).sort());
  });

  test('has words for every code, for the person and for the contact', () => {
    for (const { name, options } of fields) {
      const own = words.fields[name];
      expect([name, Object.keys(own?.options ?? {})]).toEqual([name, [...options]]);
      expect([name, own?.message?.label?.trim() ?? '']).not.toEqual([name, '']);
      const read = Object.keys({ ...own?.options, ...own?.message?.options });
      expect([name, read.sort()]).toEqual([name, [...options].sort()]);
    }
  });

  test('has its own words only for reasons that exist', () => {
    // A reason that is added to the type must be added here, or the types do not agree.
    const reasons: Record<Reason, true> = {
      required: true,
      choose: true,
      'one-way': true,
      'too-long': true,
      email: true,
      phone: true,
      date: true,
      number: true,
      agree: true,
      unreadable: true,
    };
    const own = Object.values(words.fields).flatMap(({ errors = {} }) => Object.keys(errors));
    expect(own.filter((reason) => !(reason in reasons))).toEqual([]);
  });

  test('says in every hint of a limit what the limit is', () => {
    const texts = [...textsOf(ui.errors), ...fields.flatMap(({ name }) => [...textsOf(words.fields[name]?.errors)])];
    const known = ['{{label}}', '{{max}}'];
    expect(texts.flatMap(([, text]) => marksOf(text)).filter((mark) => !known.includes(mark))).toEqual([]);
  });
});

test('every text of the site is shown somewhere', () => {
  const code = listProjectFiles('src')
    .filter((file) => /\.(ts|tsx|astro)$/.test(file) && !isForTests(file))
    .map(readProjectFile)
    .join('\n');
  // Pages ask by key; what also runs in the browser is handed a section and reads it by name.
  const handed: Record<string, string> = {
    site: 'words',
    form: 'ui|paperWords',
    sent: 'words',
    errors: 'errors',
    nav: 'nav',
    find: 'words',
    service: 'words|serviceWords',
  };
  const unused = [...textsOf(ui).keys()].filter((key) => {
    const [section = '', name = ''] = key.replace(categories, '').split('.');
    const group = name.replace(/_[a-z]+$/, '_');
    const asked = [`'${section}\\.${name}'`, `'${name}'`, `\`(${section}\\.)?${group}\\$`];
    if (handed[section]) asked.push(`\\b(${handed[section]})\\.${name}\\b`);
    return !new RegExp(asked.join('|')).test(code);
  });
  expect(unused).toEqual([]);
});
