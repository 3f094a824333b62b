import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { findLeaks, findPlaceLeaks } from './confidential.ts';
import { accommodationCodes } from './facets.ts';
import { readServices, type ServiceRecord, serviceSchema } from './service.ts';
import { makeRecord, makeRefuge } from './testing/record.ts';

const root = mkdtempSync(path.join(tmpdir(), 'refuge-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** What must never stand in the record of a place to stay, as people, papers and web pages write it. All invented. */
const secrets: Record<string, string[]> = {
  street: [
    '12 Orchard Close',
    '12 orchard close',
    '7a St. Mary’s Road',
    'Orchard Close',
    'Mill Lane',
    'the High Street',
    '3 high st',
    '41 Long Barn Rd',
    '5 the old vicarage',
    'Rose Cottage',
    'ROSE AVENUE',
    'elm-tree-road',
    'Flat 2',
    '12%20Orchard%20Close',
    '12_orchard_close',
    '12orchardclose',
    '12%2520Orchard%2520Close',
    'Or\u00adchard Clo\u00adse',
    '９ Elm Street',
  ],
  postcode: [
    'CT1 2AB',
    'ct12ab',
    'ME14 1XX',
    'BB1-3EF',
    'fy4%202pq',
    'PR1  2AB',
    'SW1A 1AA',
    'l40 4aa',
    'CT1\u00a02AB',
    'CT1\u200b2AB',
    'C\u200bT1 2\u200bAB',
    'ＣＴ１ ２ＡＢ',
  ],
  outcode: ['CT10', 'me14', 'BB1', 'L40', 'CT 10', '(TN2)', 'FY4,', 'PR25/PR26', 'EC1A', 'dt1'],
  coordinates: [
    '51.2802, 1.0789',
    '51.2802,1.0789',
    '51.28 1.08',
    '51.2802N 1.0789E',
    '51°16\'48"N 1°04\'44"E',
    'lat 51.2802',
    '-2.70312 53.76301',
    '614900, 157800',
    'TR 149 578',
    'SD5402929180',
    '///filled.count.soap',
    'what3words',
    '9F3338J9+4F',
    'https://maps.google.com/?q=x',
  ],
  'town number': [
    '01233 331111',
    '(01233) 331 111',
    '01233-331-111',
    '01233.331111',
    '+44 1233 331111',
    '+44 (0)1233 331111',
    '0044 1233 331111',
    '020 7946 0000',
    'tel:+441233331111',
    '0 1 2 3 3 3 3 1 1 1 1',
    '٠١٢٣٣ ٣٣١١١١',
    '016977 3555',
    '0\u200b1233 33\u200b1111',
  ],
  station: [
    'Ashford Station',
    'ashford station',
    'the train station',
    'by rail station',
    'Ashford International Station',
    'Preston bus station',
    'St Mary’s School',
    'st marys primary school',
    'Dover Police Station',
    'Kent Hospital',
  ],
};
const planted = Object.entries(secrets).flatMap(([kind, texts]) => texts.map((text) => [kind, text] as const));

/** Every field of a record that can hold a text of its own, by path. */
function fieldsOf(value: unknown, way: string[] = []): string[][] {
  if (typeof value === 'string') return [way];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => fieldsOf(inner, [...way, key]));
}

function put(record: ServiceRecord, ways: readonly string[][], text: string): ServiceRecord {
  const copy: unknown = structuredClone(record);
  for (const way of ways) {
    const last = way.slice(0, -1).reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], copy);
    (last as Record<string, unknown>)[way.at(-1) ?? ''] = text;
  }
  return copy as ServiceRecord;
}

/** Codes and days are held by the schema: what else can be typed there stops the build by itself. */
function takesText(way: string[]): boolean {
  const texts = ['words', '0300 000', 'https://one.example/', 'one@two.example'];
  return texts.some((text) => serviceSchema.safeParse(put(refuge, [way], text)).success);
}

const refuge = makeRefuge();
const fields = fieldsOf(refuge).filter(takesText);

