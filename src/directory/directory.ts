import { existsSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { overlay, readOverlay } from '#i18n/locales.ts';
import type { County } from './county.ts';
import english from './facets.en.json' with { type: 'json' };
import { helpCodes } from './facets.ts';
import { toIndexEntry } from './index-entry.ts';
import { localise } from './local.ts';
import type { SynonymEntry } from './phrases.ts';
import { type PublicService, readPublicServices } from './public-service.ts';
import { prepareSearch, type SearchRequest, type SearchResult, search } from './search.ts';
import { createScanIndex } from './search-scan.ts';
import { readYaml } from './source.ts';

/** Words for every facet code in one language. */
export type FacetWords = typeof english;

/** A service in one language; `lang` is `en` where nobody has put it into that language yet. */
export type DirectoryService = PublicService & { lang: string };

/** What to tell where nothing is listed for a kind of help: a sentence, and whom to ask. */
export type Handover = Record<string, { text: string; through: string }>;

/** The directory on one day, as everybody may see it. */
export type Directory = {
  day: string;
  services: PublicService[];
  /** In one language, by name. */
  local: (tag: string) => DirectoryService[];
  facets: (tag: string) => FacetWords;
  synonyms: Record<string, SynonymEntry[]>;
  search: (request: SearchRequest) => SearchResult;
  handover: Handover;
};

/** People's own words in one language and what they mean by them: one file, `content/synonyms/<tag>.yaml`. */
export const synonymSchema = z.array(
  z.strictObject({
    phrases: z.array(z.string()).min(1),
    help: z.array(z.enum(helpCodes)),
    /** Puts the box for danger first. */
    emergency: z.boolean().default(false),
  }),
);

/**
 * What is said, and which service is asked, where nothing of a kind is listed, by kind of help; `any` for each kind without
 * words of its own. One file, `content/counties/<id>/handover.yaml`.
 */
export const handoverSchema = z.partialRecord(
  z.enum(['any', ...helpCodes]),
  z.strictObject({ text: z.string(), through: z.string() }),
);

function readSynonyms(root: string, tags: readonly string[]): Record<string, SynonymEntry[]> {
  const read = (tag: string) => {
    const file = path.join(root, 'synonyms', `${tag}.yaml`);
    return existsSync(file) ? readYaml(file, synonymSchema) : [];
  };
  return Object.fromEntries(tags.map((tag) => [tag, read(tag)]));
}

/**
 * The county's directory, made anew for each day: what is too old is said, warned of or left out by the day it is read,
 * not built. Throws `ContentError` for content that is wrong.
 */
export function createDirectory(root: string, county: County, clock: () => Date): () => Directory {
  const synonyms = readSynonyms(root, county.languages);
  const handoverFile = path.join(root, 'counties', county.id, 'handover.yaml');
  const handover = existsSync(handoverFile) ? readYaml(handoverFile, handoverSchema) : {};
  let today: Directory | null = null;
  return () => {
    const day = clock().toISOString().slice(0, 10);
    if (today?.day !== day) today = openDirectory(root, county, { day, synonyms, handover });
    return today;
  };
}

function openDirectory(
  root: string,
  county: County,
  given: Pick<Directory, 'day' | 'synonyms' | 'handover'>,
): Directory {
  const services = readPublicServices(root, county.id, given.day);
  const local = new Map(
    county.languages.map((tag) => [tag, services.map((service) => localise(root, tag, county.id, service))]),
  );
  const inLanguage = (tag: string) => local.get(tag) ?? local.get('en') ?? [];
  const indexes = new Map(
    county.languages.map((tag) => [
      tag,
      createScanIndex(services.map((service, at) => toIndexEntry(service, inLanguage(tag)[at]))),
    ]),
  );
  const words = new Map(
    county.languages.map((tag) => [
      tag,
      tag === 'en' ? english : overlay(english, readOverlay(root, tag, 'facets.json')),
    ]),
  );
  const settings = new Map(county.languages.map((tag) => [tag, prepareSearch(county, given.synonyms, tag)]));
  return {
    ...given,
    services,
    local: inLanguage,
    facets: (tag) => words.get(tag) ?? english,
    search: (request) => {
      const index = indexes.get(request.locale);
      const setting = settings.get(request.locale);
      if (!index || !setting) throw new Error(`no language ${request.locale}`);
      return search(index, request, setting);
    },
  };
}
