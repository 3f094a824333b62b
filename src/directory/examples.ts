import type { County } from './county.ts';

/**
 * What stands in the county's file and no team has confirmed, by its place there: an hour nobody reads at is a promise that
 * breaks.
 * @param reaches whether a contact is set up; the others promise nothing
 */
export function findExamples(
  { contacts, responses, training }: Pick<County, 'contacts' | 'responses' | 'training'>,
  reaches: (contact: keyof County['contacts']) => boolean,
): string[] {
  const names = Object.keys(contacts) as (keyof typeof contacts)[];
  return [
    ...names.filter((name) => reaches(name) && contacts[name].example).map((name) => `contacts.${name}`),
    ...(responses.example ? ['responses'] : []),
    ...(training.example && reaches('training') ? ['training'] : []),
  ];
}
