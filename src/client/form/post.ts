import type { PageData } from '#components/form/data.ts';
import type { Challenge } from '#flood/proof.ts';
import type { Answers, Form } from '#forms/define.ts';
import type { Attachment } from '#message/mime.ts';

/**
 * What is sent: the answers, and papers, under the id that makes them one submission, however often they are sent.
 * `marked`: a program may have filled them in. `pass`: what the server gave when it asked for *Send* once more, or empty.
 * `still` is called when sending takes longer than usual.
 */
export type Submission = {
  form: Form;
  answers: Answers;
  id: string;
  data: PageData;
  papers: Attachment[];
  marked: boolean;
  pass: string;
  still: () => void;
};

/** What the server says; or, where it asked for a proof that could not be worked out here, the pass for *Send* once more. */
export type Answered = Response | { pass: string };

/** A file of a post: the name of its part, its bytes, and its own name. */
export type FilePart = { part: string; bytes: Uint8Array<ArrayBuffer>; name: string };

/** How long a post may take, in ms: the longest message over a slow phone connection, and not for ever. */
const patience = 60_000;

/** The slowest line that the server waits for, in bytes a ms, and how long it may keep papers waiting besides, in ms. */
const slowest = { rate: 16, waiting: 90_000 };

/** How long a proof may take, in ms, until the person is asked to press *Send* once more instead. */
const proving = 30_000;

/**
 * Posts a form body to the form's own address and returns what the server says. While many are sending, the server asks for
 * a proof first: that is worked out beside the page, and the same is posted with it. Rejects when nothing is said in time.
 */
export async function post(
  { data, pass, still }: Submission,
  entries: [string, string][],
  files: FilePart[] = [],
): Promise<Answered> {
  const first = await postOnce(data.action, pass === '' ? entries : [...entries, ['pass', pass]], files);
  if (first.status !== 429) return first;
  const { challenge } = (await first.json()) as { challenge: Challenge };
  still();
  try {
    const { solve } = await import('#flood/proof.ts');
    const proof = await solve(challenge, AbortSignal.timeout(proving));
    return await postOnce(data.action, [...entries, ['pass', challenge.token], ['proof', proof]], files);
  } catch {
    // No Web Crypto, no time, no code, or no connection: the pass is worth the same with one more press.
    return { pass: challenge.token };
  }
}

async function postOnce(action: string, entries: [string, string][], files: FilePart[]): Promise<Response> {
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
