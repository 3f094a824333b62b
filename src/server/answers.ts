import type { IncomingMessage, ServerResponse } from 'node:http';
import { carryPost } from './again.ts';
import { acceptedEncodings, type Encoded, encodeBody, type StoredFile, sendEncoded, sendFile } from './files.ts';
import { languageOf } from './language.ts';

/** The prepared pages that explain a refusal in the person's language, with the lines to ring. */
export type ProblemPage = 'missing' | 'broken' | 'refused' | 'too-large';

/** The page for a status that is not a success. */
export function problemFor(status: number): ProblemPage {
  if (status === 404) return 'missing';
  if (status === 413) return 'too-large';
  return status >= 500 ? 'broken' : 'refused';
}

/**
 * Sends the prepared page for a status, in the language of the address, else in the first language. Where it is we who
 * failed, that page carries what was posted, as far as it was read (`again.ts`).
 */
export function sendProblem(
  files: Map<string, StoredFile>,
  tags: string[],
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
): void {
  const tag = languageOf(request.url ?? '/', tags) ?? tags[0];
  const carrying = status >= 500 ? carryPost(request, files.get(`/${tag}/problem/again/`)) : null;
  const file = carrying ?? files.get(`/${tag}/problem/${problemFor(status)}/`);
  // An unread body would keep the connection open for its whole time-out.
  if (status === 413 || status === 415) response.setHeader('connection', 'close');
  if (response.headersSent) response.destroy();
  else if (file) sendFile(request, response, file, status);
  else response.writeHead(status).end();
}

/** Sends a small JSON answer that nobody may keep. */
export function sendJson(request: IncomingMessage, response: ServerResponse, status: number, value: unknown): void {
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  sendEncoded(request, response, status, { identity: Buffer.from(JSON.stringify(value)), gzip: null, br: null });
}

/** Sends a small text for a monitor that nobody may keep. */
export function sendText(request: IncomingMessage, response: ServerResponse, status: number, text: string): void {
  response.setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  sendEncoded(request, response, status, { identity: Buffer.from(text), gzip: null, br: null });
}

/** What a page on request answered, kept whole so that it is compressed once and can be served again. */
export type Rendered = { status: number; headers: [string, string][]; body: Encoded };

/**
 * Runs `render` with a response that keeps what is written to it instead of sending it. Resolves with null when the
 * router had no page for the address.
 * @param kept whether others get it too: then it is in every encoding, else only as this request accepts it
 */
export async function renderWhole(
  response: ServerResponse,
  render: (response: ServerResponse, next: () => void) => Promise<unknown>,
  kept = false,
): Promise<Rendered | null> {
  const chunks: Buffer[] = [];
  const before = new Set(response.getHeaderNames());
  const add = (chunk: unknown) => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
  };
  const encode = (body: Buffer) => {
    if (!kept) return encodeBody(body, { wanted: acceptedEncodings(response.req).slice(0, 1) });
    // A tenth smaller; 20 ms for a page, 120 for the largest form, but half a second for a long list that somebody waits for.
    return encodeBody(body, { quality: body.length < 131_072 ? 11 : 5 });
  };
  let status = 200;
  let headers: Record<string, unknown> = {};
  return new Promise((resolve, reject) => {
    const keeping = new Proxy(response, {
      get(target, name) {
        if (name === 'writeHead') {
          return (code: number, given: Record<string, unknown> = {}) => {
            status = code;
            headers = given;
            return keeping;
          };
        }
        if (name === 'write') {
          return (chunk: unknown) => {
            add(chunk);
            return true;
          };
        }
        if (name === 'end') {
          return (chunk?: unknown) => {
            add(chunk);
            const own = Object.entries(headers)
              .map(([key, value]): [string, string] => [key.toLowerCase(), String(value)])
              .filter(([key]) => !before.has(key) && key !== 'content-length');
            encode(Buffer.concat(chunks)).then((body) => resolve({ status, headers: own, body }), reject);
            return keeping;
          };
        }
        if (name === 'flushHeaders') return () => undefined;
        const value = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    render(keeping, () => resolve(null)).catch(reject);
  });
}

/** Sends what was rendered. Pages on request are never kept by a browser. */
export function sendRendered(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: Rendered,
): void {
  for (const [name, value] of headers) response.setHeader(name, value);
  const type = headers.find(([name]) => name === 'content-type')?.[1] ?? 'text/html';
  if (type === 'text/html') response.setHeader('content-type', 'text/html; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  sendEncoded(request, response, status, body);
}
