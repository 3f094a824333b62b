import type { APIRoute } from 'astro';
import { answerCalendar } from '#components/training/calendar-file.ts';
import { fill, words } from '#components/training/words.ts';

export const prerender = false;

/** All sessions that are ahead, for calendar programs to follow. */
export const GET: APIRoute = async ({ params, locals, url }) => {
  const { site, training } = locals;
  if (!site.locale(params['locale'] ?? '')) return new Response(null, { status: 404 });
  const name = fill(words.feedName, { county: site.county.name });
  return answerCalendar(await training.courses(), { id: 'all', name, site: new URL(site.origin ?? url) });
};
