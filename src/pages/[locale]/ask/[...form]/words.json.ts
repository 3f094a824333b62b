import type { APIRoute, GetStaticPaths } from 'astro';
import { buildSite, localePaths } from '#build-site';
import { formData } from '#layouts/form-data.ts';
import { formAt, forms } from '#layouts/forms.ts';

export const prerender = true;

/** One file for each form in each language. */
export const getStaticPaths: GetStaticPaths = () =>
  localePaths().flatMap(({ params }) =>
    [...forms.values()].map(({ form }) => ({ params: { ...params, form: form.path.split('/')[1] } })),
  );

/** A form's words in one language, for a page that changes its language in place. */
export const GET: APIRoute = ({ params }) => {
  const entry = formAt(params['form'] ? `ask/${params['form']}` : 'ask');
  if (!entry) throw new Error(`no form ${params['form']}`);
  return Response.json(formData(buildSite(), params['locale'] ?? 'en', entry));
};
