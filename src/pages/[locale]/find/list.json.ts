import type { APIRoute } from 'astro';
import { finderFile } from '#layouts/finder.ts';

export const prerender = false;

/** Every service that may be shown, for the finder's own search in the browser: what is typed there goes nowhere. */
export const GET: APIRoute = ({ params, locals }) => {
  const tag = params['locale'] ?? '';
  if (!locals.site.locale(tag)) return new Response(null, { status: 404 });
  return Response.json(finderFile(locals.site, locals.directory(), tag));
};
