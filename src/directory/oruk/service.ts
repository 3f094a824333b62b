import { checkedOn } from '../freshness.ts';
import { isNation, nations } from '../nations.ts';
import type { PublicService } from '../public-service.ts';
import { spokenLanguages } from '../spoken.ts';
import { uuidOf } from '../uuid.ts';
import { alertOf } from './alert.ts';
import type { FullService, ListedService, TaxonomyTerm } from './shapes.ts';
import { type SortedBy, sortedBy, termId } from './taxonomies.ts';

/** What the feed needs to know beside the service itself. */
export type Around = {
  today: string;
  county: { id: string; name: string };
  /** Areas and neighbours by id. */
  areas: ReadonlyMap<string, { name: string; code: string }>;
  terms: ReadonlyMap<string, TaxonomyTerm>;
  /** Services by id, to name the one to ask instead. */
  services: ReadonlyMap<string, PublicService>;
  organization: (service: PublicService) => { id: string; name: string; description: string };
};

const fees = { free: 'Free', paid: 'Costs money', depends: 'Depends on what you have', unknown: null } as const;

/** A public service as one row of the feed's list. */
function toListedService(service: PublicService, around: Around): ListedService {
  const organization = around.organization(service);
  const through = service.through === null ? null : (around.services.get(service.through) ?? null);
  const steps = service.howTo.filter((step) => step.trim() !== '');
  const price = fees[service.cost];
  return {
    id: service.uuid,
    organization_id: organization.id,
    name: service.name,
    description: joined([service.summary, service.whatHappens]),
    ...(service.website === null ? {} : { url: service.website }),
    ...(service.email === null ? {} : { email: service.email }),
    status: service.availability?.state === 'closed' ? 'temporarily closed' : 'active',
    eligibility_description: joined([service.whoFor, service.notFor && `Not for: ${service.notFor}`]),
    ...(steps.length === 0 ? {} : { application_process: steps.join(' ') }),
    ...(spokenLanguages(service.languages).interpreter ? { interpretation_services: service.languages ?? '' } : {}),
    ...(price === null ? {} : { fees_description: price }),
    assured_date: checkedOn(service),
    alert: alertOf(service, through, around.today),
    last_modified: `${lastChange(service)}T00:00:00.000Z`,
    organization,
  };
}

/** A public service with everything that belongs to it. */
export function toFullService(service: PublicService, around: Around): FullService {
  const phones = phonesOf(service);
  const languages = languagesOf(service);
  return {
    ...toListedService(service, around),
    schedules: [{ id: partId(service, 'hours'), description: service.hours }],
    service_areas: service.areas.map((area) => ({ id: partId(service, `area/${area}`), ...areaOf(area, around) })),
    ...(phones.length === 0 ? {} : { phones }),
    ...(languages.length === 0 ? {} : { languages }),
    attributes: sortedBy.flatMap((facet) => attributesOf(service, facet, around)),
  };
}

function attributesOf(service: PublicService, facet: SortedBy, { terms }: Around): FullService['attributes'] {
  return service[facet].flatMap((code) => {
    const term = terms.get(termId(facet, code));
    if (!term) return [];
    return [
      {
        id: partId(service, `${facet}/${code}`),
        link_id: service.uuid,
        link_type: 'service' as const,
        taxonomy_term_id: term.id,
        taxonomy_term: term,
      },
    ];
  });
}

function phonesOf(service: PublicService): NonNullable<FullService['phones']> {
  const voice = service.phones.map(({ number, label, hours, free, onBill }, index) => ({
    id: partId(service, `phone/${index}`),
    number,
    description: [
      label,
      hours,
      ...(free === true ? ['free to call'] : []),
      ...(onBill === null ? [] : [onBill ? 'shows on a phone bill' : 'does not show on a phone bill']),
    ].join('; '),
    type: 'voice' as const,
  }));
  if (service.textNumber === null) return voice;
  const text = {
    id: partId(service, 'text'),
    number: service.textNumber,
    description: 'Text message',
    type: 'text' as const,
  };
  return [...voice, text];
}

function languagesOf(service: PublicService): NonNullable<FullService['languages']> {
  const english = new Intl.DisplayNames(['en-GB'], { type: 'language' });
  return spokenLanguages(service.languages).tags.map((code) => ({
    id: partId(service, `language/${code}`),
    name: code === 'bfi' ? 'British Sign Language' : (english.of(code) ?? code),
    code,
  }));
}

/** Codes of the Office for National Statistics as its linked data names them. */
function areaOf(area: string, { areas, county }: Around): { name: string; uri?: string } {
  if (area === 'national') return { name: 'National' };
  if (area === 'county') return { name: county.name };
  const known = isNation(area) ? nations[area] : areas.get(area);
  if (!known) return { name: area };
  return { name: known.name, uri: `http://statistics.data.gov.uk/id/statistical-geography/${known.code}` };
}

function lastChange({ readOn, confirmedOn, availability }: PublicService): string {
  return [readOn, confirmedOn ?? '', availability?.on ?? ''].sort().at(-1) ?? readOn;
}

function partId(service: PublicService, part: string): string {
  return uuidOf(`service/${service.pack}/${service.id}/${part}`);
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' ');
}
