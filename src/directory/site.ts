import type { ContactId, Form, Lists } from '#forms/define.ts';
import type { FormWords } from '#forms/words.ts';
import { type Locale, overlay, readLocales, readOverlay } from '#i18n/locales.ts';
import { createTranslator, type Translate, type Words } from '#i18n/translator.ts';
import { type Assurance, readAssurance } from './assurance.ts';
import { areasOn, type County, countyOverlaySchema, readCounty } from './county.ts';
import { type Duty, listDuties } from './duties.ts';
import { localise } from './local.ts';
import { readServices, type Service } from './service.ts';

/** A service in one language; `lang` is `en` where nobody has put it into that language yet. */
export type LocalService = Service & { lang: string };

/** What a build is made for: it decides what the pages say. */
export type SiteOptions = {
  county: string;
  demo: boolean;
  origin: string | null;
  exitUrl: string | null;
  contacts: ContactId[];
  /** Whose messages browsers cannot seal, and to whom of these nothing is sealed at all. Nobody's unless it is said. */
  serverSeals?: ContactId[];
  sentOpen?: ContactId[];
};

/** Who seals a message: the browser where it can; always the server; or the server only until it is sent. */
export type Sealing = 'browser' | 'server' | 'open';

/** Everything the pages show, read once: the county, its services, the languages and their words. */
export type Site = {
  county: County;
  demo: boolean;
  origin: string | null;
  exit: { url: string; second: string; idleMinutes: number };
  /** The county's languages, English first. */
  locales: Locale[];
  locale: (tag: string) => Locale | null;
  translate: (tag: string) => Translate;
  words: (tag: string) => Words;
  formWords: (tag: string, form: Form, english: FormWords) => FormWords;
  /** The form may be used in this language: a demonstration shows all, a live site those a native reader has passed. */
  offersForms: (tag: string) => boolean;
  /** Whether messages of this kind have somebody to receive them. */
  reaches: (contact: ContactId) => boolean;
  /** How messages to a contact are sealed. */
  sealing: (contact: ContactId) => Sealing;
  service: (tag: string, id: string) => LocalService | null;
  /** The lines that every refusal and every form names: the county's first, then the country's; two. */
  lines: (tag: string) => LocalService[];
  neighbours: (tag: string) => { name: string; note: string; lang: string }[];
  lists: (today: string) => Lists;
  /** Who is responsible for people's data here; each null while nobody is named. */
  assurance: Assurance;
  /** What is done, missing or due again before the site may be open, on a day (`YYYY-MM-DD`). */
  duties: (today: string) => Duty[];
};

/** Lines of the whole country, open at all hours, in the order they are named. */
const everywhere = ['ndah', 'victim-support'];

/**
 * Reads a county's site from `root` (the folder `content`). Throws `ContentError` with file, field and how it is wrong,
 * and a plain error for a language the county names that has no folder.
 */
export function readSite(root: string, options: SiteOptions): Site {
  const county = readCounty(root, options.county);
  const services = readServices(root, options.county);
  const assurance = readAssurance(root, options.county);
  const known = readLocales(root);
  const locales = county.languages.map((tag) => {
    const locale = known.find((one) => one.tag === tag);
    if (!locale)
      throw new Error(`counties/${county.id}/county.yaml: languages: ${tag} has no folder in content/locales`);
    return locale;
  });
  const routes = Object.values(county.routes).filter((id) => id !== null);
  for (const id of [county.firstLine, ...county.shortList, ...routes]) {
    if (!services.has(id)) throw new Error(`counties/${county.id}/county.yaml: there is no service ${id}`);
  }
  const once = createMemory();
  const serviceIn = (tag: string, id: string) => {
    const service = services.get(id);
    return service ? once(`service ${tag} ${id}`, () => localise(root, tag, county.id, service)) : null;
  };
  const translator = createTranslator(root, locales);
  const locale = (tag: string) => locales.find((one) => one.tag === tag) ?? null;
  return {
    county,
    demo: options.demo,
    origin: options.origin,
    exit: { ...county.exit, url: options.exitUrl ?? county.exit.url },
    locales,
    locale,
    translate: translator.translate,
    words: translator.words,
    formWords: (tag, form, english) =>
      once(`form ${tag} ${form.id}`, () =>
        tag === 'en'
          ? english
          : [...(form.blocks ?? []).map((name) => `blocks/${name}`), form.id].reduce(
              (words, file) => overlay(words, readOverlay(root, tag, `forms/${file}.json`)),
              english,
            ),
      ),
    offersForms: (tag) => options.demo || locale(tag)?.reviewed != null,
    reaches: (contact) => options.contacts.includes(contact),
    sealing: (contact) => {
      if (options.sentOpen?.includes(contact)) return 'open';
      return options.serverSeals?.includes(contact) ? 'server' : 'browser';
    },
    service: serviceIn,
    lines: (tag) =>
      [...new Set([county.firstLine, ...everywhere])].flatMap((id) => serviceIn(tag, id) ?? []).slice(0, 2),
    neighbours: (tag) => {
      const words = tag === 'en' ? null : readOverlay(root, tag, `counties/${county.id}/county.yaml`);
      const { neighbours = [] } = countyOverlaySchema.parse(words ?? {});
      return county.neighbours.map(({ id, name, note }) => {
        const own = neighbours.find((one) => one.id === id);
        return { name, note: own?.note ?? note, lang: own ? tag : 'en' };
      });
    },
    lists: (today) => ({
      areas: [...areasOn(county, today), ...county.neighbours].map(({ id, name }) => ({ code: id, label: name })),
    }),
    assurance,
    duties: (today) => listDuties(county.id, assurance, services.values(), today),
  };
}

/** Makes each thing the first time it is asked for: a form's overlay takes milliseconds to read, and each of its pages asks. */
function createMemory(): <T>(key: string, make: () => T) => T {
  const made = new Map<string, unknown>();
  return <T>(key: string, make: () => T) => {
    if (!made.has(key)) made.set(key, make());
    return made.get(key) as T;
  };
}
