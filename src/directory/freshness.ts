import type { ServiceRecord } from './service.ts';

/** What freshness looks at: any service, public or as its file has it. */
export type Dated = Pick<ServiceRecord, 'readOn' | 'confirmedOn' | 'help'>;

/**
 * How far a service can still be relied on: `fresh`; `said` (over 90 days: the page says since when); `warned` (over 180
 * days: "may be out of date"); `left-out` (over 365 days: not shown).
 */
export type Freshness = 'fresh' | 'said' | 'warned' | 'left-out';

/** Days for which a service's own word about how full it is holds. */
const availabilityDays = 14;

const saidAfter = 90;
const warnedAfter = 180;
const leftOutAfter = 365;

/** The day (`YYYY-MM-DD`) on which somebody last looked: rang, or else read the source. The feed's assured date too. */
export function checkedOn({ readOn, confirmedOn }: Pick<Dated, 'readOn' | 'confirmedOn'>): string {
  return confirmedOn !== null && confirmedOn > readOn ? confirmedOn : readOn;
}

/**
 * How old a service's facts are on the day they are read, not built. A helpline is never left out: a number that may
 * have changed is more than none.
 * @param today `YYYY-MM-DD`
 */
export function freshness(service: Dated, today: string): Freshness {
  const days = daysBetween(checkedOn(service), today);
  if (days <= saidAfter) return 'fresh';
  if (days <= warnedAfter) return 'said';
  if (days <= leftOutAfter || service.help.includes('helpline')) return 'warned';
  return 'left-out';
}

/** How full a service said it is, while that still holds on `today`; null after 14 days, or when it lies ahead. */
export function availabilityOn<A extends { on: string }>(service: { availability: A | null }, today: string): A | null {
  const { availability } = service;
  if (availability === null) return null;
  const days = daysBetween(availability.on, today);
  return days >= 0 && days <= availabilityDays ? availability : null;
}

/** Whole days from one calendar day to another (`YYYY-MM-DD`), negative when it lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
