import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { isPlaceToStay } from './confidential.ts';
import { areasOn, readCounty } from './county.ts';
import { coverage, deadEnds } from './coverage.ts';
import { createDirectory } from './directory.ts';
import { forCodes, helpCodes, howCodes } from './facets.ts';
import { createRandom } from './invented.ts';
import { nations } from './nations.ts';
import { lookUpOutcode } from './outcode.ts';

const root = path.join(import.meta.dirname, '..', '..', 'content');
const now = new Date('2026-11-22T12:00:00Z');

describe.each(readdirSync(path.join(root, 'counties')))('the pack of %s', (id) => {
  const county = readCounty(root, id);
  const directory = createDirectory(root, county, () => now)();
  const byId = new Map(directory.services.map((service) => [service.id, service]));
  const areas = areasOn(county, directory.day).map((area) => area.id);
  const places = [...areas, ...county.neighbours.map((one) => one.id)];
  const ask = (words: string, locale = 'en') => directory.search({ words, locale });

  test('says for every kind of help in every district who gives it, or whom to ask', () => {
    expect(deadEnds(coverage(directory.services, areas, directory.handover('en')))).toEqual([]);
    const through = Object.values(directory.handover('en')).map((one) => one.through);
    expect(through.filter((one) => (byId.get(one)?.phones.length ?? 0) === 0 && !byId.get(one)?.website)).toEqual([]);
  });

  test.each([
    ['en', 'he is hitting me', 'he hit me last year'],
    ['pl', 'on mnie bije, teraz mnie bije', 'bił mnie w zeszłym roku'],
    ['pl', 'mówi, że mnie zabije', 'boję się, co powie'],
    ['pl', 'chcę się zabić', 'chcę się rozwieść'],
    ['pl', 'zaraz mnie pobije', 'pobił mnie dawno temu'],
    ['ur', 'وہ مجھے مار رہا ہے', 'وہ مجھے مارتا تھا'],
    ['ur', 'گھر والے مجھے مار دیں گے', 'گھر والے مجھے ملنے نہیں دیتے'],
    ['ur', 'میں مر جانا چاہتی ہوں', 'میں الگ ہونا چاہتی ہوں'],
    ['ur', 'woh mujhe mar dega', 'woh mujhe marta tha'],
  ])('shows 999 first to whoever is being hurt now, in %s', (tag, present, past) => {
    expect(ask(present, tag).emergency).toBe(true);
    expect(ask(past, tag).emergency).toBe(false);
  });

  test('names only areas, neighbours and services that exist', () => {
    const known = new Set<string>([...places, ...Object.keys(nations)]);
    const served = directory.services.flatMap((one) => one.areas.map((area) => `${one.id}: ${area}`));
    expect(
      served.filter((line) => !/: (county|national)$/.test(line) && !known.has(line.split(': ')[1] ?? '')),
    ).toEqual([]);
    const through = directory.services.flatMap((one) => (one.through === null ? [] : [`${one.id}: ${one.through}`]));
    expect(through.filter((line) => !byId.has(line.split(': ')[1] ?? ''))).toEqual([]);
  });

  test('shows no contact that is not confirmed, and another way to each such service', () => {
    const unsure = directory.services.filter(({ advice }) => advice !== 'ready');
    expect(unsure.filter(({ phones, email, textNumber }) => phones.length > 0 || email || textNumber)).toEqual([]);
    expect(unsure.filter(({ through, website }) => through === null && website === null).map((one) => one.id)).toEqual(
      [],
    );
  });

  test('offers only facets that give something', () => {
    const dead = [
      ...helpCodes.map((help) => ({ help: [help] })),
      ...forCodes.map((group) => ({ for: [group] })),
      ...howCodes.map((how) => ({ how: [how] })),
    ].filter((facet) => {
      const audience = 'help' in facet && facet.help.includes('behaviour-change') ? 'own-behaviour' : 'professional';
      const { relaxed } = directory.search({ locale: 'en', audience, ...facet });
      const code = 'help' in facet ? facet.help[0] : undefined;
      return relaxed.length > 0 && !directory.handover('en')[code ?? ''] && !directory.handover('en')['any'];
    });
    expect(dead).toEqual([]);
  });

  test('answers every question, with lines to ring', () => {
    const { below, pick } = createRandom(3);
    const phrases = (directory.synonyms['en'] ?? []).flatMap((one) => one.phrases);
    for (let round = 0; round < 500; round += 1) {
      const { found, lines } = directory.search({
        locale: pick(county.languages),
        ...(below(2) ? { areas: [pick(places)] } : {}),
        ...(below(2) ? { help: [pick(helpCodes)] } : {}),
        ...(below(2) ? { for: [pick(forCodes)] } : {}),
        ...(below(3) ? {} : { how: [pick(howCodes)] }),
        ...(below(2) ? { words: pick([...phrases, 'xyzzy', '?']) } : {}),
      });
      expect(found.length).toBeGreaterThan(0);
      expect(lines.filter((line) => byId.get(line)?.areas.includes('national')).length).toBeGreaterThan(0);
      const shown = [...found, ...lines].map((one) => byId.get(one)?.audience);
      expect(new Set(shown)).toEqual(new Set(['public']));
    }
  });

  test.each(county.languages)(
    'understands what people say in %s: something of the kind stands among the first three',
    (tag) => {
      const missed = (directory.synonyms[tag] ?? []).flatMap(({ phrases, help }) => {
        const kinds = help.filter(
          (code) => code !== 'behaviour-change' && directory.services.some((one) => one.help.includes(code)),
        );
        if (kinds.length === 0) return [];
        return phrases.filter((phrase) => {
          const top = ask(phrase, tag).found.slice(0, 3);
          return !top.some((one) => byId.get(one)?.help.some((code) => kinds.includes(code)));
        });
      });
      expect(missed).toEqual([]);
    },
  );

  test('knows at least 60 ways to say it', () => {
    expect((directory.synonyms['en'] ?? []).flatMap(({ phrases }) => phrases).length).toBeGreaterThanOrEqual(60);
  });

  test.each(Object.keys(county.outcodes))(
    'asks or answers for %s as its table says, however it is typed',
    (outcode) => {
      const entry = county.outcodes[outcode];
      const typed = [
        outcode,
        outcode.toLowerCase(),
        `${outcode} 1AA`,
        `${outcode.toLowerCase()}1aa`,
        ` ${outcode} `,
        outcode.replace(/0$/, 'O'),
      ];
      for (const text of typed) {
        const { kind, areas: offered, outside } = lookUpOutcode(text, county.outcodes);
        expect(offered).toEqual(entry?.areas);
        expect(outside).toBe(entry?.outside || entry?.areas.length === 0);
        const sure = entry?.areas.length === 1 && !entry.outside;
        expect(kind).toBe(entry?.areas.length === 0 ? 'outside' : sure ? 'one' : 'several');
      }
      expect(offeredUnknown(entry?.areas ?? [])).toEqual([]);
    },
  );
  const offeredUnknown = (offered: string[]) => offered.filter((area) => !places.includes(area));

  test.each(['SW1A 1AA', 'LA99', 'ZE1'])('takes %s for a place outside', (text) => {
    expect(lookUpOutcode(text, county.outcodes).kind).toBe('outside');
  });

  test('publishes no town number and no availability for a place to stay', () => {
    const stays = directory.services.filter(isPlaceToStay);
    expect(stays.length).toBeGreaterThan(0);
    expect(
      stays.filter(
        (one) => one.availability !== null || one.phones.some(({ number }) => /^\+?4?4?\s*0?[12]/.test(number)),
      ),
    ).toEqual([]);
  });
});
