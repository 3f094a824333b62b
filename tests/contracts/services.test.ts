import { describe, expect, test } from 'vitest';
import { countyOverlaySchema, readCounty } from '../../src/directory/county.ts';
import { readServices, serviceOverlaySchema } from '../../src/directory/service.ts';
import { readProjectFile } from '../support/project-files.ts';
import { content, counties, listContent, numbersOf, parseContent, textsOf, translations } from './overlays.ts';

/** Every file that a language's overlay may have for services, with the county it is read for. */
const places = [
  { folder: 'national/services', county: 'kent' },
  ...counties.map((county) => ({ folder: `counties/${county}/services`, county })),
];

/** The texts of a service that a language can have, by their path. */
function wordsOf(service: object): Map<string, string> {
  const keys = ['summary', 'whoFor', 'notFor', 'hours', 'chat', 'bsl', 'languages', 'howTo', 'whatHappens'];
  const { phones = [], ...own } = service as Record<string, unknown> & { phones?: { label: string; hours: string }[] };
  const said = Object.fromEntries(keys.map((key) => [key, own[key]]));
  const texts = textsOf({ ...said, phones: phones.map(({ label, hours }) => ({ label, hours })) });
  return new Map([...texts].filter(([, text]) => text !== ''));
}

describe.each(translations)('services in $english', ({ tag }) => {
  for (const { folder, county } of places) {
    const services = readServices(content, county);
    const files = listContent(`locales/${tag}/${folder}`);

    test.each(files)(`${folder}/%s has every text of the English one, with the same numbers`, (file) => {
      const service = services.get(file.replace(/\.yaml$/, ''));
      expect(service).toBeDefined();
      const english = wordsOf(service ?? {});
      const own = wordsOf(serviceOverlaySchema.parse(parseContent(`locales/${tag}/${folder}/${file}`)));
      expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
      for (const [key, text] of own) {
        // Times are written as the language has them; a label may be the service's own name.
        if (!/hours$/.test(key)) expect([key, numbersOf(text)]).toEqual([key, numbersOf(english.get(key) ?? '')]);
        if (!/label$/.test(key)) expect([key, text]).not.toEqual([key, english.get(key)]);
      }
    });
  }

  test.each(counties)('say where nothing is listed in %s what the English says, with the same numbers', (county) => {
    const file = `counties/${county}/handover.yaml`;
    const english = textsOf(parseContent(file));
    for (const [key, text] of textsOf(parseContent(`locales/${tag}/${file}`))) {
      expect([key, numbersOf(text)]).toEqual([key, numbersOf(english.get(key) ?? '')]);
      expect([key, text]).not.toEqual([key, english.get(key)]);
    }
  });

  // Others may be missing: a page shows them in English, marked as English.
  test('are there for the lines of the help page, and for those that a county shows first', () => {
    const page = readProjectFile('src/pages/[locale]/now.astro');
    const shown = [...page.matchAll(/choose\(\[([^\]]*)\]/g)].flatMap(
      ([, ids = '']) => ids.match(/(?<=')[\w-]+(?=')/g) ?? [],
    );
    expect(shown).toContain('childline');
    shown.push('ndah', 'victim-support');
    for (const id of counties.filter((one) => readCounty(content, one).languages.includes(tag))) {
      const { firstLine, shortList } = readCounty(content, id);
      const own = ['national', `counties/${id}`].flatMap((folder) => listContent(`locales/${tag}/${folder}/services`));
      expect([...shown, firstLine, ...shortList].filter((service) => !own.includes(`${service}.yaml`))).toEqual([]);
    }
  });
});

describe.each(counties)('%s', (id) => {
  const county = readCounty(content, id);

  test('names its languages, English first, and each has a folder', () => {
    const known = ['en', ...translations.map(({ tag }) => tag)];
    expect(county.languages[0]).toBe('en');
    expect(county.languages.filter((tag) => !known.includes(tag))).toEqual([]);
  });

  test('has the words of its neighbours and its team in each of its languages', () => {
    for (const tag of county.languages.filter((one) => one !== 'en')) {
      const own = countyOverlaySchema.parse(parseContent(`locales/${tag}/counties/${id}/county.yaml`));
      expect(own.neighbours?.map((one) => one.id)).toEqual(county.neighbours.map((one) => one.id));
      expect(own.contacts?.referrals?.name).toBeTruthy();
    }
  });
});
