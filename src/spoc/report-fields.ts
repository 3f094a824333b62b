/**
 * Which answers of a form the report counts, by field name. Only fields with fixed codes: what people write in their own
 * words is never counted. Whoever adds a form adds its line; a form without one counts by month, route and language alone.
 */
export type ReportFields = {
  /** Somebody asked to be contacted, so that the time until then is counted. */
  contact: boolean;
  /** Where the person lives: codes of the county's areas. */
  area?: string;
  ageBand?: string;
  /** What kind of agency refers. */
  agencyType?: string;
  children?: string;
  /** Whether it was referred before. */
  repeat?: string;
  /** Risk, for a form whose definition has no `level`; those that have one are counted by it. */
  risk?: string;
  /** Optional answers on equality: counted apart, and left out of `read --csv`. */
  equality?: readonly string[];
};

const equality = [
  'equalityAge',
  'equalityGender',
  'equalityEthnic',
  'equalityDisability',
  'equalityReligion',
  'equalityOrientation',
] as const;

/** By the id of the form. A friend's own age is left out: the table is about the person. */
export const reportFields: Record<string, ReportFields> = {
  'self-referral': { contact: true, area: 'area', ageBand: 'age', children: 'children' },
  callback: { contact: true },
  friend: { contact: true, area: 'area', children: 'children' },
  young: { contact: true, area: 'area', ageBand: 'age' },
  professional: {
    contact: true,
    agencyType: 'agencyType',
    area: 'area',
    ageBand: 'age',
    children: 'children',
    repeat: 'repeat',
    equality,
  },
  'professional-short': { contact: true, agencyType: 'agencyType' },
  child: { contact: true, agencyType: 'agencyType', area: 'area', ageBand: 'age' },
  behaviour: { contact: true, area: 'area', ageBand: 'age' },
  programme: { contact: true, agencyType: 'agencyType', area: 'area', ageBand: 'age', children: 'children' },
  feedback: { contact: false },
  booking: { contact: false },
  listing: { contact: false },
};
