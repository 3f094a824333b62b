import { type ServiceRecord, type ServiceWords, serviceOverlaySchema } from '#directory/service.ts';

const fields = Object.keys(serviceOverlaySchema.shape) as (keyof ServiceWords)[];

/**
 * Where a service's words in another language no longer go with the English: a text that only one of them has, or more of
 * them. It happens whenever the English changes, and shows old hours beside a new number. As "field: what to do".
 */
export function compareWords(record: ServiceRecord, words: ServiceWords): string[] {
  return fields.flatMap((field) => {
    const [english, own] = [sizeOf(record[field]), sizeOf(words[field])];
    if (english === own) return [];
    const what =
      english > own ? `is missing here (the English has ${english}, here are ${own})` : 'is not in the English';
    return [`${field}: ${what}; mend it, or remove this file: English is shown then`];
  });
}

/** How many texts: of a list its lines, else one or none. */
const sizeOf = (value: unknown) => (Array.isArray(value) ? value.length : value ? 1 : 0);
