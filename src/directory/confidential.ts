import { accommodationCodes } from './facets.ts';
import type { ServiceRecord } from './service.ts';

/**
 * What tells where a place is. Numbers beginning 01 and 02 are tied to towns; streets, stations and postcodes are
 * places; two decimals with a dot are coordinates. Better one sentence too many is refused than one address published.
 */
const tells: { what: string; pattern: RegExp }[] = [
  { what: 'a postcode', pattern: /\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b/i },
  { what: 'the first half of a postcode', pattern: /\b(?:[A-Z]{1,2}\d{1,2}|[A-Z]{1,2}\d[A-Z])\b(?!\s*(?:\d|%))/ },
  { what: 'a telephone number of a town (01 or 02)', pattern: /(?:\+44\s?\(?0?\)?|\b0)[12](?:[\s()-]?\d){7,9}\b/ },
  {
    what: 'a street or a building',
    pattern:
      /\b(?:\d+[a-z]?\s+)?[A-Z][a-z']+\s(?:Street|Road|Avenue|Lane|Close|Drive|Way|Crescent|Terrace|Place|Square|Court|Gardens|Grove|Hill|House|Lodge|Park|Row|Walk|Parade)\b/,
  },
  { what: 'a station or a school', pattern: /\b[A-Z][a-z]+\s(?:Station|School|Church|Hospital|Mosque|Temple)\b/ },
  { what: 'coordinates', pattern: /-?\b\d{1,3}\.\d{2,}\s*[,;/ ]\s*-?\d{1,3}\.\d{2,}\b/ },
  { what: 'a map reference', pattern: /\b[A-Z]{2}\s?\d{3,5}\s?\d{3,5}\b|what3words|\/\/\/\w+\.\w+\.\w+/ },
];

/**
 * Whatever in the record of a place to stay could lead somebody there, by field. Empty for every other service. Web
 * addresses of sources are looked at too, since an address in a path is an address.
 */
export function findPlaceLeaks(service: ServiceRecord): string[] {
  if (!service.help.some((code) => accommodationCodes.includes(code))) return [];
  return textsOf(service).flatMap(({ field, text }) =>
    tells
      .filter(({ pattern }) => pattern.test(text))
      .map(({ what }) => `${field}: holds what looks like ${what}; a place to stay must not be found`),
  );
}

function textsOf(value: unknown, field = ''): { field: string; text: string }[] {
  if (typeof value === 'string') return [{ field, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, field === '' ? key : `${field}.${key}`));
}
