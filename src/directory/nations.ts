/**
 * The other countries of the United Kingdom, with their codes of the Office for National Statistics. A service that serves
 * one of them has it among its `areas` in place of `national`: in an English county it is found, after all others, by who
 * chooses no place, and never among the lines.
 */
export const nations = {
  wales: { name: 'Wales', code: 'W92000004' },
  scotland: { name: 'Scotland', code: 'S92000003' },
  'northern-ireland': { name: 'Northern Ireland', code: 'N92000002' },
} as const;

/** One of these. */
export type Nation = keyof typeof nations;

/** Whether an area of a service is one of them. */
export const isNation = (area: string): area is Nation => Object.hasOwn(nations, area);
