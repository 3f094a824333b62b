import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseDocument, stringify } from 'yaml';
import { areasOn, readCounty } from '#directory/county.ts';
import { accessCodes, forCodes, helpCodes, howCodes } from '#directory/facets.ts';
import { createRandom, type Random, rareWord } from '#directory/invented.ts';
import { type ServiceRecord, type ServiceWords, serviceSchema } from '#directory/service.ts';

/** What was made: where it lies, and how much of it there is. */
export type InventedContent = { folder: string; languages: string[]; services: number };

/** Languages beside those that the project has, of people who live in England. */
const more = 'ar bg bn cs es fa fr gu hu it ku lt lv ne pa ps pt ro so ta tr uk vi yo zh'.split(' ');
const words = 10_000;
const day = '2026-11-22';

/**
 * A whole content folder for one county: the project's own, with invented services up to a number and in invented words up
 * to a number of languages, every service in each. Pages and forms of the added languages are copies of those that are there.
 * @param from the project's content
 * @param to a folder that does not exist yet
 */
export function inventContent(
  from: string,
  to: string,
  county: string,
  count: number,
  languages: number,
): InventedContent {
  cpSync(from, to, { recursive: true });
  const { below, pick } = createRandom(languages);
  const own = readCounty(to, county);
  const added = more.filter((tag) => !own.languages.includes(tag)).slice(0, languages - own.languages.length);
  for (const tag of added) addLanguage(to, tag);
  const tags = [...own.languages, ...added];
  const file = path.join(to, 'counties', county, 'county.yaml');
  const document = parseDocument(readFileSync(file, 'utf8'));
  document.set('languages', tags);
  writeFileSync(file, document.toString());

  const listed = ['national', `counties/${county}`].flatMap((pack) => readdirSync(path.join(to, pack, 'services')));
  const areas = areasOn(own, day).map(({ id }) => id);
  const text = (length: number) => Array.from({ length }, () => rareWord(words, below(10_000) / 10_000)).join(' ');
  const write = (folder: string, id: string, value: object) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, `${id}.yaml`), stringify(value));
  };
  for (let at = listed.length; at < count; at += 1) {
    const record = inventRecord(`invented-${at}`, areas, text, pick);
    write(path.join(to, 'counties', county, 'services'), record.id, record);
    for (const tag of tags.filter((one) => one !== 'en'))
      write(path.join(to, 'locales', tag, 'counties', county, 'services'), record.id, inventWords(record, text));
  }
  return { folder: to, languages: tags, services: Math.max(count, listed.length) };
}

/** A language made of Polish, or of Urdu where it is written from the right. */
function addLanguage(content: string, tag: string): void {
  const rightToLeft = ['ar', 'fa', 'ku', 'ps'].includes(tag);
  const folder = path.join(content, 'locales', tag);
  cpSync(path.join(content, 'locales', rightToLeft ? 'ur' : 'pl'), folder, { recursive: true });
  const name = (locale: string) => new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;
  const direction = rightToLeft ? 'rtl' : 'ltr';
  const locale = { tag, name: name(tag), english: name('en'), direction, reviewed: null };
  writeFileSync(path.join(folder, 'locale.yaml'), stringify(locale));
}

/**
 * A place to stay would be looked at for what tells where it is, and invented words may. Help for people who use abuse stands
 * on a page of its own.
 */
const invented = helpCodes.slice(4).filter((code) => code !== 'behaviour-change');

function inventRecord(
  id: string,
  areas: readonly string[],
  text: (length: number) => string,
  pick: Random['pick'],
): ServiceRecord {
  const source = { url: 'https://charity.example/help', readOn: day, pageDate: 'undated' };
  return serviceSchema.parse({
    id,
    name: text(3),
    organisation: text(2),
    summary: text(25),
    help: [pick(invented), pick(invented)],
    for: [pick(forCodes)],
    access: [pick(accessCodes)],
    how: [pick(howCodes)],
    whoFor: text(8),
    notFor: text(12),
    areas: [pick(areas)],
    phones: [{ number: '0808 157 0000', label: text(3), hours: text(6), free: true, source }],
    textNumber: null,
    chat: null,
    bsl: null,
    website: 'https://charity.example/',
    hours: text(6),
    languages: text(3),
    howTo: [text(8), text(10), text(8)],
    whatHappens: text(20),
    advice: 'ready',
    readOn: day,
    confirmedOn: day,
    sources: [source],
  });
}

function inventWords(record: ServiceRecord, text: (length: number) => string): ServiceWords {
  return {
    summary: text(25),
    whoFor: text(8),
    notFor: text(12),
    hours: text(6),
    languages: text(3),
    howTo: record.howTo.map(() => text(9)),
    whatHappens: text(20),
    phones: record.phones.map(() => ({ label: text(3), hours: text(6) })),
  };
}
