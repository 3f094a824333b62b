import { calendarType, eventOf, writeCalendar } from '#training/calendar.ts';
import type { CourseNow } from '#training/view.ts';

/**
 * The calendar file of sessions: neutral titles, no places, and none of those who booked. With a `name` it is one that
 * programs follow, with all sessions that are ahead; those that are called off stay in it as cancelled.
 * @param site the site's address, whose host makes the events' ids unlike those of any other site
 */
export function answerCalendar(courses: CourseNow[], file: { id: string; name?: string; site: URL }): Response {
  const host = file.site.hostname;
  const stamp = new Date();
  const events = courses.flatMap((course) =>
    course.sessions.map((session) => eventOf(course, session, { sequence: session.sequence, host, stamp })),
  );
  const content = writeCalendar({ method: 'PUBLISH', events, ...(file.name === undefined ? {} : { name: file.name }) });
  return new Response(content, {
    headers: {
      'content-type': calendarType,
      'content-disposition': `attachment; filename="${file.id}.ics"`,
    },
  });
}
