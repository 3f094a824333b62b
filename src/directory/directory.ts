import { existsSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { overlay, readOverlay } from '#i18n/locales.ts';
import type { County } from './county.ts';
import english from './facets.en.json' with { type: 'json' };
import { helpCodes } from './facets.ts';
import { type Handover, localiseHandover, readHandover } from './handover.ts';
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

/** The directory on one day, as everybody may see it. */
export type Directory = {
  day: string;
  services: PublicService[];
  /** In one language, by name. */
  local: (tag: string) => DirectoryService[];
  facets: (tag: string) => FacetWords;
  synonyms: Record<string, SynonymEntry[]>;
  search: (request: SearchRequest) => SearchResult;
  /** What is said where nothing is listed, in one language. */
  handover: (tag: string) => Handover;
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
  const said = readHandover(root, county.id);
  const handovers = perLanguage(county.languages, (tag) => localiseHandover(root, tag, county.id, said));
  const handover = (tag: string) => handovers(tag) ?? said;
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
  // A language is read when somebody asks for it: of 24 languages most are not asked for on most days, and the first
  // list of a day would wait for all of them.
  const local = perLanguage(county.languages, (tag) =>
    services.map((service) => localise(root, tag, county.id, service)),
  );
  const finders = perLanguage(county.languages, (tag) => ({
    index: createScanIndex(services.map((service, at) => toIndexEntry(service, local(tag)?.[at]))),
    setting: prepareSearch(county, given.synonyms, tag),
  }));
  const words = perLanguage(county.languages, (tag) =>
    tag === 'en' ? english : overlay(english, readOverlay(root, tag, 'facets.json')),
  );
  return {
    ...given,
    services,
    local: (tag) => local(tag) ?? local('en') ?? [],
    facets: (tag) => words(tag) ?? english,
    search: (request) => {
      const finder = finders(request.locale);
      if (!finder) throw new Error(`no language ${request.locale}`);
      return search(finder.index, request, finder.setting);
    },
  };
}

/** What is made once for each language, when it is first asked for; null for a language the county does not have. */
function perLanguage<Made>(tags: readonly string[], make: (tag: string) => Made): (tag: string) => Made | null {
  const made = new Map<string, Made>();
  return (tag) => {
    if (!tags.includes(tag)) return null;
    const known = made.get(tag) ?? make(tag);
    made.set(tag, known);
    return known;
  };
}
