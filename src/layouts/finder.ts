import type { Card, FinderData, FinderFile, FinderList, Place } from '#components/directory/data.ts';
import type { FindSource } from '#components/directory/find.ts';
import { pageHref } from '#components/site/chrome.ts';
import { areasOn } from '#directory/county.ts';
import type { Directory, DirectoryService } from '#directory/directory.ts';
import { forCodes, helpCodes, howCodes } from '#directory/facets.ts';
import { freshness } from '#directory/freshness.ts';
import type { Site } from '#directory/site.ts';

const forPublic = (service: DirectoryService) => service.audience === 'public';

/** The address of a service's page: opaque, since it stands in a browser's history. */
export const serviceHref = (tag: string, code: string) => pageHref(tag, `s/${code}`);

/** The places people can choose, in order of name; each has a number that stands for it in a link. */
export function placesOf(site: Site, day: string): Place[] {
  const { map } = site.county;
  const own = areasOn(site.county, day).map((one) => ({ ...one, neighbour: false }));
  const beside = site.county.neighbours.map((one) => ({ ...one, neighbour: true }));
  return [...own, ...beside]
    .map(({ id, name, towns, neighbour }) => ({ id, name, towns, neighbour, at: map[id] ?? null }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
}

/** What the finder is laid out from in one language. */
export function finderData(site: Site, directory: Directory, tag: string): FinderData {
  const services = directory.local(tag).filter(forPublic);
  const words = site.words(tag);
  const used = <T extends string>(codes: readonly T[], of: (service: DirectoryService) => readonly T[]) =>
    codes.filter((code) => services.some((service) => of(service).includes(code)));
  return {
    tag,
    county: site.county.name,
    action: pageHref(tag, 'find'),
    words: words.find,
    serviceWords: words.service,
    ring999: words.now.ring999,
    offline: words.form.offline,
    facets: directory.facets(tag),
    places: placesOf(site, directory.day),
    outcodes: site.county.outcodes,
    offered: {
      help: used(helpCodes, (service) => service.help),
      for: used(forCodes, (service) => service.for),
      how: used(howCodes, (service) => service.how),
    },
    ownHref: pageHref(tag, 'own'),
  };
}

/** A service as a list shows it: with its number, or while that is not confirmed whom to ring instead. */
export function cardOf(site: Site, tag: string, day: string, service: DirectoryService): Card {
  const phone = service.phones[0];
  const instead = service.through === null ? null : site.service(tag, service.through);
  const number = instead?.phones[0]?.number;
  return {
    id: service.id,
    href: serviceHref(tag, service.code),
    name: service.name,
    lang: service.lang,
    summary: service.summary,
    phone: phone ? { number: phone.number, hours: phone.hours, free: phone.free === true } : null,
    through: instead && number && !phone ? { name: instead.name, number } : null,
    warned: freshness(service, day) === 'warned',
  };
}

/** All that the finder needs to go on in the browser alone; the same public objects as everywhere. */
export function finderFile(site: Site, directory: Directory, tag: string): FinderFile {
  return { data: finderData(site, directory, tag), list: finderList(site, directory, tag) };
}

/** What is searched. */
export function finderList(site: Site, directory: Directory, tag: string): FinderList {
  const services = directory.local(tag);
  const shown = services.filter(forPublic);
  const handover = Object.entries(directory.handover(tag)).flatMap(([code, { text, lang, through }]) => {
    const service = site.service(tag, through);
    const number = service?.phones[0]?.number;
    return service && number ? [[code, { text, lang, name: service.name, number }] as const] : [];
  });
  return {
    cards: Object.fromEntries(shown.map((service) => [service.id, cardOf(site, tag, directory.day, service)])),
    // All of them, since how common a word is decides how much it says; in English, since languages and facts are read
    // from it. A language's own words are beside.
    services: directory.services.map(searchable),
    local: Object.fromEntries(
      services
        .filter(({ lang }) => lang !== 'en')
        .map(({ id, summary, whoFor, lang }) => [id, { summary, whoFor, lang }]),
    ),
    synonyms: { en: directory.synonyms['en'] ?? [], [tag]: directory.synonyms[tag] ?? [] },
    firstLine: site.county.firstLine,
    start: site.county.shortList,
    handover: Object.fromEntries(handover),
  };
}

const searchable = (service: Directory['services'][number]): FinderList['services'][number] => ({
  id: service.id,
  audience: service.audience,
  name: service.name,
  organisation: service.organisation,
  summary: service.summary,
  whoFor: service.whoFor,
  help: service.help,
  for: service.for,
  ledBy: service.ledBy,
  how: service.how,
  areas: service.areas,
  languages: service.languages,
  bsl: service.bsl,
  advice: service.advice,
});

/** The server's way of finding. */
export function findSource(site: Site, directory: Directory, tag: string): FindSource {
  const { cards, start, handover } = finderList(site, directory, tag);
  return {
    tag,
    search: directory.search,
    card: (id) => cards[id] ?? null,
    outcodes: site.county.outcodes,
    start,
    handover,
  };
}
