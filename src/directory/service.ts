import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { isoDay, readYaml, source } from './source.ts';

const phone = z.strictObject({
  /** As people write it, with spaces. */
  number: z.string().regex(/^[0-9 ]{3,20}$/),
  label: z.string(),
  hours: z.string(),
  free: z.boolean().nullable(),
  source,
});

/**
 * A service as the public sees it: who it is for, how to reach it, when, and where each fact was read. There is no
 * field for a place: an address cannot be published by mistake.
 */
export const serviceSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  name: z.string(),
  organisation: z.string(),
  /** What they do, in plain words, about 25. */
  summary: z.string(),
  whoFor: z.string(),
  phones: z.array(phone),
  textNumber: z.string().nullable(),
  chat: z.string().nullable(),
  bsl: z.string().nullable(),
  website: z.url({ protocol: /^https$/ }).nullable(),
  hours: z.string(),
  languages: z.string().nullable(),
  /** When the source was read. */
  readOn: isoDay,
  /** When a person rang and heard that it is right; null when nobody has. */
  confirmedOn: isoDay.nullable(),
  sources: z.array(source).min(1),
});

/** One service of the directory. */
export type Service = z.infer<typeof serviceSchema>;

/** Reads every service below `<root>/national/services` and the county's own, by id. Throws `ContentError`. */
export function readServices(root: string, county: string): Map<string, Service> {
  const services = new Map<string, Service>();
  for (const folder of [path.join(root, 'national', 'services'), path.join(root, 'counties', county, 'services')]) {
    if (!existsSync(folder)) continue;
    for (const file of readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .sort()) {
      const service = readYaml(path.join(folder, file), serviceSchema);
      services.set(service.id, service);
    }
  }
  return services;
}

/** A service's words in another language. Names of services stay: people must recognise what is answered. */
export const serviceOverlaySchema = z.strictObject({
  summary: z.string(),
  whoFor: z.string(),
  hours: z.string(),
  chat: z.string().optional(),
  bsl: z.string().optional(),
  languages: z.string().optional(),
  phones: z.array(z.strictObject({ label: z.string(), hours: z.string() })).optional(),
});

/** What a language's overlay of a service holds. */
export type ServiceWords = z.infer<typeof serviceOverlaySchema>;
