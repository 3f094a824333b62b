import type { APIRoute, GetStaticPaths } from 'astro';
import { formAt, forms } from '#layouts/forms.ts';
import { messageWords } from '#layouts/message-words.ts';

export const prerender = true;

/** One file for each form, in English alone: the contact's language. */
export const getStaticPaths: GetStaticPaths = () =>
  [...forms.values()].map(({ form }) => ({ params: { locale: 'en', form: form.path.split('/')[1] } }));

/** What a browser writes a message with. It comes with the sealing code, since no page shows it. */
export const GET: APIRoute = ({ params }) => {
  const entry = formAt(params['form'] ? `ask/${params['form']}` : 'ask');
  if (!entry) throw new Error(`no form ${params['form']}`);
  return Response.json(messageWords(entry.english));
};
