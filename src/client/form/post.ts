import type { PageData } from '#components/form/data.ts';
import type { Answers, Form } from '#forms/define.ts';
import type { Attachment } from '#message/mime.ts';

/** What is sent: the answers, and papers, under the id that makes them one submission, however often they are sent. */
export type Submission = { form: Form; answers: Answers; id: string; data: PageData; papers: Attachment[] };

/** A file of a post: the name of its part, its bytes, and its own name. */
export type FilePart = { part: string; bytes: Uint8Array<ArrayBuffer>; name: string };

/** How long a post may take, in ms: the longest message over a slow phone connection, and not for ever. */
const patience = 60_000;

/** The slowest line that the server waits for, in bytes a ms, and how long it may keep papers waiting besides, in ms. */
const slowest = { rate: 16, waiting: 90_000 };

/** Posts a form body to the form's own address and returns what the server says. Rejects when nothing is said in time. */
export async function post(action: string, entries: [string, string][], files: FilePart[] = []): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of entries) body.append(name, value);
  for (const { part, bytes, name } of files) body.append(part, new Blob([bytes]), name);
  const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const limit = new AbortController();
  const longest = patience + (size > 0 ? slowest.waiting + size / slowest.rate : 0);
  const timer = setTimeout(() => limit.abort(), longest);
  try {
    return await fetch(action, { method: 'POST', body, headers: { accept: 'application/json' }, signal: limit.signal });
  } finally {
    clearTimeout(timer);
  }
}
