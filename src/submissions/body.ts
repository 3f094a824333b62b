import { maxBytes } from '#forms/answers.ts';
import type { Form } from '#forms/define.ts';

/** The pairs of a form body, or the HTTP status that says why it cannot be read. */
export type Body = { entries: [string, string][] } | { status: 400 | 413 | 415 };

/** More pairs than any form of ours can have: every field, each box, and the machinery. */
const maxEntries = 600;

/**
 * The most bytes a body for this form may have: every answer at its limit, the sealed draft of the same answers (JSON
 * can write a sign in six bytes, base64 makes four of three) and the machinery.
 */
export const bodyLimit = (form: Form) => Math.ceil(maxBytes(form) * (1 + (6 / 4) * (4 / 3)) + 16_384);

/**
 * Reads a `multipart/form-data` body of text. Multipart, since urlencoding triples the size of Urdu. Another type is
 * 415, more than the limit 413, and text that is not UTF-8, files, a broken boundary or too many pairs are 400.
 */
export const readBody = (request: Request, form: Form): Promise<Body> => readFields(request, bodyLimit(form));

/** The same for any body of at most `limit` bytes. */
export async function readFields(request: Request, limit: number): Promise<Body> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data\s*;/i.test(type)) return { status: 415 };
  const bytes = await readUpTo(request, limit);
  if (typeof bytes === 'number') return { status: bytes };
  try {
    // The parser below replaces bad bytes in silence; a wrong number must not come of it.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const entries: [string, string][] = [];
    for (const [name, value] of await new Response(bytes, { headers: { 'content-type': type } }).formData()) {
      if (typeof value !== 'string' || entries.length >= maxEntries) return { status: 400 };
      entries.push([name, value]);
    }
    return { entries };
  } catch {
    return { status: 400 };
  }
}

async function readUpTo(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | 400 | 413> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) return 413;
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.length;
      if (size > limit) return 413;
      chunks.push(chunk);
    }
  } catch {
    // It was shorter than it said, or came too slowly: the connection is gone, and this is for the log alone.
    return 400;
  }
  return new Uint8Array(Buffer.concat(chunks));
}
