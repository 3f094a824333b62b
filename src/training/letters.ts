import type { Letter } from '#delivery/letter.ts';
import { fill } from '#forms/words.ts';
import { formatDay, formatTime } from '#i18n/formats.ts';
import { type CalendarEvent, writeCalendar } from './calendar.ts';
import { momentIn } from './course.ts';
import words from './en.json' with { type: 'json' };
import type { Held, LetterSettings } from './engine.ts';
import { type LetterContent, writeHtml, writeText } from './letter-layout.ts';

/** What a letter is about; each has its words in `en.json`. */
export type LetterKind =
  | 'confirmed'
  | 'waiting'
  | 'offered'
  | 'cancelled'
  | 'left'
  | 'handed'
  | 'swapped'
  | 'moved'
  | 'movedWaiting'
  | 'movedOffered'
  | 'calledOff'
  | 'reminder';

/** What a letter is written of: the booking, without a word of who booked it. */
export type LetterSource = Held & {
  to: string;
  reference: string;
  generation: number;
  /** Of the session: what a calendar orders changes by. */
  sequence: number;
  token: string;
  cancelBefore: Date;
  offeredUntil: Date | null;
  /** Whether the person had a place until now, so that it is in their calendar. */
  hadSeat: boolean;
  now: Date;
};

/** Letters to people who have a place: these alone say exactly where it is. */
const seated: readonly LetterKind[] = ['confirmed', 'swapped', 'moved', 'reminder'];
const added: readonly LetterKind[] = ['confirmed', 'swapped', 'moved'];
const takenBack: readonly LetterKind[] = ['cancelled', 'handed', 'calledOff'];
/** After these the link leads nowhere, or has nothing to do. */
const final: readonly LetterKind[] = ['cancelled', 'left', 'handed', 'calledOff'];

/** Where a private link leads. */
const linkOf = (origin: string, token: string) => `${origin}/en/work/booking/${token}/`;

/** Writes a letter in fixed words, with its calendar file where the person's calendar has to change. */
export function composeLetter(kind: LetterKind, source: LetterSource, settings: LetterSettings): Letter {
  const content = contentOf(kind, source, settings);
  return {
    to: source.to,
    subject: fill(words.subject, { reference: source.reference }),
    text: writeText(content),
    html: writeHtml(content),
    ...calendarFor(kind, source, settings),
  };
}

function contentOf(kind: LetterKind, source: LetterSource, settings: LetterSettings): LetterContent {
  const { course, session, offeredUntil } = source;
  const { heading, text } = words[kind];
  const { facts } = words;
  const deadline = formatTime(source.cancelBefore, 'en');
  const kept = kind === 'offered' || kind === 'movedOffered' ? offeredUntil : null;
  return {
    heading,
    paragraphs: [...text.map((one) => fill(one, { deadline })), ...(course.example ? [words.example] : [])],
    facts: [
      [facts.course, course.title],
      [facts.when, formatWhen(session.start, session.end)],
      [facts.where, session.where.kind === 'online' ? words.online : session.where.town],
      ...(seated.includes(kind) ? [[facts.exact, session.exact] as [string, string]] : []),
      ...(kept ? [[facts.until, formatTime(kept, 'en')] as [string, string]] : []),
      [facts.reference, source.reference],
    ],
    link: final.includes(kind) ? null : linkOf(settings.origin, source.token),
  };
}

/** "Tuesday 12 January 2027, 09:30 to 13:00", both days where it goes over midnight. */
function formatWhen(start: string, end: string): string {
  const [day = '', from = ''] = start.split('T');
  const [last = '', to = ''] = end.split('T');
  return fill(words.day, {
    day: formatDay(day, 'en'),
    from,
    to: last === day ? to : `${formatDay(last, 'en')}, ${to}`,
  });
}

/**
 * PUBLISH and not REQUEST: a request makes mail programs show buttons to accept or decline, whose answer nobody would read
 * while the person believes that the place was given back. Both replace the event of the same UID (RFC 5546 3.2.1, 3.2.5).
 */
function calendarFor(
  kind: LetterKind,
  source: LetterSource,
  { host, sender }: LetterSettings,
): Pick<Letter, 'calendar'> {
  const cancelled = takenBack.includes(kind) && source.hadSeat;
  if (!added.includes(kind) && !cancelled) return {};
  const { course, session, sequence } = source;
  const event: CalendarEvent = {
    uid: `${source.reference}-${source.generation}@${host}`,
    // What takes the event back is newer than what put it there.
    sequence: cancelled ? sequence + 1 : sequence,
    stamp: source.now,
    start: momentIn(session.start),
    end: momentIn(session.end),
    summary: course.example ? `${course.calendarTitle} (example)` : course.calendarTitle,
    ...(cancelled ? { cancelled } : { location: session.exact }),
  };
  const method = cancelled ? 'CANCEL' : 'PUBLISH';
  return { calendar: { method, content: writeCalendar({ method, events: [event], organizer: sender }) } };
}
