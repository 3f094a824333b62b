import { pageHref } from '../site/chrome.ts';

/** The page of a course. */
export const courseHref = (tag: string, course: string) => pageHref(tag, `work/training/${course}`);

/** The calendar file of a session. One address in all languages, since calendars hold on to it. */
export const calendarHref = (session: string) => `/en/work/training/${session}.ics`;

/** The address that calendar programs follow. */
export const feedHref = calendarHref('all');
