import { reachDatabase } from '#database/faults.ts';
import type { Rounds } from '#delivery/rounds.ts';
import { formatDay } from '#i18n/formats.ts';
import { type Booked, book, type NewBooking } from './book.ts';
import { followContent } from './changes.ts';
import { bookableOn, type Course, codeOf, momentIn, publicCourse } from './course.ts';
import { type Engine, listSessions } from './engine.ts';
import { renewDetails } from './forget.ts';
import { acceptOffer, cancel, changeNeeds, findBooking } from './links.ts';
import { localTimeOf } from './local-time.ts';
import { createRounds } from './rounds.ts';
import { openSecret } from './secret.ts';
import { swap } from './swap.ts';
import type { CourseNow, SessionNow, Training } from './view.ts';

/** What training is made of: an engine before its secret is opened, and the courses of the content. */
export type TrainingParts = Omit<Engine, 'secret' | 'sessions'> & { courses: readonly Course[] };

/** Training as the server has it: what pages ask, the hook of the booking form, and what goes on by the clock. */
export type Desk = Training & {
  /** Books by the code of a session, as the form has it. */
  book: (booking: NewBooking) => Promise<Booked>;
  rounds: (after: () => void) => Rounds;
};

/** Opens the engine on a database whose schema `trainingMigrations` made. Throws `DatabaseFault`. */
export async function openEngine({ courses, ...parts }: TrainingParts): Promise<Engine> {
  const secret = await reachDatabase(() => openSecret(parts.db, parts.ring, parts.log));
  return { ...parts, secret, sessions: listSessions(courses) };
}

/** Opens training; every session of the content can be booked from then on. Throws `DatabaseFault`. */
export async function openTraining(parts: TrainingParts): Promise<Desk> {
  const engine = await openEngine(parts);
  await reachDatabase(async () => {
    await renewDetails(engine);
    await warnOfMissing(engine);
    for (const held of engine.sessions.values()) await followContent(engine, held);
  });
  return {
    courses: () => reachDatabase(() => readCoursesNow(engine, parts.courses)),
    choices: () => listChoices(engine, parts.courses),
    book: (booking) => bookByCode(engine, booking),
    findBooking: (token) => findBooking(engine, token),
    cancel: (token) => cancel(engine, token),
    swap: (token, colleague) => swap(engine, token, colleague),
    changeNeeds: (token, needs) => changeNeeds(engine, token, needs),
    acceptOffer: (token) => acceptOffer(engine, token),
    rounds: (after) => createRounds(engine, after),
  };
}

function bookByCode(engine: Engine, booking: NewBooking): Promise<Booked> {
  const session = booking.session.slice(0, 8);
  const held = engine.sessions.get(session);
  // A course that asks for a manager's agreement since the page was opened: the form has to ask for it first.
  if (!held || codeOf(held.course, held.session) !== booking.session) return Promise.resolve({ kind: 'closed' });
  return book(engine, { ...booking, session });
}

async function readCoursesNow(engine: Engine, courses: readonly Course[]): Promise<CourseNow[]> {
  const now = engine.clock();
  const seats = await engine.db.selectFrom('session_seats').selectAll().execute();
  const states = await engine.db.selectFrom('session_states').select(['session', 'sequence']).execute();
  const waiting = await engine.db
    .selectFrom('bookings')
    .select((eb) => ['session', eb.fn.countAll().as('count')])
    .where('seat_at', 'is', null)
    .where('ended_at', 'is', null)
    .groupBy('session')
    .execute();
  const of = <Row extends { session: string }>(rows: Row[], id: string) => rows.find(({ session }) => session === id);
  return courses.map((course) => {
    const shown = publicCourse(course);
    const sessions = shown.sessions.flatMap((session): SessionNow[] => {
      if (momentIn(session.start) <= now) return [];
      const own = of(seats, session.id);
      const current = { ...session, calledOff: session.calledOff || own?.called_off === 1 };
      return [
        {
          ...current,
          code: codeOf(course, session),
          bookable: bookableOn(current, localTimeOf(now).slice(0, 10)),
          left: Math.max(0, session.seats - (own?.taken ?? 0)),
          waiting: Number(of(waiting, session.id)?.count ?? 0),
          sequence: of(states, session.id)?.sequence ?? 0,
        },
      ];
    });
    return { ...shown, sessions };
  });
}

function listChoices(engine: Engine, courses: readonly Course[]): { code: string; label: string }[] {
  const now = engine.clock();
  const today = localTimeOf(now).slice(0, 10);
  return courses
    .flatMap((course) => publicCourse(course).sessions.map((session) => ({ course, session })))
    .filter(({ session }) => bookableOn(session, today) === 'open' && momentIn(session.start) > now)
    .toSorted((one, other) => (one.session.start < other.session.start ? -1 : 1))
    .map(({ course, session }) => {
      const [day = '', time = ''] = session.start.split('T');
      const place = session.where.kind === 'online' ? [] : [session.where.town];
      // The day first: a narrow menu cuts the end off, and the day is what tells sessions apart.
      return {
        code: codeOf(course, session),
        label: `${[formatDay(day, 'en'), time, ...place].join(', ')}: ${course.title}`,
      };
    });
}

/** Says which sessions that are still ahead have bookings but no file any more: nobody would be told anything. */
async function warnOfMissing({ db, sessions, clock, log }: Engine): Promise<void> {
  const states = await db
    .selectFrom('session_states')
    .select(['session', 'starts'])
    .where('session', 'in', (eb) => eb.selectFrom('bookings').select('session').where('ended_at', 'is', null))
    .execute();
  for (const { session, starts } of states) {
    if (!sessions.has(session) && momentIn(starts) > clock()) log('warning', { code: 'session-missing', ref: session });
  }
}