describe('a place to stay', () => {
  test('that holds nothing of a place has no leaks', () => {
    expect(findPlaceLeaks(refuge)).toEqual([]);
    expect(fields.length).toBeGreaterThan(25);
  });

  test.each(planted)('is not published with a %s (%s) in any field, alone or in a sentence', (_, secret) => {
    const missed = [secret, `We are at ${secret}.`, `(${secret})`, `they said:${secret}!`].flatMap((text) => {
      const leaks = findPlaceLeaks(put(refuge, fields, text));
      return fields.map((way) => way.join('.')).filter((field) => !leaks.some((leak) => leak.startsWith(`${field}: `)));
    });
    expect(missed).toEqual([]);
  });

  test.each(planted.filter(([, secret]) => !secret.includes('maps.google')))(
    'is not published with a %s (%s) in a web address',
    (_, secret) => {
      const addresses = [
        `https://charity.example/visit/${encodeURIComponent(secret)}`,
        `https://charity.example/?at=${encodeURIComponent(secret).replaceAll('%20', '+')}&x=1`,
        `https://charity.example/#${secret.replaceAll(' ', '_')}`,
      ];
      expect(addresses.filter((url) => findPlaceLeaks(makeRefuge({ website: url })).length === 0)).toEqual([]);
    },
  );

  test.each(accommodationCodes.map((code) => [code]))('is known by its kind: %s', (code) => {
    expect(findPlaceLeaks(makeRefuge({ help: ['helpline', code], hours: 'At CT1 2AB' }))).toHaveLength(2);
  });

  test('stops the build, naming file and field', () => {
    const folder = path.join(root, 'counties', 'kent', 'services');
    mkdirSync(folder, { recursive: true });
    const record = { ...refuge, availability: null, whatHappens: 'You come to 12 Orchard Close.' };
    writeFileSync(path.join(folder, 'example-refuge.yaml'), stringify(record));
    expect(() => readServices(root, 'kent')).toThrow(/example-refuge\.yaml\n.*whatHappens: .*a street or a building/);
  });

  test('is looked at in every language', () => {
    const words = { summary: 'ਆਸਰਾ', howTo: ['01233 331111 پر فون کریں'] };
    expect(findLeaks(words)).toEqual([expect.stringMatching(/^howTo\.0: .*town/)]);
  });

  test('cannot hide behind another kind of help', () => {
    const called = ['Rose refuge', 'Safe house for women', 'A place to stay'];
    expect(called.map((name) => findPlaceLeaks(makeRecord({ name }))[0]?.split(':')[0])).toEqual([
      'help',
      'help',
      'help',
    ]);
  });
});

describe('ordinary words', () => {
  const harmless = [
    'Ring 0808 168 9111, day or night. From abroad ring +44 808 168 9111. Text 07700 900123 or 116 123.',
    'A safe place to stay, in a house you share, with a room of your own. There is no way to see it from the road.',
    'On your way, drive with care; a court can help; the family court, the county court and the Crown Court too.',
    'Help near you, close to you, on the street or at home. The way out is long.',
    'You can stay 2 weeks in a house, 24 hours a day, up to 12 months. 3 women in 10 come back.',
    'Open Monday to Friday, 9:30am to 5.15pm, on 2026-11-21 and 21/11/2026. It costs £12.50 or 1.5 % of 30.25.',
    'G4S, MP3, A4, COVID-19, Level 2, Part 1, BSL, DASH, UK, NHS 111, page 14.',
    'Kent County Council with Look Ahead; Fylde Coast Women’s Aid; The Wish Centre; West Lancashire Liberty Centre',
    'Police station staff can tell you. Ask at school, at the station, in church or in hospital.',
    'https://www.council.example/your-community/community-safety/domestic-abuse.aspx?ID=67474&PlanId=682',
    'https://news.example/2021/03/04/domestic-abuse-support-still-available_15674941',
    'https://we-encourage.medium.com/halting-forced-marriage-in-uk-part-2-ikwro-383b2d82f75f',
    '100% of it is free: 50 % of the rooms are taken.',
  ];
  test.each(harmless)('stay free: %s', (text) => {
    expect(findLeaks({ text })).toEqual([]);
  });

  test('about any other service are not looked at', () => {
    expect(findPlaceLeaks(makeRecord({ hours: 'Tuesday at 12 Orchard Close, CT1 2AB, 01233 331111' }))).toEqual([]);
  });
});
