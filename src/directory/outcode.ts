import { foldText } from './fold.ts';

/** What a county knows of the first halves of postcodes: its areas and neighbours, likeliest first. */
export type Outcodes = Record<string, { areas: string[]; outside: boolean }>;

/**
 * Where a postcode leads. `one`: it is sure. `several`: it spans districts or goes beyond the county, so the person is
 * asked which is nearest. `outside`: a postcode, but none of this county. `unknown`: not a postcode. `outcode` is the half
 * that was looked up; the other half is dropped before anything else and never kept.
 */
export type OutcodeAnswer = {
  kind: 'one' | 'several' | 'outside' | 'unknown';
  outcode: string | null;
  areas: string[];
  /** Part of it lies beyond the county and its neighbours. */
  outside: boolean;
};

/** The shapes of the first half: A9, A99, AA9, AA99, A9A, AA9A (Royal Mail's programmers' guide). */
const outcodeShape = /^[A-Z]{1,2}\d[A-Z\d]?$/;
/** What follows: a digit and two letters, where O and I may have been typed for 0 and 1 or the other way round. */
const secondHalf = /[0-9OI][A-Z01]{2}$/;

const slips: Record<string, string> = { O: '0', '0': 'O', I: '1', '1': 'I' };

/**
 * Looks up what somebody typed into a postcode box: a half or a whole postcode, in any case, with spaces anywhere, with
 * O and 0 or I and 1 mixed up.
 * @param outcodes the county's table
 */
export function lookUpOutcode(text: string, outcodes: Outcodes): OutcodeAnswer {
  const halves = firstHalves(text);
  for (const half of halves) {
    const known = spellings(half).filter((one) => Object.hasOwn(outcodes, one));
    if (known.length > 0) return answerFor(known.includes(half) ? [half] : known, outcodes);
  }
  const elsewhere = halves.flatMap(spellings).find((half) => outcodeShape.test(half));
  if (elsewhere === undefined) return { kind: 'unknown', outcode: null, areas: [], outside: false };
  return { kind: 'outside', outcode: elsewhere, areas: [], outside: true };
}

function answerFor(known: string[], outcodes: Outcodes): OutcodeAnswer {
  const entries = known.map((one) => outcodes[one] ?? { areas: [], outside: true });
  const areas = [...new Set(entries.flatMap((entry) => entry.areas))];
  const outside = entries.some((entry) => entry.outside);
  const outcode = known.length === 1 ? (known[0] ?? null) : null;
  if (areas.length === 0) return { kind: 'outside', outcode, areas, outside: true };
  return { kind: areas.length === 1 && !outside ? 'one' : 'several', outcode, areas, outside };
}

/** What may be the first half, likeliest first. A whole postcode is cut here, before it is looked at any further. */
function firstHalves(text: string): string[] {
  const signs = foldText(text).toUpperCase();
  const [beforeSpace = ''] = signs.trim().split(/\s+/);
  const all = signs.replace(/[^A-Z0-9]/g, '');
  const spaced = beforeSpace.replace(/[^A-Z0-9]/g, '');
  if (all.length > 7) return [];
  const halves = [
    ...(all.length >= 5 && secondHalf.test(all) ? [all.slice(0, -3)] : []),
    ...(all.length <= 4 ? [all] : []),
    ...(spaced.length < all.length ? [spaced] : []),
    // A first half and the digit of the second, as some forms ask for it.
    ...(all.length >= 3 && all.length <= 5 && /\d$/.test(all) ? [all.slice(0, -1)] : []),
  ];
  return [...new Set(halves)].filter((half) => half.length >= 2 && half.length <= 4);
}

/** The half as typed and with every mix of O for 0 and I for 1, as far as that makes a postcode's shape. */
function spellings(half: string): string[] {
  const mixes = [...half].reduce<string[]>(
    (heads, sign) => heads.flatMap((head) => [head + sign, ...(slips[sign] ? [head + slips[sign]] : [])]),
    [''],
  );
  return mixes.filter((one) => outcodeShape.test(one));
}
