import { encodeBody } from '#server/files.ts';
import { exchange, writeGet } from './exchange.ts';
import { atMost, type Row, whole } from './table.ts';

/** What crosses the wire: bodies as compressed, and with every header of every answer. In bytes. */
type Weight = { body: number; wire: number };

/** Ten segments of 1,460 bytes less 264 for what a proxy adds: what a server may send before anything is acknowledged (RFC 6928). */
const oneFlight = 14_336;
const formGoal = 35_000;
const exitGoal = 2_000;

const languages = ['en', 'pl', 'ur'];

/**
 * Weighs every page that can be reached from the start page of the running site, in English, Polish and Urdu, with the
 * styles and scripts that it loads by itself. Of pages with the same first part, such as services, the heaviest is told.
 */
export async function weighPages(port: number): Promise<{ pages: Row[]; apart: Row[] }> {
  const scales = createScales(port);
  const groups = Map.groupBy(await findPages(scales), (page) => page.replace(/^([^/]+)\/.+/, '$1/…/'));
  const pages: Row[] = [];
  for (const [group, members] of [...groups].sort()) {
    const weights: Weight[] = [];
    for (const tag of languages) {
      const each: Weight[] = [];
      for (const page of members) each.push(await scales.weighPage(`/${tag}/${page}`));
      weights.push(each.reduce((heavy, one) => (one.body > heavy.body ? one : heavy)));
    }
    const goal = group.startsWith('ask/') ? formGoal : oneFlight;
    const heaviest = Math.max(...weights.map(({ body }) => body));
    pages.push({
      ...atMost(`/${group}${members.length > 1 ? ` (${members.length})` : ''}`, heaviest, goal, whole),
      figure: weights.map(({ body, wire }) => `${whole(body)} (${whole(wire)})`.padStart(17)).join(' '),
    });
  }
  return { pages, apart: await weighApart(scales, '/en/ask/') };
}

/** The pages of the site below a language, found by following its own links, without queries and fragments. */
async function findPages({ fetchText }: ReturnType<typeof createScales>): Promise<string[]> {
  const found = new Set(['']);
  // A set goes on to what is added while it is walked through.
  for (const page of found) {
    const { text } = await fetchText(`/en/${page}`);
    for (const next of attributes(text, /<a [^>]*href="\/en\/([^"?#]+\/)["?#]/g)) found.add(next);
  }
  return [...found];
}

async function weighApart(scales: ReturnType<typeof createScales>, form: string): Promise<Row[]> {
  const [sealing, ...others] = await scales.weighLater(form);
  const message = await scales.fetchText(`${form}message.json`);
  const services = await scales.fetchText('/en/find/list.json');
  const html = (await scales.fetchText('/en/')).text;
  const exit = /<script>([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';
  const { br } = await encodeBody(Buffer.from(exit));
  return [
    {
      what: 'Sealing code and the words of a message, fetched near Send',
      figure: whole((sealing?.body ?? 0) + message.body),
    },
    {
      what: 'Fetched when papers are chosen, or a proof is asked for',
      figure: others.map(({ body }) => whole(body)).join(', '),
    },
    { what: 'Services, fetched by the script of /find/', figure: whole(services.body) },
    atMost('Exit script in each page, by itself', br?.length ?? exit.length, exitGoal, whole),
  ];
}

/** Fetches each thing once and remembers what it weighed. */
function createScales(port: number) {
  const known = new Map<string, Weight & { text: string }>();

  async function fetchText(address: string): Promise<Weight & { text: string }> {
    const before = known.get(address);
    if (before) return before;
    const small = await exchange(port, writeGet(address));
    if (small.status !== 200) throw new Error(`${address} answers ${small.status}.`);
    const plain = await exchange(port, writeGet(address, 'identity'));
    const weighed = { body: small.body.length, wire: small.bytes, text: plain.body.toString('utf8') };
    known.set(address, weighed);
    return weighed;
  }

  async function sum(addresses: Iterable<string>): Promise<Weight> {
    const total = { body: 0, wire: 0 };
    for (const address of addresses) {
      const { body, wire } = await fetchText(address);
      total.body += body;
      total.wire += wire;
    }
    return total;
  }

  /** Scripts with everything that they import at once, and so on; added to what was `found` before. */
  async function follow(scripts: string[], found = new Set<string>()): Promise<Set<string>> {
    for (const script of scripts) {
      if (found.has(script)) continue;
      found.add(script);
      await follow(importsOf((await fetchText(script)).text, atOnce), found);
    }
    return found;
  }

  async function loadedBy(page: string): Promise<Set<string>> {
    const { text } = await fetchText(page);
    const scripts = [
      ...attributes(text, /<script[^>]*\ssrc="([^"]+)"/g),
      ...attributes(text, /<link[^>]*rel="modulepreload"[^>]*href="([^"]+)"/g),
    ];
    const styles = attributes(text, /<link[^>]*rel="stylesheet"[^>]*href="([^"]+)"/g);
    const found = await follow(scripts, new Set(styles));
    const [, form] = /"form":"([\w-]+)"/.exec(text) ?? [];
    return form ? follow([await findDefinition(found, form)], found) : found;
  }

  /** Where a form's definition is: its page's script asks for it at once, since nothing can be answered without it. */
  async function findDefinition(scripts: Set<string>, form: string): Promise<string> {
    for (const script of scripts) {
      const defined = new RegExp(`/${form}/form\\.ts":[^"]*?${onDemand.source}`);
      const [, name] = defined.exec((await fetchText(script)).text) ?? [];
      if (name) return `/assets/${name}`;
    }
    throw new Error(`No script of its page asks for the definition of ${form}.`);
  }

  return {
    fetchText,
    weighPage: async (page: string) => sum([page, ...(await loadedBy(page))]),
    /** Each thing that the page's own scripts import later, with what is not there by then; the heaviest first. */
    weighLater: async (page: string): Promise<Weight[]> => {
      const first = await loadedBy(page);
      const later = new Set<string>();
      for (const script of first) {
        const text = (await fetchText(script)).text.replaceAll(definitions, '');
        for (const name of importsOf(text, onDemand)) later.add(name);
      }
      const weights: Weight[] = [];
      for (const script of later)
        weights.push(await sum([...(await follow([script]))].filter((one) => !first.has(one))));
      return weights.sort((one, other) => other.body - one.body);
    },
  };
}

/** As the bundler writes them: beside one another, in double quotes at once and in backticks on demand. */
const atOnce = /\b(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g;
const onDemand = /\bimport\(\s*["'`]\.\/([\w.-]+\.js)["'`]/g;

/** The definitions of all forms, of which a page asks for one alone. */
const definitions = new RegExp(`/form\\.ts":[^"]*?${onDemand.source}`, 'g');

const importsOf = (script: string, kind: RegExp) => attributes(script, kind).map((name) => `/assets/${name}`);

function attributes(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, value]) => value ?? []);
}
