import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Log } from '#log';
import { type Rendered, renderWhole, sendJson, sendProblem, sendRendered, sendText } from './answers.ts';
import { longestArrival, type Pace, papersPace, textPace, watchArrival } from './arrival.ts';
import { answerBroken } from './broken.ts';
import { type StoredFile, sendFile } from './files.ts';
import { createGate } from './gate.ts';
import type { Headers } from './headers.ts';
import { chooseLanguage } from './language.ts';
import { createLettingIn } from './letting-in.ts';
import { readWhole } from './whole-body.ts';

/** Astro's own router for the pages that need the request. */
export type PageHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
  locals: object,
) => Promise<unknown>;

/** Answers with a status and a value to send as JSON, or a text. Asked with the header `Authorization`. */
export type SmallAnswer = (
  authorization?: string,
) => Promise<{ status: number; value: unknown } | { status: number; text: string }>;

/** What the HTTP side is built from. */
export type HttpParts = {
  files: Map<string, StoredFile>;
  pages: PageHandler;
  locals: object;
  headers: Headers;
  /** Language tags of the site, the first is the default. */
  tags: string[];
  /** `https://host`, or null to take each request's own host. */
  origin: string | null;
  /** The most bytes a body may have at a page on request, 0 where it takes none; null where there is no such page. */
  bodyLimit: (address: string) => number | null;
  /** The most bytes of text at a page that takes papers as well: what is larger is let in few at a time, and slowly. */
  textLimit: (address: string) => number | null;
  /** Whether a page on request takes posts from anywhere. */
  anyOrigin: (address: string) => boolean;
  /** Whether a page on request is made anew each time, and kept for nobody else. */
  fresh: (address: string) => boolean;
  /** A name of whoever sends a request that tells nothing of them, or null where it cannot be known. */
  sender: (request: IncomingMessage) => Promise<string | null>;
  /** The day, `YYYY-MM-DD`, for which the other pages on request are kept. */
  day: () => string;
  /** Small answers by address: health, the contacts' keys. */
  json: Map<string, SmallAnswer>;
  /** The open data, readable from any page: null for an address that is not its own. */
  open: (address: string, query: URLSearchParams) => { status: number; value: unknown } | null;
  openHeaders: Headers;
  log: Log;
  /** How many pages are made at once, and how the others wait; as `pagesGate` unless given. */
  crowd?: Parameters<typeof createGate>[0];
};

/** Slow senders are cut within 15 s: 5 s for headers, then as `arrival.ts` says, looked at each second, and cut for good. */
const limits = {
  headersTimeout: 5_000,
  requestTimeout: longestArrival,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16_384,
  // Node's own answer to a request without a Host has none of our headers.
  requireHostHeader: false,
};

/**
 * Bytes of bodies with papers that are read at once, and how the others wait (ms): two of the largest, or thirty usual ones.
 * With three of the largest, and what is made of them, twenty at once take more than 400 MB.
 */
const papersGate = { room: 30 * 2 ** 20, waiting: 40, patience: 60_000 };

/**
 * Pages that are made at once for those who look, and for those who send, and how the others wait (ms): as many as keep the
 * processors busy. A thousand made at once are no sooner done, and take 70 MB more. Whoever comes when more wait than can be
 * served in half a minute is told so.
 */
const pagesGate = { room: 16, waiting: 2_000, patience: 30_000 };

function addressOf(request: IncomingMessage): string | null {
  try {
    return decodeURI(new URL(request.url ?? '/', 'http://here').pathname);
  } catch {
    return null;
  }
}

/** What a page on request understands of its query; any other is dropped. */
const queryOf = (request: IncomingMessage, get: boolean) =>
  get ? (/\?[ahfw]=\d{1,3}(?:&[ahfw]=\d{1,3}){0,3}$/.exec(request.url ?? '')?.[0] ?? '') : '';

/**
 * Whether a POST comes from our own pages: by its Origin, without one by what the browser says of the fetch, and from
 * browsers too old for both by the page it came from, which our referrer policy lets them name.
 */
