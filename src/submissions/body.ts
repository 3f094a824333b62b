import { maxFileBytes, maxFiles, type NamedFile } from '#attachments/check.ts';
import { maxBytes } from '#forms/answers.ts';
import type { Form } from '#forms/define.ts';
import { boundaryOf, decodeText, type Part, readParts } from './multipart.ts';

/** The HTTP status that says why a body cannot be read. */
export type Unread = { status: 400 | 413 | 415 };

/** The pairs of a body of text. */
export type Body = { entries: [string, string][] } | Unread;

/**
 * The pairs of a form's body and its files. `sealed` are the bytes of a message that came as a file. `over`: there was more
 * than is taken, and the files were let go.
 */
export type FormBody =
  | {
      entries: [string, string][];
      files: NamedFile[];
      sealed: Uint8Array | null;
      over: 'too-large' | 'too-many' | null;
    }
  | Unread;

/** The name that the papers that were chosen come under. */
export const papersName = 'papers';

/** The same of the whole message, sealed by the page's script. */
const sealedName = 'sealed';

/** More pairs than any form of ours can have: every field, each box, and the machinery. */
const maxEntries = 600;

/** Room for the name and the headers of each file. */
const fileHeads = maxFiles * 4096;

/** What papers of `fileBytes` take inside a message: base64 in lines of 76 with CRLF, and their names. */
export const filesInMessage = (fileBytes: number) =>
  fileBytes === 0 ? 0 : Math.ceil((fileBytes * 78) / 57) + fileHeads;

/**
 * The most bytes a body for this form may have: every answer at its limit, the sealed draft of the same answers (JSON
 * can write a sign in six bytes, base64 makes four of three) and the machinery; with papers, the sealed message they are in.
 */
export const bodyLimit = (form: Form, fileBytes = 0) =>
  Math.ceil(maxBytes(form) * (1 + (6 / 4) * (4 / 3)) + 16_384) + filesInMessage(fileBytes);

/**
 * The most that is read of a body with papers before it is cut off, in bytes. What is over `bodyLimit` is dropped as it
 * comes, so that somebody who chose three large photos is told so, on a page with all that they wrote.
 */
export const drainLimit = 6 * maxFileBytes;

/**
 * Reads a `multipart/form-data` body, text and at most `fileBytes` bytes of papers. Multipart, since urlencoding triples the
 * size of Urdu. Another type is 415, more than the limit 413, and text that is not UTF-8, files where none are taken, a
 * broken boundary or too many pairs are 400. Nothing touches the disk.
 * @param keepFiles whether there is room for files now; without it they are let go, and only text is given
 */
export async function readBody(request: Request, form: Form, fileBytes = 0, keepFiles = true): Promise<FormBody> {
  if (!form.attachments) {
    const body = await readFields(request, bodyLimit(form));
    return 'status' in body ? body : { ...body, files: [], sealed: null, over: null };
  }
  const body = await readParted(request, bodyLimit(form, keepFiles ? fileBytes : 0), drainLimit);
  if ('status' in body) return body;
  const files = body.parts.filter(({ file }) => file !== null);
  const entries = readEntries(body.parts.filter(({ file }) => file === null));
  if (!entries || files.some(({ name }) => name !== papersName && name !== sealedName)) return { status: 400 };
  // An input in which nothing was chosen is sent as a file without name and bytes (HTML, "constructing the entry list").
  const papers = files.filter(({ name, file, bytes }) => name === papersName && (file !== '' || bytes.length > 0));
  const over = body.cut ? 'too-large' : papers.length > maxFiles ? 'too-many' : null;
  return {
    entries,
    files: over === null ? papers.map(({ file, bytes }) => ({ name: file ?? '', bytes })) : [],
    sealed: files.find(({ name }) => name === sealedName)?.bytes ?? null,
    over,
  };
}

/** Any body of text of at most `limit` bytes. */
export async function readFields(request: Request, limit: number): Promise<Body> {
  const body = await readParted(request, limit, limit);
  if ('status' in body) return body;
  const entries = body.parts.some(({ file }) => file !== null) ? null : readEntries(body.parts);
  return entries ? { entries } : { status: 400 };
}

function readEntries(parts: Part[]): [string, string][] | null {
  if (parts.length > maxEntries) return null;
  const entries: [string, string][] = [];
  for (const { name, bytes } of parts) {
    const text = decodeText(bytes);
    if (text === null) return null;
    entries.push([name, text]);
  }
  return entries;
}

type Parted = { parts: Part[]; cut: boolean } | Unread;

/** Reads up to `limit` bytes into memory and drops what comes behind, up to `most`. */
async function readParted(request: Request, limit: number, most: number): Promise<Parted> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data\s*;/i.test(type)) return { status: 415 };
  const boundary = boundaryOf(type);
  if (boundary === null) return { status: 415 };
  const said = Number(request.headers.get('content-length') ?? 0);
  if (said > most) return { status: 413 };
  // In one piece from the beginning, so that 10 MB are never there twice; memory that nothing was written to costs nothing.
  let bytes = Buffer.allocUnsafeSlow(said > 0 ? Math.min(said, limit) : 16_384);
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      if (size + chunk.length > most) return { status: 413 };
      const needed = Math.min(limit, size + chunk.length);
      if (needed > bytes.length) {
        const larger = Buffer.allocUnsafeSlow(Math.min(limit, Math.max(needed, bytes.length * 2)));
        bytes.copy(larger, 0, 0, size);
        bytes = larger;
      }
      if (size < limit) bytes.set(chunk.subarray(0, limit - size), size);
      size += chunk.length;
    }
  } catch {
    // It was shorter than it said, or came too slowly: the connection is gone, and this is for the log alone.
    return { status: 400 };
  }
  const parts = readParts(bytes.subarray(0, Math.min(size, limit)), boundary, size > limit);
  return parts ? { parts, cut: size > limit } : { status: 400 };
}
