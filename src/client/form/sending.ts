import type { Place, SentData } from '#components/form/data.ts';
import { entriesOf } from '#forms/answers.ts';
import { type ContactId, contactOf } from '#forms/define.ts';
import { post, type Submission } from './post.ts';

/** How it ended: kept, or where the person goes on, with everything they wrote. */
export type Result = { sent: SentData } | Pick<Place, 'page' | 'issues' | 'notice'>;

/** How long *Send* waits for the sealing code and the key, in ms: the server seals as well, and time may be short. */
const patience = 10_000;

let sealing: Promise<typeof import('./sealing.ts')> | null = null;

/** Fetches the sealing code and the contact's key ahead of *Send*; failing is no matter, the server seals as well. */
export function prepareSending(contact: ContactId): void {
  sealing ??= import('./sealing.ts').then(async (code) => {
    await code.fetchKeys(contact);
    return code;
  });
  sealing.catch(() => {
    sealing = null;
  });
}

/**
 * Sends the answers: sealed here, so that the server never sees one; where sealing fails for any reason, as a plain form
 * over the same connection, to be sealed there. Never throws: whatever fails, the answers stay and the person is told.
 */
export async function sendAnswers(submission: Submission): Promise<Result> {
  prepareSending(contactOf(submission.form, submission.answers));
  try {
    const code = await Promise.race([sealing, after(patience)]);
    const response = await code?.sendSealed(submission);
    if (response?.ok) return (await response.json()) as { sent: SentData };
  } catch {
    // Not loaded, no Web Crypto, a key that cannot be used, or no connection: the plain form tells these apart.
  }
  return sendPlain(submission);
}

const after = (ms: number) => new Promise<null>((resolve) => setTimeout(resolve, ms, null));

async function sendPlain({ form, answers, id, data }: Submission): Promise<Result> {
  const entries: [string, string][] = [['submission', id], ['action', 'send'], ...entriesOf(form, answers)];
  try {
    const response = await post(data.action, entries);
    const result = (await response.json()) as { sent?: SentData } & Partial<Place>;
    if (result.sent) return { sent: result.sent };
    if (response.status === 422) return { page: result.page ?? 'check', issues: result.issues ?? [], notice: null };
    return { page: 'check', issues: [], notice: 'not-sent' };
  } catch {
    return { page: 'check', issues: [], notice: navigator.onLine ? 'not-sent' : 'offline' };
  }
}
