import type { APIRoute } from 'astro';
import { answerCalendar } from '#components/training/calendar-file.ts';

export const prerender = false;

/** One session as a calendar file. */
export const GET: APIRoute = async ({ params, locals, url }) => {
  const { locale = '', session: id = '' } = params;
  const courses = await locals.training.courses();
  const own = courses
    .map((course) => ({ ...course, sessions: course.sessions.filter((session) => session.id === id) }))
    .filter(({ sessions }) => sessions.length > 0);
  if (!locals.site.locale(locale) || own.length === 0) return new Response(null, { status: 404 });
  return answerCalendar(own, { id, site: new URL(locals.site.origin ?? url) });
};
