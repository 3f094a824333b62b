import type { PageData } from '#components/form/data.ts';
import type { Answers, Form } from '#forms/define.ts';

/** What is sent: the answers under the id that makes them one submission, however often they are sent. */
export type Submission = { form: Form; answers: Answers; id: string; data: PageData };

/** Posts a form body to the form's own address and returns what the server says. */
export async function post(action: string, entries: [string, string][]): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of entries) body.append(name, value);
  return fetch(action, { method: 'POST', body, headers: { accept: 'application/json' } });
}
