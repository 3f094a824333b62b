import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { discoverForms } from '#forms/discover.ts';
import { form } from '#forms/self-referral/form.ts';
import type { FormWords } from '#forms/words.ts';
import { readSite, type Site, type SiteOptions } from './site.ts';

const entry = (await discoverForms()).get('self-referral');
if (!entry) throw new Error('the form is missing');
const { english } = entry;

const content = path.resolve(import.meta.dirname, '..', '..', 'content');
const demo: SiteOptions = { county: 'kent', demo: true, origin: null, exitUrl: null, contacts: ['referrals'] };

let root: string;
let site: Site;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'content-'));
  cpSync(content, root, { recursive: true });
  site = readSite(root, demo);
});
afterAll(() => rmSync(root, { recursive: true }));

/** The site with one file changed, which is put back. */
function readWith(file: string, change: (text: string) => string, options = demo): Site {
  const full = path.join(root, file);
  const before = readFileSync(full, 'utf8');
  writeFileSync(full, change(before));
  try {
    return readSite(root, options);
  } finally {
    writeFileSync(full, before);
  }
}

describe('a county’s site', () => {
  test('has its languages, English first', () => {
    expect(site.locales[0]?.tag).toBe('en');
    expect(site.locales.map(({ tag }) => tag)).toEqual(site.county.languages);
    expect(site.locale('xx')).toBeNull();
  });

  test('leads out where the county says, unless the settings say otherwise', () => {
    expect(site.exit.url).toBe(site.county.exit.url);
    const other = readSite(root, { ...demo, exitUrl: 'https://example.org/' });
    expect(other.exit).toMatchObject({ url: 'https://example.org/', second: site.county.exit.second });
  });

  test('is refused when it names a language or a service that is not there', () => {
    const file = 'counties/kent/county.yaml';
    expect(() => readWith(file, (text) => text.replace('languages: [en,', 'languages: [en, tlh,'))).toThrow(
      /languages: tlh/,
    );
    expect(() => readWith(file, (text) => text.replace('  - ndah\n', '  - no-such-line\n'))).toThrow(
      /no service no-such-line/,
    );
    expect(() => readWith(file, (text) => text.replace(/firstLine: .*/, 'firstLine: gone'))).toThrow(/no service gone/);
  });

  test('offers as areas those of the day and the neighbours', () => {
    const codes = site.lists('2026-11-22')['areas']?.map(({ code }) => code) ?? [];
    expect(codes).toContain('maidstone');
    expect(codes.slice(-site.county.neighbours.length)).toEqual(site.county.neighbours.map(({ id }) => id));
    expect(site.lists('1950-01-01')['areas']).toHaveLength(site.county.neighbours.length);
  });
});

describe('a form', () => {
  test('is offered in every language of a demonstration, and live only in those a native reader has passed', () => {
    expect(site.locales.every(({ tag }) => site.offersForms(tag))).toBe(true);
    const live = readSite(root, { ...demo, demo: false });
    expect(live.offersForms('en')).toBe(true);
    for (const { tag, reviewed } of live.locales) expect(live.offersForms(tag)).toBe(reviewed !== null);
    expect(live.offersForms('xx')).toBe(false);
    const passed = (text: string) => text.replace('reviewed: null', 'reviewed: { by: A reader, on: 2026-11-22 }');
    const reviewed = readWith('locales/ur/locale.yaml', passed, { ...demo, demo: false });
    expect(reviewed.offersForms('ur')).toBe(true);
  });

  test('has its words in the language, and English where the language has none', () => {
    const words = site.formWords('ur', form, english as FormWords);
    expect(words.title).not.toBe(english.title);
    const [label] = [words.fields['danger']?.message?.label];
    expect(label).toBe('Danger now');
    expect(site.formWords('en', form, english as FormWords)).toBe(english);
  });
});

describe('a service', () => {
  test('is in the language where somebody has put it there, its name and numbers as they are', () => {
    const [own, urdu] = [site.service('en', 'ndah'), site.service('ur', 'ndah')];
    expect(urdu).toMatchObject({ lang: 'ur', name: own?.name, website: own?.website });
    expect(urdu?.summary).not.toBe(own?.summary);
    expect(urdu?.phones.map(({ number }) => number)).toEqual(own?.phones.map(({ number }) => number));
  });

  test('is in English, and says so, where nobody has', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'content-'));
    cpSync(root, folder, { recursive: true });
    rmSync(path.join(folder, 'locales', 'ur', 'national'), { recursive: true });
    mkdirSync(path.join(folder, 'locales', 'ur', 'national'));
    expect(readSite(folder, demo).service('ur', 'ndah')).toMatchObject({ lang: 'en' });
    rmSync(folder, { recursive: true });
  });

  test('that does not exist is null', () => {
    for (const id of ['no-such', 'constructor', '']) expect(site.service('en', id)).toBeNull();
  });
});
