import { mkdirSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { checkContent } from './check.ts';
import { copyContent } from './testing/copy.ts';

const { folder, edit, restore, remove } = copyContent();
const day = '2026-11-22';
afterEach(restore);
afterAll(remove);

/** Everything wrong, as "file: field: what". */
const check = () =>
  checkContent(folder, day).map(({ file, says }) => `${path.relative(folder, file).replaceAll('\\', '/')}: ${says}`);

/** What must not be said of a place to stay, one of each kind, and how each is called when it is found. All invented. */
const secret = '12 Orchard Close, CT1 2AB, 51.2802, 1.0789, 01233 331111';
const kinds = ['a street or a building', 'a postcode', 'coordinates', 'a telephone number of a town (01 or 02)'];

const refuge = 'counties/dorset/services/paragon-dorset-refuge.yaml';
const outreach = 'counties/dorset/services/victim-support-dorset.yaml';

/** Changes a value of a YAML file. Its remarks are lost, which no test of these looks at. */
const set = (change: (value: Record<string, unknown>) => object) => (text: string) =>
  stringify({ ...parse(text), ...change(parse(text)) });
const notes = set(({ neighbours }) => ({
  neighbours: (neighbours as { note: string }[]).map((one) => ({ ...one, note: `${one.note} It is at ${secret}.` })),
}));
const refugeWords = set(({ refuge: words }) => ({ refuge: { ...(words as object), text: `You come to ${secret}.` } }));
const line = (text: string) => `${text}\n\nThe refuge is not far.\n\nYou come to ${secret}.\n`;
const remark = (text: string) => `${text}# The rooms are at ${secret}.\n`;

describe('a place that must not be found is found', () => {
  test.each<[string, string, (text: string) => string]>([
    ['a field of its record', refuge, set(() => ({ hours: secret }))],
    ['a list of its record', refuge, set(() => ({ howTo: ['Ring.', `Come to ${secret}.`] }))],
    ['its list for editors', refuge, set(() => ({ toCheck: [`Ring ${secret}`] }))],
    ['a remark in its record', refuge, remark],
    ['its Polish words', `locales/pl/${refuge}`, set(() => ({ summary: `Adres: ${secret}` }))],
    ['its Urdu words', `locales/ur/${refuge}`, set(() => ({ whoFor: `پتہ ${secret}` }))],
    ['a remark in its Urdu words', `locales/ur/${refuge}`, remark],
    [
      'another service’s sentence on it',
      outreach,
      set(() => ({ whatHappens: `You can see our refuge at ${secret}.` })),
    ],
    [
      'another service’s sentence on it in Polish',
      `locales/pl/${outreach}`,
      set(() => ({ summary: `Nasze schronisko: ${secret}.` })),
    ],
    ['a note on a neighbour', 'counties/kent/county.yaml', notes],
    ['a note on a neighbour in Polish', 'locales/pl/counties/kent/county.yaml', notes],
    ['a note on a neighbour in Urdu', 'locales/ur/counties/kent/county.yaml', notes],
    ['a remark in a county’s file', 'counties/lancashire/county.yaml', remark],
    ['the hand-over', 'counties/kent/handover.yaml', refugeWords],
    ['a remark in the hand-over', 'counties/dorset/handover.yaml', remark],
    ['the hand-over’s Polish words', 'locales/pl/counties/kent/handover.yaml', refugeWords],
    ['a page', 'pages/before.md', line],
    ['a page in Polish that does not name it', 'locales/pl/pages/work.md', (text) => `${text}\n${secret}\n`],
    ['a page in Urdu', 'locales/ur/pages/next.md', line],
  ])('in %s', (_, file, plant) => {
    edit(file, plant);
    const found = check();
    expect(found.filter((one) => !one.startsWith(`${file}: `))).toEqual([]);
    expect(kinds.filter((kind) => !found.some((one) => one.includes(`: holds what looks like ${kind};`)))).toEqual([]);
  });

  test('in every field that its words in another language can have', () => {
    const fields = ['summary', 'whoFor', 'notFor', 'hours', 'chat', 'bsl', 'languages', 'whatHappens'];
    for (const tag of ['pl', 'ur']) {
      edit(
        `locales/${tag}/${refuge}`,
        set(() => Object.fromEntries(fields.map((field) => [field, 'CT1 2AB']))),
      );
      const found = check();
      const leaks = fields.map((field) => `locales/${tag}/${refuge}: ${field}: holds`);
      expect(leaks.filter((leak) => !found.some((one) => one.startsWith(leak)))).toEqual([]);
    }
  });

  test('and ordinary addresses of others are let be', () => {
    edit(
      outreach,
      set(() => ({ whatHappens: 'You can come to 12 Orchard Close on Tuesdays.' })),
    );
    edit('pages/access.md', (text) => `${text}\nWrite to us at 12 Orchard Close, CT1 2AB.\n`);
    expect(check()).toEqual([]);
  });
});

describe('the hand-over', () => {
  const file = 'counties/kent/handover.yaml';

  test.each([
    ['a kind of help that does not exist', { refuje: { text: 'x', through: 'ndah' } }, /refuje.*do you mean refuge/],
    [
      'a service that does not exist',
      { pets: { text: 'x', through: 'nobody' } },
      /pets\.through: there is no service nobody/,
    ],
    ['a missing sentence', { pets: { through: 'ndah' } }, /pets\.text: is missing; add it \(a text\)/],
  ])('is refused with %s', (_, change, said) => {
    edit(
      file,
      set(() => change),
    );
    expect(check().filter((one) => one.startsWith(`${file}: `))).toEqual([expect.stringMatching(said)]);
  });

  test('is refused in Polish where the English says nothing', () => {
    const words = `locales/pl/${file}`;
    edit(file, (text) => text.replace(/^pets:\n(?: .*\n)+/m, ''));
    expect(check()).toContainEqual(`${words}: pets: is not in the English; mend it, or remove it`);
  });

  test('is refused where it sends people to a service that cannot be reached', () => {
    const silent = 'counties/kent/services/kidas.yaml';
    edit(
      silent,
      set(() => ({ phones: [], website: null, email: null, advice: 'no-contact-details' })),
    );
    edit(
      file,
      set(() => ({ pets: { text: 'x', through: 'kidas' } })),
    );
    expect(check()).toContainEqual(expect.stringMatching(/pets\.through: kidas has neither a number nor a website/));
  });

  test('is asked for where a district has no way to a kind of help', () => {
    // Nobody in the county or the country has such a flat, so the district needs words.
    edit(file, (text) => text.replace(/^any:\n(?: .*\n)+/m, '').replace(/^dispersed:\n(?: .*\n)+/m, ''));
    const found = check();
    expect(found).toContainEqual(
      `${file}: dispersed: nobody gives it in dover and nothing is said; write what to say, or write "any"`,
    );
    expect(found).toContainEqual(expect.stringContaining('dispersed: nobody gives it in medway'));
  });
});

describe('the map', () => {
  test.each([
    [
      'ashford',
      'map.atlantis: there is no area atlantis',
      (text: string) => text.replace('  ashford: [', '  atlantis: ['),
    ],
    [
      'dover',
      'map.dover: stands where ashford stands',
      (text: string) => text.replace(/^ {2}dover: \[.*$/m, '  dover: [2, 4]'),
    ],
  ])('is refused with a wrong cell of %s', (_, said, change) => {
    edit('counties/kent/county.yaml', change);
    expect(check().join('\n')).toContain(`counties/kent/county.yaml: ${said}`);
  });
});

describe('people’s own words', () => {
  test.each([
    [
      'a kind of help that does not exist',
      '- phrases: [x]\n  help: [refuje]\n',
      /help\.0: there is no "refuje" \(do you mean refuge\?\)/,
    ],
    ['no phrase', '- phrases: []\n  help: [pets]\n', /phrases: must hold at least one line/],
    ['a phrase without a word', '- phrases: ["?!"]\n  help: [pets]\n', /phrases\.0: holds no word/],
    ['a slip in a field', '- phrase: [x]\n  help: [pets]\n', /there is no field phrase/],
    ['a tab', '- phrases: [x]\n\thelp: [pets]\n', /is not YAML/],
  ])('are refused with %s', (_, added, said) => {
    edit('synonyms/pl.yaml', (text) => `${text}${added}`);
    expect(check()).toContainEqual(expect.stringMatching(said));
  });

  test('are refused in a language that the site does not have', () => {
    edit('synonyms/tlh.yaml', () => '- phrases: [x]\n  help: [pets]\n');
    expect(check()).toEqual(['synonyms/tlh.yaml: (whole file): there is no language tlh; one of: en, pl, ur']);
  });
});

describe('a service', () => {
  const file = 'counties/kent/services/kidas.yaml';

  test.each([
    ['help for people who use abuse among the others', { help: ['behaviour-change'] }, 'audience: help for people'],
    ['a day to come', { confirmedOn: '2027-11-22' }, 'confirmedOn: 2027-11-22 is still to come; mend the day'],
    [
      'no way to anybody',
      { advice: 'no-contact-details', phones: [], website: null, through: null },
      'through: say whom',
    ],
  ])('is refused with %s', (_, change, said) => {
    edit(
      file,
      set(() => change),
    );
    expect(check()).toContainEqual(expect.stringContaining(`${file}: ${said}`));
  });

  test('may be confirmed tomorrow, where it is tomorrow already', () => {
    edit(
      file,
      set(() => ({ confirmedOn: '2026-11-23' })),
    );
    expect(check()).toEqual([]);
  });
});

describe('words in another language', () => {
  test('that no longer go with the English are named, with what to do', () => {
    edit(
      outreach,
      set(({ howTo, phones }) => ({ howTo: [...(howTo as string[]), 'Ask.'], phones: (phones as []).slice(1) })),
    );
    const found = check();
    for (const tag of ['pl', 'ur']) {
      expect(found).toContainEqual(
        expect.stringMatching(`^locales/${tag}/${outreach}: howTo: is missing here .* or remove this file`),
      );
      expect(found).toContainEqual(
        expect.stringContaining(`locales/${tag}/${outreach}: phones: is not in the English`),
      );
    }
  });
});

test('a slip in a county’s words, and a county without its file, are named', () => {
  edit(
    'locales/pl/counties/dorset/county.yaml',
    set(() => ({ neighbors: [] })),
  );
  const atlantis = path.join(folder, 'counties', 'atlantis');
  mkdirSync(atlantis);
  const found = check();
  rmdirSync(atlantis);
  expect(found).toEqual([
    'counties/atlantis/county.yaml: (whole file): is missing',
    expect.stringMatching(/^locales.pl.*there is no field neighbors \(do you mean neighbours/),
  ]);
});
