import * as z from 'zod';
import { isoDay, source } from '#directory/source.ts';
import { findTelling } from '#i18n/telling.ts';
import { momentOf, timeZone } from './local-time.ts';

/** Whom a course is for, as the list of courses filters by it. */
export const audienceCodes = [
  'all-staff',
  'health',
  'social-care',
  'education',
  'housing',
  'police-justice',
  'voluntary',
  'employers',
  'leads',
  'specialists',
] as const;

const localTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'a local time such as 2027-01-12T09:30')
  .refine((local) => momentOf(local) !== null, 'the clock never shows this time; choose another');

/** Where a session is, as everybody may know it. The address and the joining link are in `exact`. */
const place = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('online') }),
  z.strictObject({
    kind: z.literal('place'),
    /** Id of one of the county's areas or neighbours. */
    area: z.string(),
    town: z.string(),
  }),
]);

const session = z
  .strictObject({
    /** Says nothing and stays for good: bookings and calendars hold on to it. */
    id: z.string().regex(/^[a-z0-9]{8}$/, 'eight small letters or digits that say nothing, such as k4m9x2pq'),
    start: localTime,
    end: localTime,
    timeZone: z.literal(timeZone),
    where: place,
    /** The address or the joining link, for those who have a place and nobody else. */
    exact: z.string().min(1).max(500),
    seats: z.number().int().min(1).max(500),
    /** The last day on which a place can be booked. */
    lastDay: isoDay,
    calledOff: z.boolean().default(false),
  })
  .refine(({ start, end }) => start < end, { error: 'must be after start', path: ['end'] })
  .refine(({ start, lastDay }) => lastDay <= start.slice(0, 10), {
    error: 'must not be after the day of the session',
    path: ['lastDay'],
  });

/** A course and its sessions: one file, `content/counties/<county>/courses/<id>.yaml`. */
export const courseSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: z.string(),
  /** What calendars show, to whoever sees them: it tells nothing of what the course is about. */
  calendarTitle: z.string().refine((title) => findTelling(title) === null, 'tells what the course is about'),
  /** As the county's own framework names it, such as "Level 1"; null where there is none. */
  level: z.string().nullable(),
  audience: z.array(z.enum(audienceCodes)).min(1),
  summary: z.string(),
  /** What somebody can do afterwards, a line each. */
  outcomes: z.array(z.string()).min(1),
  lengthMinutes: z.number().int().min(15),
  prerequisites: z.array(z.string()),
  trainer: z.string(),
  cost: z.strictObject({ text: z.string(), free: z.boolean() }),
  /** Whether a manager must have agreed before a place is booked. */
  managerAgreement: z.boolean(),
  /** True while the sessions are examples that nobody holds. Pages and calendars say so. */
  example: z.boolean(),
  sources: z.array(source),
  sessions: z.array(session),
});

/** A course as its file has it. */
export type Course = z.infer<typeof courseSchema>;
/** One date of a course, with what only people who have a place may see. */
export type Session = Course['sessions'][number];
/** A session as everybody may see it: what is not in it cannot be shown. Times are local, `YYYY-MM-DDTHH:mm`. */
export type PublicSession = Omit<Session, 'exact'>;
/** A course as everybody may see it, its sessions in order of time. */
export type PublicCourse = Omit<Course, 'sessions'> & { sessions: PublicSession[] };

/** The public object of a course. */
export function publicCourse({ sessions, ...course }: Course): PublicCourse {
  const shown = sessions.map(({ exact: _, ...session }): PublicSession => session);
  return { ...course, sessions: shown.toSorted((one, other) => (one.start < other.start ? -1 : 1)) };
}

/** The moment of a session's local time. Throws for a time that no file can have passed with. */
export function momentIn(local: string): Date {
  const at = momentOf(local);
  if (!at) throw new Error('A session has a time that no clock shows.');
  return at;
}

/** Whether places of a session can still be booked: yes, no since its last day has passed, or no since it is called off. */
export type Bookable = 'open' | 'closed' | 'called-off';

/** Whether places of a session can be booked on a day, `YYYY-MM-DD` in the county's own time. */
export function bookableOn({ calledOff, lastDay }: PublicSession, today: string): Bookable {
  if (calledOff) return 'called-off';
  return today <= lastDay ? 'open' : 'closed';
}

/** Marks the code of a session whose course asks for a manager's agreement. */
const managed = '-m';

/**
 * The code by which the form and its address `ask/book/<code>` know a session. It says whether a manager must agree, so
 * that the form can ask for it without knowing courses.
 */
export const codeOf = ({ managerAgreement }: Pick<Course, 'managerAgreement'>, { id }: Pick<Session, 'id'>) =>
  managerAgreement ? `${id}${managed}` : id;