function isOwn(request: IncomingMessage, origin: string | null): boolean {
  const { origin: sent, referer, host, 'sec-fetch-site': site } = request.headers;
  if (sent === undefined && site !== undefined) return site === 'same-origin';
  const from = sent ?? (referer && URL.canParse(referer) ? new URL(referer).origin : undefined);
  if (origin !== null) return from === origin;
  return from === `http://${host}` || from === `https://${host}`;
}

/**
 * The site's HTTP server: files from memory, pages on request from Astro, the same headers on every response, refusals
 * in the person's language. It never answers with a stack, and a broken request never stops it.
 */
export function createSiteServer(parts: HttpParts): Server {
  const { files, tags, log } = parts;
  const prepared = new Map<string, Rendered>();
  let preparedOn = '';
  const gate = createGate(papersGate);
  // Whoever sends does not wait behind those who look: a search engine at work would have them turned away.
  const [looking, sending] = [createGate(parts.crowd ?? pagesGate), createGate(parts.crowd ?? pagesGate)];
  const large = new WeakSet<IncomingMessage>();
  const senders = new WeakMap<IncomingMessage, Promise<string | null>>();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const problem = (status: number) => sendProblem(files, tags, request, response, status);
    for (const [name, value] of parts.headers) response.setHeader(name, value);
    response.setHeader('cache-control', 'no-store');
    const method = request.method ?? '';
    const address = addressOf(request);
    const { host } = request.headers;
    if (address === null || (host === undefined && request.httpVersion === '1.1')) return problem(400);
    if (parts.origin !== null && host !== new URL(parts.origin).host && !parts.json.has(address)) {
      return problem(421);
    }
    if (!['GET', 'HEAD', 'POST'].includes(method)) {
      response.setHeader('allow', 'GET, HEAD, POST');
      return problem(405);
    }
    if (method === 'POST') senders.set(request, parts.sender(request));
    // A proxy's words about the client: Astro would believe them from anyone.
    for (const name of Object.keys(request.headers)) {
      if (name.startsWith('x-forwarded-') || name === 'forwarded') delete request.headers[name];
    }
    const get = method !== 'POST';
    const small = parts.json.get(address);
    if (small && get) {
      const given = await small(request.headers.authorization);
      if ('text' in given) return sendText(request, response, given.status, given.text);
      return sendJson(request, response, given.status, given.value);
    }
    const open = get ? parts.open(address, new URL(request.url ?? '/', 'http://here').searchParams) : null;
    if (open) {
      for (const [name, value] of parts.openHeaders) response.setHeader(name, value);
      return sendJson(request, response, open.status, open.value);
    }
    if (address === '/')
      return redirect(response, 302, `/${chooseLanguage(request.headers['accept-language'], tags)}/`);
    // What a message says, in whatever language its reader has.
    if (get && /^\/received\/?$/.test(address))
      return redirect(response, 302, `/${chooseLanguage(request.headers['accept-language'], tags)}/received/`);
    const limit = parts.bodyLimit(address);
    const slashed = `${address}/`;
    if (!address.endsWith('/') && (files.has(slashed) || parts.bodyLimit(slashed) !== null)) {
      return redirect(response, 308, encodeURI(slashed));
    }
    const file = files.get(address);
    if (file && get) return sendFile(request, response, file);
    if (limit === null || (limit === 0 && !get)) {
      if (file || limit === 0) response.setHeader('allow', 'GET, HEAD');
      return problem(file || limit === 0 ? 405 : 404);
    }
    if (!get) {
      if (!parts.anyOrigin(address) && !isOwn(request, parts.origin)) {
        log('refused', { code: 'origin', status: 403 });
        return problem(403);
      }
      const length = Number(request.headers['content-length'] ?? Number.NaN);
      if (length > limit) return problem(413);
      const text = parts.textLimit(address);
      if (text !== null && !(length <= text)) return servePapers(request, response, address, length);
      // All of it before the gate: a slow sender takes nobody's place.
      const body = await readWhole(request, text ?? limit);
      if (body === null) return;
      Object.assign(request, { body });
    }
    return serveInTurn(request, response, address, get);
  }

  /** Few at a time; those that are kept for all, and files, wait for nobody. */
  async function serveInTurn(
    request: IncomingMessage,
    response: ServerResponse,
    address: string,
    get: boolean,
  ): Promise<void> {
    if (findKept(request, address, get)) return servePage(request, response, address, get);
    const leave = await (get ? looking : sending).enter(1);
    if (leave === null) {
      log('refused', { code: 'crowd', status: 503 });
      response.setHeader('retry-after', 30);
      return sendProblem(files, tags, request, response, 503);
    }
    await everybodyIn();
    try {
      await servePage(request, response, address, get);
    } finally {
      leave();
    }
  }

  /** A body that may hold papers stays unread, and its sender is held back, until there is room for it. */
  async function servePapers(
    request: IncomingMessage,
    response: ServerResponse,
    address: string,
    said: number,
  ): Promise<void> {
    const length = Number.isNaN(said) ? papersGate.room : said;
    large.add(request);
    const leave = await gate.enter(Math.min(length, papersGate.room / 2));
    watch(request, papersPace);
    try {
      await servePage(request, response, address, false, leave === null);
    } finally {
      leave?.();
    }
  }

  /** Without a query a page is the same for everyone: rendered once a day, since the directory goes by the day. */
  function findKept(request: IncomingMessage, address: string, get: boolean): Rendered | undefined {
    if (preparedOn !== parts.day()) prepared.clear();
    preparedOn = parts.day();
    return get && queryOf(request, get) === '' ? prepared.get(address) : undefined;
  }

  async function servePage(
    request: IncomingMessage,
    response: ServerResponse,
    address: string,
    get: boolean,
    crowded = false,
  ): Promise<void> {
    const kept = findKept(request, address, get);
    if (kept) return sendRendered(request, response, kept);
    const query = queryOf(request, get);
    const shared = get && query === '' && !parts.fresh(address);
    request.url = encodeURI(address) + query;
    const arrival = { crowded, sender: (await senders.get(request)) ?? null };
    const render = (whole: ServerResponse, next: () => void) =>
      parts.pages(request, whole, next, { ...parts.locals, arrival });
    const rendered = await renderWhole(response, render, shared);
    if (!rendered) return sendProblem(files, tags, request, response, 404);
    if (shared && rendered.status === 200) prepared.set(address, rendered);
    const empty = rendered.body.identity.length === 0;
    if (rendered.status >= 500 && rendered.status !== 503) log('failed', { code: 'page', status: rendered.status });
    // Astro has a page of its own for what is not there and what broke, in English and without the lines to ring.
    const strange = rendered.status === 404 || rendered.status === 500;
    if ((empty && rendered.status >= 400) || strange)
      return sendProblem(files, tags, request, response, rendered.status);
    return sendRendered(request, response, rendered);
  }

  const asked = new WeakMap<object, string>();
  const watch = (request: IncomingMessage, pace: Pace) =>
    watchArrival(request, pace, () => {
      const late = Object.assign(new Error('A body came too slowly.'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
      answerBroken(parts, late, request.socket, request.url);
    });
  const server = createServer(limits, (request, response) => {
    asked.set(request.socket, request.url ?? '');
    answer(request, response).catch(() => {
      log('failed', { code: 'request', status: 500 });
      sendProblem(files, tags, request, response, 500);
    });
    if (!large.has(request)) watch(request, textPace);
  });
  const everybodyIn = createLettingIn(server);
  server.on('clientError', (error, socket) => answerBroken(parts, error, socket, asked.get(socket)));
  // An expectation other than 100-continue: Node's own answer has none of our headers.
  server.on('checkExpectation', (request, response) => {
    for (const [name, value] of parts.headers) response.setHeader(name, value);
    sendProblem(files, tags, request, response, 417);
  });
  return server;
}

function redirect(response: ServerResponse, status: number, location: string): void {
  response.setHeader('location', location);
  response.setHeader('vary', 'accept-language');
  response.setHeader('content-length', 0);
  response.writeHead(status).end();
}
