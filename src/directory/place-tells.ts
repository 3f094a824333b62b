import { firstHalf, firstHalfSpaced, wholePostcode } from './postcode-areas.ts';

/** Something that tells where a place is, and how it is recognised in a text. */
export type Tell = { what: string; found: (text: string) => boolean };

/** Words that no street, station or school is named by: they make "in a quiet road" or "the way out" harmless. */
const plain = new Set(
  (
    'a an and any are as at be by can each every first for free from further get good has have her his if in into is it ' +
    'its main my near nearest new next no not of off on one only open or other our out own per police quiet rough safe ' +
    'same second shared that the their them there these they this to two under up we what when where which who with ' +
    'you your adults children days families fire help hours magistrates men minutes months people petrol polling power ' +
    'radio rooms service services weeks women work years crown county family high memory fast local'
  ).split(' '),
);

/** Words for streets that mean little else, and those that are everyday words too and need more beside them. */
const streets = 'street|road|avenue|crescent|terrace|lane|boulevard';
const shortStreets = 'rd|st|ave|av|cres|ln|blvd|dr|cl|gdns|pl|sq|tce|ct|gr';
const places =
  'close|drive|way|place|square|court|gardens?|grove|hill|house|lodge|park|row|walk|parade|mews|green|rise|view|croft|' +
  'yard|wharf|quay|villas?|buildings?|cottages?|mansions?|towers?|heights|mount|vale|meadows?|fields|farm|rectory|' +
  'vicarage|priory|abbey|hall|manor|grange|chapel';
const landmarks =
  'station|school|church|hospital|mosque|temple|gurdwara|synagogue|library|surgery|college|university|academy|nursery|' +
  'airport|cathedral|supermarket|barracks|prison';

const capital = (kind: string) =>
  kind.replaceAll(/(^|\|)([a-z])/g, (_, bar, letter) => `${bar}${letter.toUpperCase()}`);
/** One after another, a name in capitals and what it is: "Orchard Close", "St. Mary's School". */
const named = (kind: string) => new RegExp(`\\b(\\p{Lu}[\\p{L}'’.-]*)\\s(?:${capital(kind)})\\b`, 'gu');
const numbered = new RegExp(
  `\\b\\d{1,4}[a-z]?\\s((?:[\\p{L}'’.]+\\s){1,4})(?:${streets}|${shortStreets}|${places})\\b`,
  'giu',
);
const joined = new RegExp(`\\d[a-z]?[a-z]{3,}(?:${streets}|close|drive|gardens|house)(?![a-z])`, 'i');

/** Whether what stands just before the word for a street or a station may be a name. */
const isName = (words: string) => !plain.has(words.trim().toLowerCase().split(/\s+/).at(-1) ?? '');
const anyNamed = (pattern: RegExp) => (text: string) =>
  [...text.matchAll(pattern)].some(([, words = '']) => isName(words));
const matches = (pattern: RegExp) => (text: string) => pattern.test(text);

/** Numbers beginning 01 and 02 belong to towns; written with or without the country, brackets, dots and dashes. */
const townNumber = /(?<!\d)(?:(?:\+|00)?44[\s().-]*(?:0[\s().-]*)?|0[\s().-]*)[12](?:[\s()./-]*\d){8,9}(?!\d)/;

/** Two numbers with decimals; one in the range of British latitudes; degrees; metres east and north of the grid. */
const coordinates =
  /-?\d{1,3}\.\d{2,}[°\s]*[NS]?\s*[,;/|_\s+]\s*-?\d{1,3}\.\d{2,}|(?<![\d.])(?:49|5\d|60)\.\d{3,}(?!\d|\.\d)|\d\s*°\s*\d|\b[1-6]\d{5}\s*[,;/ ]\s*\d{6,7}\b/;
/** Letters of the national grid and an even number of digits; with spaces only in capitals ("or 116 123" is harmless). */
const digitPairs = (space: string) => `(?:\\d{5}${space}\\d{5}|\\d{4}${space}\\d{4}|\\d{3}${space}\\d{3})`;
const gridSpaced = new RegExp(`\\b[HNOST][A-HJ-Z]\\s?${digitPairs('\\s?')}(?!\\d)`);
const gridJoined = new RegExp(`\\b[hnost][a-hj-z]${digitPairs('')}(?!\\d)`, 'i');
const threeWords = /what3words|w3w\.co|\/\/\/\p{L}+\.\p{L}+\.\p{L}+/iu;
const plusCode = /\b[2-9CFGHJMPQRVWX]{4,8}\+[2-9CFGHJMPQRVWX]{2,3}\b/i;
const mapLink =
  /maps\.google|google\.[a-z.]+\/maps|goo\.gl\/maps|maps\.app|openstreetmap|osm\.org|bing\.com\/maps|\bgeo:/i;

/**
 * What tells where a place is. Streets have names or numbers, so that ordinary words about roads and ways stay free;
 * better one sentence too many is refused than one address published.
 */
export const tells: Tell[] = [
  { what: 'a postcode', found: matches(wholePostcode) },
  { what: 'the first half of a postcode', found: (text) => firstHalf.test(text) || firstHalfSpaced.test(text) },
  { what: 'a telephone number of a town (01 or 02)', found: matches(townNumber) },
  {
    what: 'a street or a building',
    found: (text) =>
      anyNamed(named(`${streets}|${places}`))(text) ||
      anyNamed(new RegExp(`([\\p{L}'’.]+)\\s(?:${streets})\\b`, 'giu'))(text) ||
      /\bhigh\s(?:street|st|road|rd)\b/i.test(text) ||
      anyNamed(numbered)(text) ||
      joined.test(text) ||
      /\b(?:flat|unit|apartment|suite)\s\d/i.test(text),
  },
  {
    what: 'a station, a school or the like',
    found: (text) =>
      anyNamed(named(landmarks))(text) ||
      anyNamed(/([\p{L}'’.]+)\s(?:police\s|fire\s)?station\b/giu)(text) ||
      /\b(?:primary|secondary|infants?|junior|grammar|high|nursery)\sschool\b/i.test(text),
  },
  { what: 'coordinates', found: matches(coordinates) },
  {
    what: 'a map reference',
    found: (text) => [gridSpaced, gridJoined, threeWords, plusCode, mapLink].some((one) => one.test(text)),
  },
];
