import type { County } from '#directory/county.ts';
import type { DirectoryService } from '#directory/directory.ts';
import { checkedOn, freshness } from '#directory/freshness.ts';
import { findTelling } from '#i18n/telling.ts';

/** A number as it stands on paper; `name` and `hours` are in the language `lang`, names of services in their own. */
export type Line = { id: string; name: string; number: string; hours: string; free: boolean; lang: string; on: string };

/** The most numbers that a poster holds and can still be read from across a room. */
const most = 4;

/**
 * The lines of a county that may go onto paper on a day, in the order that the county gives: open to the public in all of
 * it, by telephone, and checked against their source in the last 180 days. Paper cannot be taken back, so that what the
 * site would only warn of is not printed.
 * @param services the directory in one language
 * @param today `YYYY-MM-DD`
 */
export function linesFor(
  services: DirectoryService[],
  county: Pick<County, 'firstLine' | 'shortList'>,
  today: string,
): { service: DirectoryService; line: Line }[] {
  const order = [...new Set([county.firstLine, ...county.shortList])];
  return order.flatMap((id) => {
    const service = services.find((one) => one.id === id);
    const [phone] = service?.phones ?? [];
    if (!service || !phone || service.advice !== 'ready' || service.audience !== 'public') return [];
    if (!service.help.includes('helpline') || !['fresh', 'said'].includes(freshness(service, today))) return [];
    if (!service.areas.some((area) => area === 'county' || area === 'national')) return [];
    const { name, lang } = service;
    const { number, hours, free } = phone;
    return [{ service, line: { id, name, number, hours, free: free === true, lang, on: checkedOn(service) } }];
  });
}

/** What a poster shows of them: the first few. */
export const openLines = (lines: ReturnType<typeof linesFor>): Line[] => lines.slice(0, most).map(({ line }) => line);

/**
 * What may be found in somebody's pocket: the first line that is for anyone, without its name, and another for anyone
 * whose own name says nothing, so that the first is not alone. Hours that say too much are left out.
 */
export function quietLines(lines: ReturnType<typeof linesFor>): Line[] {
  const forAnyone = lines.filter(({ service }) => service.for.includes('anyone')).map(({ line }) => line);
  const [first = lines[0]?.line, ...others] = forAnyone;
  const second = others.find(({ name, number }) => findTelling(name) === null && number !== first?.number);
  const hide = (line: Line): Line => (findTelling(line.hours) === null ? line : { ...line, hours: '' });
  return [first ? { ...first, name: '' } : null, second ?? null].flatMap((line) => (line ? [hide(line)] : []));
}
