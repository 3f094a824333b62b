import { randomBytes } from 'node:crypto';
import type { Letter } from '#delivery/letter.ts';
import { makeClock, makeDelivery } from '#delivery/testing/deliveries.ts';
import type { TrainingSettings } from '#directory/county.ts';
import type { Answers } from '#forms/define.ts';
import { createKeyRing, type KeyRing } from '#keyring';
import type { LogEvent } from '#log';
import type { NewBooking } from '../book.ts';
import type { Course } from '../course.ts';
import { goRound } from '../rounds.ts';
import { type Desk, openEngine, openTraining, type TrainingParts } from '../training.ts';
import type { Attendee } from '../view.ts';
import { makeCourse } from './courses.ts';
import type { Store } from './databases.ts';

/** Rules of an imaginary county. */
export const settings: TrainingSettings = {
  example: true,
  cancelDays: 3,
  offerHours: 48,
  keepDays: 90,
  reminderDays: [14, 2],
  terms: 'Please come.',
};

/** Training on a database, with a clock that is moved by hand. `again` opens it anew, as a restart does. */
export type TestDesk = Desk & {
  clock: ReturnType<typeof makeClock>;
  ring: KeyRing;
  lines: string[];
  /** What was sealed to the organiser after the booking. */
  told: Answers[];
  parts: TrainingParts;
  round: () => Promise<void>;
  /** The letters in the queue that were not read by an earlier call, in the order they were written, opened. */
  letters: () => Promise<(Letter & { id: string })[]>;
  again: (courses: Course[]) => Promise<TestDesk>;
};

/** What was read and logged so far, which a restart does not change. */
const seen = new WeakMap<Store, { letters: Set<string>; lines: string[] }>();

/** Opens training on a store. Without a clock it is 9 o'clock on 22 November 2026. */
export async function openDesk(store: Store, given: Partial<TrainingParts> = {}): Promise<TestDesk> {
  const clock = (given.clock as TestDesk['clock'] | undefined) ?? makeClock('2026-11-22T09:00:00Z');
  const ring = given.ring ?? createKeyRing([randomBytes(32).toString('base64')]);
  const { letters: read, lines } = seen.get(store) ?? { letters: new Set<string>(), lines: [] };
  seen.set(store, { letters: read, lines });
  const told: Answers[] = [];
  const parts: TrainingParts = {
    db: store.db,
    ring,
    courses: [makeCourse()],
    settings,
    letters: {
      origin: 'https://help.county.example',
      host: 'help.county.example',
      sender: { name: 'Enquiries', email: 'site@county.example' },
    },
    sealAnswers: async (reference, answers) => {
      told.push(answers);
      return makeDelivery({ reference, recipient: 'training' });
    },
    clock,
    log: (event: LogEvent, fields: { code?: string } = {}) => lines.push(`${event} ${fields.code ?? ''}`.trim()),
    ...given,
  };
  const desk = await openTraining(parts);
  const engine = await openEngine(parts);
  return {
    ...desk,
    clock,
    ring,
    lines,
    told,
    parts,
    round: () => goRound(engine),
    letters: async () => {
      const rows = await store.db
        .selectFrom('deliveries')
        .select(['id', 'body'])
        .where('kind', '=', 'letter')
        .orderBy('number', 'desc')
        .execute();
      return rows.flatMap(({ id, body }) => {
        const text = read.has(id) || body === null ? null : ring.open('letter', body);
        read.add(id);
        return text === null ? [] : [{ id, ...(JSON.parse(text) as Letter) }];
      });
    },
    again: (courses) => openDesk(store, { ...parts, courses }),
  };
}

/** A person at work, told apart by a name. */
export const makeAttendee = (name: string, given: Partial<Attendee> = {}): Attendee => ({
  name,
  email: `${name.toLowerCase()}@council.example`,
  organisation: 'Ashford council',
  kind: 'housing',
  role: 'frontline',
  district: 'ashford',
  manager: '',
  ...given,
});

/** A booking of the imaginary session, as the form hands it over. */
export const makeBooking = (name: string, given: Partial<NewBooking> = {}): NewBooking => ({
  session: 'k4m9x2pq',
  attendee: makeAttendee(name),
  delivery: makeDelivery({ recipient: 'training' }),
  ...given,
});

/** The token of the link in a letter. */
export const tokenIn = (letter: { text: string } | undefined): string =>
  /\/work\/booking\/([\w-]{22})\//.exec(letter?.text ?? '')?.[1] ?? '';
