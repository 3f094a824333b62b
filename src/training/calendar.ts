import ical, { ICalCalendarMethod, ICalEventClass, ICalEventStatus } from 'ical-generator';
import { type Course, momentIn, type PublicSession } from './course.ts';

/**
 * One event of a calendar. `sequence` rises with each change, so that a calendar knows which of two with the same `uid`
 * is the newer (RFC 5545 3.8.7.4).
 */
export type CalendarEvent = {
  uid: string;
  sequence: number;
  /** When this was written, not when the event is. */
  stamp: Date;
  start: Date;
  end: Date;
  summary: string;
  location?: string;
  cancelled?: boolean;
};

/** A whole calendar. `organizer` is needed where it is sent to somebody (RFC 5546 3.2). `name` is shown by those who subscribe. */
export type Calendar = {
  method: 'PUBLISH' | 'CANCEL';
  events: CalendarEvent[];
  organizer?: { name: string; email: string };
  name?: string;
};

/** The type that an answer with a calendar has. */
export const calendarType = 'text/calendar; charset=utf-8';

/** A calendar as text (RFC 5545). Times are UTC, so that it needs no rules of a time zone, and none can be wrong. */
export function writeCalendar({ method, events, organizer, name }: Calendar): string {
  const calendar = ical({
    method: ICalCalendarMethod[method],
    prodId: { company: 'No Wrong Door', product: 'Calendar', language: 'EN' },
    ...(name === undefined ? {} : { name, ttl: 12 * 60 * 60 }),
  });
  for (const { uid, sequence, stamp, start, end, summary, location, cancelled } of events) {
    calendar.createEvent({
      id: uid,
      sequence,
      stamp,
      start,
      end,
      summary,
      location: location ?? null,
      organizer: organizer ?? null,
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      class: ICalEventClass.PRIVATE,
    });
  }
  return `${calendar.toString()}\r\n`;
}

/**
 * A session as everybody may have it in a calendar: the neutral title, no place, and that it is an example where it is.
 * @param sequence of the session, which rises when it moves or is called off
 * @param host the right side of the UID, such as the site's host name
 */
export function eventOf(
  course: Pick<Course, 'calendarTitle' | 'example'>,
  session: PublicSession,
  { sequence, host, stamp }: { sequence: number; host: string; stamp: Date },
): CalendarEvent {
  return {
    uid: `${session.id}@${host}`,
    sequence,
    stamp,
    start: momentIn(session.start),
    end: momentIn(session.end),
    summary: course.example ? `${course.calendarTitle} (example)` : course.calendarTitle,
    cancelled: session.calledOff,
  };
}
