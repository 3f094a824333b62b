import type { PageData } from '#components/form/data.ts';
import type { Answers, Form } from '#forms/define.ts';

/** What is sent: the answers under the id that makes them one submission, however often they are sent. */
export type Submission = { form: Form; answers: Answers; id: string; data: PageData };

/** How long a post may take, in ms: the longest message over a slow phone connection, and not for ever. */
const patience = 60_000;

/** Posts a form body to the form's own address and returns what the server says. Rejects when nothing is said in time. */
export async function post(action: string, entries: [string, string][]): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of entries) body.append(name, value);
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), patience);
  try {
    return await fetch(action, { method: 'POST', body, headers: { accept: 'application/json' }, signal: limit.signal });
  } finally {
    clearTimeout(timer);
  }
}
