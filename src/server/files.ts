import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** The encodings we make, the smaller first, and how a request names each. */
const names = { br: /\bbr\b/, gzip: /\bgzip\b/ };
const encodings = ['br', 'gzip'] as const;

/** An encoding we make. */
export type Encoding = (typeof encodings)[number];

/** The encodings that a request accepts of those we make, the smaller first. */
export function acceptedEncodings(request: IncomingMessage): Encoding[] {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  return encodings.filter((encoding) => names[encoding].test(accepted));
}

/** A body in the encodings a browser may ask for, made once. */
export type Encoded = { identity: Buffer; gzip: Buffer | null; br: Buffer | null };

/** A built file, held in memory. */
export type StoredFile = Encoded & {
  type: string;
  etag: string | null;
  cache: string;
  /** The page's own content security policy, in place of that of all others: it stands in the page itself too. */
  policy?: string | null;
};

const ownPolicy = /<meta http-equiv="content-security-policy" content="([^"]*)">/;

const squeeze = { br: promisify(brotliCompress), gzip: promisify(gzip) };

/**
 * Compresses a body once, into the encodings that are wanted. What does not get smaller is not kept. Brotli quality 5: 9
 * costs eight times as long for the same size, 11 thirty times as long for a tenth less.
 */
export async function encodeBody(
  identity: Buffer,
  { wanted = encodings, quality = 5 }: { wanted?: readonly Encoding[]; quality?: number } = {},
): Promise<Encoded> {
  if (identity.length < 256) return { identity, gzip: null, br: null };
  const [br, zipped] = await Promise.all([
    wanted.includes('br') ? squeeze.br(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }) : null,
    wanted.includes('gzip') ? squeeze.gzip(identity) : null,
  ]);
  return {
    identity,
    br: br && br.length < identity.length ? br : null,
    gzip: zipped && zipped.length < identity.length ? zipped : null,
  };
}

/** Whether a file is text by its name, and so worth compressing. */
export const isText = (name: string): boolean => /^(text|application\/json|image\/svg)/.test(typeOf(name));

const typeOf = (name: string) => types[path.extname(name)] ?? 'application/octet-stream';

function readStored(folder: string, name: string, names: ReadonlySet<string>): StoredFile {
  const read = (named: string) => readFileSync(path.join(folder, named));
  const made = (ending: string) => (names.has(`${name}${ending}`) ? read(`${name}${ending}`) : null);
  const bytes = read(name);
  const encoded = { identity: bytes, br: made('.br'), gzip: made('.gz') };
  const type = typeOf(name);
  const extension = path.extname(name);
  // Scripts too: the codes of a form's answers are words as well, and a browser would keep them on disk for a year.
  const words =
    ['.html', '.js'].includes(extension) || (extension === '.json' && !name.startsWith(`schemas${path.sep}`));
  const [, policy = null] = (extension === '.html' && ownPolicy.exec(bytes.toString('utf8'))) || [];
  if (words) return { ...encoded, type, etag: null, cache: 'no-store', policy };
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  const hashed = name.startsWith(`assets${path.sep}`);
  return { ...encoded, type, etag, cache: hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=3600' };
}

/**
 * Reads every file of a folder into memory, by the address it is served at, with what the build compressed of it beside.
 * Only what is in the index can be served, so no address can climb out of the folder. What holds words is `no-store`: they
 * must not lie in a browser's cache.
 */
export function indexFiles(folder: string): Map<string, StoredFile> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = new Set(entries.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))));
  const files = new Map<string, StoredFile>();
  for (const name of names) {
    if (path.basename(name).startsWith('_') || /\.(map|br|gz)$/.test(name)) continue;
    const address = `/${name.split(path.sep).join('/')}`.replace(/(^|\/)index\.html$/, '$1');
    files.set(address, readStored(folder, name, names));
  }
  return files;
}

/** Sends a body in the best encoding the request accepts. Ends the response. */
export function sendEncoded(request: IncomingMessage, response: ServerResponse, status: number, body: Encoded): void {
  const encoding = acceptedEncodings(request).find((accepted) => body[accepted]);
  const bytes = (encoding && body[encoding]) || body.identity;
  if (body.br || body.gzip) response.setHeader('vary', 'accept-encoding');
  if (encoding) response.setHeader('content-encoding', encoding);
  response.setHeader('content-length', bytes.length);
  response.writeHead(status);
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

/** Sends a file, or 304 where the browser has it already. */
export function sendFile(request: IncomingMessage, response: ServerResponse, file: StoredFile, status = 200): void {
  response.setHeader('content-type', file.type);
  response.setHeader('cache-control', file.cache);
  // The one picture of this type stands in test messages, and has to show wherever it is fetched (`src/proof/message.ts`).
  if (file.type === 'image/png') response.setHeader('cross-origin-resource-policy', 'cross-origin');
  // Who may frame a page can be said in the header alone.
  if (file.policy) response.setHeader('content-security-policy', `${file.policy}; frame-ancestors 'none'`);
  if (file.etag) {
    response.setHeader('etag', file.etag);
    if (request.headers['if-none-match'] === file.etag) {
      response.writeHead(304);
      response.end();
      return;
    }
  }
  sendEncoded(request, response, status, file);
}
