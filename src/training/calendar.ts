import { type Course, momentIn, type PublicSession } from './course.ts';

/**
 * One event of a calendar. `sequence` rises with each change, so that a calendar knows which of two with the same `uid`
 * is the newer (RFC 5545 3.8.7.4). Texts are as people read them; escaping is done here.
 */
export type CalendarEvent = {
  uid: string;
  sequence: number;
  /** When this was written, not when the event is. */
  stamp: Date;
  start: Date;
  end: Date;
  summary: string;
  description?: string;
  location?: string;
  cancelled?: boolean;
};

/** A whole calendar. `organizer` is needed where it is sent to somebody (RFC 5546 3.2). `name` is shown by those who subscribe. */
export type Calendar = {
  method: 'PUBLISH' | 'CANCEL';
  events: CalendarEvent[];
  organizer?: { name: string; address: string };
  name?: string;
};

/** The type that an answer with a calendar has. */
export const calendarType = 'text/calendar; charset=utf-8';

/** A calendar as text (RFC 5545): lines end in CRLF and hold at most 75 octets, times are UTC, so that no rule of a zone is needed. */
export function writeCalendar({ method, events, organizer, name }: Calendar): string {
  const named = name === undefined ? [] : [`X-WR-CALNAME:${escapeText(name)}`, 'REFRESH-INTERVAL;VALUE=DURATION:PT12H'];
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//No Wrong Door//Calendar//EN',
    'CALSCALE:GREGORIAN',
    `METHOD:${method}`,
    ...named,
    ...events.flatMap((event) => writeEvent(event, organizer)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
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

function writeEvent(event: CalendarEvent, organizer: Calendar['organizer']): string[] {
  const { uid, sequence, stamp, start, end, summary, description, location, cancelled } = event;
  const optional = (name: string, text: string | undefined) => (text ? [`${name}:${escapeText(text)}`] : []);
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(uid)}`,
    `DTSTAMP:${utc(stamp)}`,
    `SEQUENCE:${sequence}`,
    `DTSTART:${utc(start)}`,
    `DTEND:${utc(end)}`,
    `SUMMARY:${escapeText(summary)}`,
    ...optional('DESCRIPTION', description),
    ...optional('LOCATION', location),
    ...(organizer ? [`ORGANIZER;CN=${quote(organizer.name)}:mailto:${organizer.address}`] : []),
    `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'CLASS:PRIVATE',
    'END:VEVENT',
  ];
}

const utc = (at: Date) => at.toISOString().replace(/[-:]|\.\d+/g, '');

/** TEXT (RFC 5545 3.3.11). Other control characters are not allowed in it and are left out. */
const escapeText = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replace(/\p{Cc}/gu, '');

/** A parameter's value in quotes, which cannot hold a quote itself (RFC 5545 3.2). */
const quote = (text: string) => `"${text.replace(/["\p{Cc}]/gu, '')}"`;

/** Folds a line so that none is over 75 octets, between whole characters (RFC 5545 3.1). */
function fold(line: string): string {
  const folded: string[] = [];
  let part = '';
  let bytes = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > 75) {
      folded.push(part);
      // The space that begins a continued line counts.
      part = ' ';
      bytes = 1;
    }
    part += character;
    bytes += size;
  }
  return [...folded, part].join('\r\n');
}
