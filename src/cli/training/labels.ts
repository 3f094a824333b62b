import type { Office } from './desk.ts';

/** What a code of a booking means, in English: as the organiser's mail says it, and as the contact's report does. */
export type Labels = Record<'kind' | 'role' | 'district', (code: string) => string>;

/** The words for the codes of bookings, with the county's own names for its districts. */
export function labelsOf({ booking, county }: Office): Labels {
  const { fields } = booking.english;
  const places = [...county.areas, ...county.neighbours];
  const option = (field: string, code: string) => {
    const words = fields[field];
    return words?.message?.options?.[code] ?? words?.options?.[code] ?? (code === 'not-known' ? 'not known' : code);
  };
  return {
    kind: (code) => option('agencyType', code),
    role: (code) => option('role', code),
    district: (code) => places.find(({ id }) => id === code)?.name ?? option('area', code),
  };
}
