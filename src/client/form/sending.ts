import type { Place, SentData } from '#components/form/data.ts';
import { markedName } from '#flood/trap.ts';
import { entriesOf } from '#forms/answers.ts';
import { type Answers, contactOf, type Form, isPlain } from '#forms/define.ts';
import { post, type Submission } from './post.ts';

/** How it ended: kept, or where the person goes on, with everything they wrote. */
export type Result = { sent: SentData } | (Pick<Place, 'page' | 'issues' | 'notice' | 'papers'> & { pass?: string });

/** How long *Send* waits for the sealing code, the key and the words, in ms: the server seals as well, and time may be short. */
const patience = 10_000;

let sealing: Promise<typeof import('./sealing.ts')> | null = null;

/** Fetches the sealing code and what it needs for these answers ahead of *Send*; failing is no matter, the server seals as well. */
export function prepareSending(form: Form, answers: Answers): void {
  sealing ??= import('./sealing.ts').then(async (code) => {
    await code.fetchNeeds(form, contactOf(form, answers));
    return code;
  });
  sealing.catch(() => {
    sealing = null;
  });
}

/** Whether the browser is the one to seal these answers. */
export function sealsHere({ form, answers, data }: Pick<Submission, 'form' | 'answers' | 'data'>): boolean {
  return !isPlain(form, answers) && !data.writing.serverSeals.includes(contactOf(form, answers));
}

/**
 * Sends the answers: sealed here, so that the server never sees one; where sealing fails for any reason, as a plain form
 * over the same connection, to be sealed there; so too where the server itself must take a place (`isPlain`), or seals to
 * this contact because no browser can. Never throws: whatever fails, the answers stay and the person is told.
 */
export async function sendAnswers(submission: Submission): Promise<Result> {
  if (!sealsHere(submission)) return sendPlain(submission);
  prepareSending(submission.form, submission.answers);
  // Sealing 10 MB keeps an old phone busy for seconds: first the page has to show that it is sending.
  if (submission.papers.length > 0) await after(50);
  try {
    const code = await Promise.race([sealing, after(patience)]);
    const response = await code?.sendSealed(submission);
    if (response && 'pass' in response) return pressAgain(response);
    if (response?.ok) return sentWith(submission, ((await response.json()) as { sent: SentData }).sent);
    // Nothing can be kept now, and no more in the clear than sealed.
    if (response?.status === 503) return await readRefusal(response);
  } catch {
    // Not loaded, no Web Crypto, a key that cannot be used, or no connection: the plain form tells these apart.
  }
  return sendPlain(submission);
}

const pressAgain = ({ pass }: { pass: string }): Result => ({ page: 'check', issues: [], notice: 'again', pass });

const after = (ms: number) => new Promise<null>((resolve) => setTimeout(resolve, ms, null));

const sentWith = ({ papers }: Submission, sent: SentData): Result => ({ sent: { ...sent, papers: papers.length } });

async function readRefusal(response: Response): Promise<Result> {
  const { notice } = (await response.json().catch(() => ({}))) as Partial<Place>;
  return { page: 'check', issues: [], notice: notice ?? 'not-sent' };
}

async function sendPlain(submission: Submission): Promise<Result> {
  const { form, answers, id, papers, marked } = submission;
  const entries: [string, string][] = [
    ['submission', id],
    ['action', 'send'],
    ...(marked ? [[markedName, 'yes'] satisfies [string, string]] : []),
    ...entriesOf(form, answers),
  ];
  try {
    const files = papers.map(({ name, bytes }) => ({ part: 'papers', name, bytes: bytes as Uint8Array<ArrayBuffer> }));
    const response = await post(submission, entries, files);
    if ('pass' in response) return pressAgain(response);
    const result = (await response.json()) as { sent?: SentData } & Partial<Place>;
    if (result.sent) return sentWith(submission, result.sent);
    const page = { page: result.page ?? 'check', issues: result.issues ?? [], notice: null };
    if (response.status === 422) return result.papers ? { ...page, papers: result.papers } : page;
    return { page: 'check', issues: [], notice: result.notice ?? 'not-sent' };
  } catch {
    return { page: 'check', issues: [], notice: navigator.onLine ? 'not-sent' : 'offline' };
  }
}
