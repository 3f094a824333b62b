import { existsSync } from 'node:fs';
import path from 'node:path';
import { isPlaceToStay } from './confidential.ts';
import { availabilityOn, freshness } from './freshness.ts';
import { readServices, type Service, type ServiceRecord } from './service.ts';
import { codeOf, uuidOf } from './uuid.ts';

/**
 * A service as everybody may see it: the one object that pages, search, print and the open feed are made of. What is not
 * in it cannot be shown anywhere.
 */
export type PublicService = Service & {
  /** Where it comes from: a county's id, or `national`. */
  pack: string;
  /** Stable across builds: a version 5 UUID of pack and id. */
  uuid: string;
  /** Eight signs that stand for it in the address of its page. */
  code: string;
};

/**
 * The public object of a record: without what only editors may see, without contact details that are not confirmed,
 * and without a word about how full it is that no longer holds (nor ever one for a place to stay).
 * @param pack the county's id, or `national`
 * @param today `YYYY-MM-DD`
 */
export function toPublicService(record: ServiceRecord, pack: string, today: string): PublicService {
  const { toCheck: _, ...service } = record;
  const name = `service/${pack}/${record.id}`;
  return {
    ...service,
    ...(record.advice === 'ready' ? {} : { phones: [], email: null, textNumber: null }),
    availability: isPlaceToStay(record) ? null : availabilityOn(record, today),
    pack,
    uuid: uuidOf(name),
    code: codeOf(name),
  };
}

/**
 * Every service of a county and the national ones that may be shown on `today`: by name, without those left out for age.
 * Professionals' entries are among them, marked by `audience`. Throws `ContentError` as `readServices` does, and a plain
 * error should two services come to the same page code.
 * @param root the folder `content`
 */
export function readPublicServices(root: string, county: string, today: string): PublicService[] {
  const records = [...readServices(root, county).values()].filter((one) => freshness(one, today) !== 'left-out');
  const services = records.map((record) => {
    const own = existsSync(path.join(root, 'counties', county, 'services', `${record.id}.yaml`));
    return toPublicService(record, own ? county : 'national', today);
  });
  const codes = new Set(services.map(({ code }) => code));
  if (codes.size !== services.length) throw new Error('two services have the same page code: change the id of one');
  return services.sort(compareNames);
}

/** Orders services by name as English readers expect, then by id, so that every list has one order everywhere. */
export function compareNames(a: { name: string; id: string }, b: { name: string; id: string }): number {
  return collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);
}

const collator = new Intl.Collator('en-GB');
