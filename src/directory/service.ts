import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { findPlaceLeaks } from './confidential.ts';
import { accessCodes, forCodes, helpCodes, howCodes, riskCodes } from './facets.ts';
import { ContentError, isoDay, readYaml, source } from './source.ts';

const phone = z.strictObject({
  /** As people write it, with spaces; from abroad with its plus. */
  number: z.string().regex(/^\+?[0-9 ]{3,20}$/, 'digits and spaces, as people write the number'),
  label: z.string(),
  hours: z.string(),
  free: z.boolean().nullable(),
  /** Whether the call shows on a bill, where that was said; null: not known. */
  onBill: z.boolean().nullable().default(null),
  source,
});

/**
 * A service as the public sees it: who it is for and not for, how to reach it, what happens then, and where each fact
 * was read. There is no field for a place: an address cannot be published by mistake.
 */
export const serviceSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  /** `own-behaviour` is for people who use abuse: a page of their own, never among victims' results. */
  audience: z.enum(['public', 'professional', 'own-behaviour']).default('public'),
  name: z.string(),
  organisation: z.string(),
  /** What they do, in plain words, about 25. */
  summary: z.string(),
  help: z.array(z.enum(helpCodes)).min(1),
  for: z.array(z.enum(forCodes)).min(1),
  /** Specialist services led by and for a community, where a source says so. */
  ledBy: z.array(z.enum(['black-minoritised', 'lgbt', 'disabled', 'deaf', 'women'])).default([]),
  access: z.array(z.enum(accessCodes)).min(1),
  how: z.array(z.enum(howCodes)),
  cost: z.enum(['free', 'paid', 'depends', 'unknown']).default('unknown'),
  /** Only on professionals' pages: nobody who seeks help is asked to choose a risk. */
  risk: z.array(z.enum(riskCodes)).default(['any']),
  whoFor: z.string(),
  notFor: z.string().nullable().default(null),
  /**
   * Area ids of the county or its neighbours, `county` for all of it, `national`, or another country of `nations`: who is
   * served, never where it stands.
   */
  areas: z.array(z.string()).min(1),
  phones: z.array(phone),
  email: z.email().nullable().default(null),
  textNumber: z.string().nullable(),
  chat: z.string().nullable(),
  bsl: z.string().nullable(),
  website: z.url({ protocol: /^https?$/ }).nullable(),
  hours: z.string(),
  languages: z.string().nullable(),
  /** How to make contact, a step a line. */
  howTo: z.array(z.string()).min(1),
  /** What happens when contact is made; null where no source says. */
  whatHappens: z.string().nullable().default(null),
  /** How full it is, where it says so itself; lapses after 14 days. Never for a place to stay. */
  availability: z
    .strictObject({ state: z.enum(['open', 'waiting', 'closed']), on: isoDay })
    .nullable()
    .default(null),
  /** `check-first`: what a person must ring to confirm is left out of the page and stands in `toCheck`. */
  advice: z.enum(['ready', 'check-first', 'no-contact-details']),
  /** For editors alone: what to ring or read before it can be shown. */
  toCheck: z.array(z.string()).default([]),
  /** The service to ring instead, while this one's own contact is not confirmed. */
  through: z.string().nullable().default(null),
  /** When the source was read. */
  readOn: isoDay,
  /** When a person rang and heard that it is right; null when nobody has. */
  confirmedOn: isoDay.nullable(),
  sources: z.array(source).min(1),
});

/** One service as its file has it, with what only editors may see. */
export type ServiceRecord = z.infer<typeof serviceSchema>;

/** One service of the directory, without what only editors may see: what pages, search and feed are made of. */
export type Service = Omit<ServiceRecord, 'toCheck'>;

/** Reads every service below `<root>/national/services` and the county's own, by id. Throws `ContentError`. */
export function readServices(root: string, county: string): Map<string, ServiceRecord> {
  const services = new Map<string, ServiceRecord>();
  for (const folder of [path.join(root, 'national', 'services'), path.join(root, 'counties', county, 'services')]) {
    if (!existsSync(folder)) continue;
    const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
    for (const name of names.sort()) {
      const file = path.join(folder, name);
      const service = readYaml(file, serviceSchema);
      const problems = [...findPlaceLeaks(service), ...findSlips(service, name)];
      if (problems.length > 0) throw new ContentError(path.relative(process.cwd(), file), problems);
      services.set(service.id, service);
    }
  }
  return services;
}

/** What a schema cannot say: names that do not agree, and numbers that must not be shown yet. */
function findSlips(service: ServiceRecord, file: string): string[] {
  const slips: string[] = [];
  if (`${service.id}.yaml` !== file) slips.push(`id: ${service.id} must be the file's name`);
  if (service.advice !== 'ready' && service.phones.length > 0) {
    slips.push('phones: not confirmed; leave them out here and say in toCheck what to ring');
  }
  if (service.advice === 'check-first' && service.toCheck.length === 0)
    slips.push('toCheck: say what is to be checked');
  return slips;
}

/** A service's words in another language. Names of services stay: people must recognise what is answered. */
export const serviceOverlaySchema = z.strictObject({
  summary: z.string(),
  whoFor: z.string(),
  notFor: z.string().optional(),
  hours: z.string(),
  chat: z.string().optional(),
  bsl: z.string().optional(),
  languages: z.string().optional(),
  howTo: z.array(z.string()).optional(),
  whatHappens: z.string().optional(),
  phones: z.array(z.strictObject({ label: z.string(), hours: z.string() })).optional(),
});

/** What a language's overlay of a service holds. */
export type ServiceWords = z.infer<typeof serviceOverlaySchema>;
