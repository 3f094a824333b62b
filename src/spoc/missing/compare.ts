import type { DayList, DayState } from './day.ts';
import type { Marks } from './header.ts';

/** A message in the folder. */
export type There = Marks & { where: string };

/** What lists and folder do not both say. */
export type Difference = {
  /** Left the site and is not in the folder. */
  missing: { number: number; reference: string; state: DayState }[];
  /** Not in the folder because it has not left the site. */
  waiting: { number: number; reference: string; state: DayState }[];
  /** Several mails with the same Message-ID: the same message, delivered twice. */
  twice: { number: number | null; reference: string | null; places: string[] }[];
  /** The same number under different Message-IDs or references: not made by the site. */
  strange: { number: number; places: string[] }[];
  /** Times between lists that no list tells of: a list itself is missing. */
  gaps: { contact: string; from: string; to: string; first: number | null; last: number | null }[];
};

/** Whether anything is missing, or not as the site makes it. */
export const isWhole = ({ missing, strange, gaps }: Difference) =>
  missing.length === 0 && strange.length === 0 && gaps.length === 0;

/** Compares daily lists with the messages of a mail folder. The latest list that names a number says where it was. */
export function compareMailbox(lists: readonly DayList[], there: readonly There[]): Difference {
  const ordered = [...lists].sort((one, other) => (one.to < other.to ? -1 : one.to > other.to ? 1 : 0));
  const latest = new Map(ordered.flatMap(({ entries }) => entries.map((entry) => [entry.number, entry])));
  // Where a mail server wrote another Message-ID and dropped what it did not know, the reference is left.
  const numbers = new Set(there.map(({ number }) => number));
  const unnumbered = new Set(there.flatMap(({ number, reference }) => (number === null ? [reference] : [])));
  const absent = [...latest.values()]
    .filter(({ number, reference }) => !numbers.has(number) && !unnumbered.has(reference))
    .sort((one, other) => one.number - other.number);
  return {
    missing: absent.filter(({ state }) => hasLeft(state)),
    waiting: absent.filter(({ state }) => !hasLeft(state)),
    twice: group(
      there.filter(({ messageId }) => messageId !== ''),
      ({ messageId }) => messageId,
    )
      .filter((mails) => mails.length > 1)
      .map((mails) => ({ ...marksOf(mails), places: mails.map(({ where }) => where) })),
    strange: group(
      there.filter(({ number }) => number !== null),
      ({ number }) => number,
    )
      .filter((mails) => new Set(mails.map(({ messageId, reference }) => `${messageId} ${reference}`)).size > 1)
      .map((mails) => ({ number: mails[0]?.number ?? 0, places: mails.map(({ where }) => where) })),
    gaps: group(ordered, ({ contact }) => contact).flatMap(findGaps),
  };
}

const hasLeft = (state: DayState) => state === 'delivered' || state === 'received' || state === 'bounced';

const marksOf = ([first]: readonly There[]) => ({ number: first?.number ?? null, reference: first?.reference ?? null });

const group = <Item>(items: readonly Item[], keyOf: (item: Item) => unknown): Item[][] => [
  ...Map.groupBy(items, keyOf).values(),
];

/** Each list begins where the one before ended; the same list may be there twice. */
function findGaps(lists: readonly DayList[]): Difference['gaps'] {
  return lists.slice(1).flatMap((list, index) => {
    const before = lists[index];
    if (!before || list.from <= before.to) return [];
    const first = (lastNumber(lists.slice(0, index + 1)) ?? 0) + 1;
    const last = (list.numbers?.first ?? first) - 1;
    const known = last >= first;
    return [
      { contact: list.contact, from: before.to, to: list.from, first: known ? first : null, last: known ? last : null },
    ];
  });
}

const lastNumber = (lists: readonly DayList[]) => lists.findLast(({ numbers }) => numbers !== null)?.numbers?.last;
