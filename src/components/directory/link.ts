import { forCodes, helpCodes, howCodes } from '#directory/facets.ts';
import { type Choice, type FinderData, noChoice } from './data.ts';

/** What may stand in a link, by its sign: numbers in the order of our own lists, so that the address says nothing. */
const lists = (
  data: FinderData,
): { sign: string; name: 'area' | 'help' | 'for' | 'how'; codes: readonly string[] }[] => [
  { sign: 'a', name: 'area', codes: data.places.map(({ id }) => id) },
  { sign: 'h', name: 'help', codes: helpCodes },
  { sign: 'f', name: 'for', codes: forCodes },
  { sign: 'w', name: 'how', codes: howCodes },
];

/** The choice that a link stands for. What is no number of ours is no choice. */
export function choiceFromLink(query: URLSearchParams, data: FinderData): Choice {
  const chosen = lists(data).map(({ sign, name, codes }) => {
    return [name, codes[Number.parseInt(query.get(sign) ?? '', 10) - 1] ?? ''] as const;
  });
  return { ...noChoice, ...Object.fromEntries(chosen) };
}

/** A link for a choice, to copy; null where nothing was chosen that may stand in one. Words and postcodes never do. */
export function linkOf(choice: Choice, data: FinderData): string | null {
  const signs = lists(data).flatMap(({ sign, name, codes }) => {
    const at = codes.indexOf(choice[name]);
    return at < 0 ? [] : [`${sign}=${at + 1}`];
  });
  return signs.length > 0 ? `${data.action}?${signs.join('&')}` : null;
}
