import type { APIRoute } from 'astro';
import { buildSite, localePaths } from '#build-site';
import english from '#forms/self-referral/en.json';
import { form } from '#forms/self-referral/form.ts';
import { formData } from '#layouts/form-data.ts';

export const prerender = true;
export const getStaticPaths = localePaths;

/** The form's words in one language, for a page that changes its language in place. */
export const GET: APIRoute = ({ params }) =>
  Response.json(formData(buildSite(), params['locale'] ?? 'en', form, english, 'ask'));
