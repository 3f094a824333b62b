import type { Kysely, Transaction } from 'kysely';
import type { NewDelivery } from '#delivery/delivery.ts';
import type { DeliveryTables } from '#delivery/tables.ts';
import type { TrainingSettings } from '#directory/county.ts';
import type { Answers } from '#forms/define.ts';
import type { KeyRing } from '#keyring';
import type { Log } from '#log';
import type { Course, Session } from './course.ts';
import type { Secret } from './secret.ts';
import type { TrainingTables } from './tables.ts';

/** A session with the course it belongs to. */
export type Held = { course: Course; session: Session };

/** What letters are written with. `origin` is where links lead, `host` the right side of UIDs. */
export type LetterSettings = { origin: string; host: string; sender: { name: string; email: string } };

/** What every part of training works with, made once at start. */
export type Engine = {
  db: Kysely<TrainingTables>;
  ring: KeyRing;
  secret: Secret;
  /** The sessions of the content by id. */
  sessions: ReadonlyMap<string, Held>;
  settings: TrainingSettings;
  letters: LetterSettings;
  /** Seals a booking's answers to the organiser, under the booking's reference. Rejects where that cannot be done. */
  sealAnswers: (reference: string, answers: Answers) => Promise<NewDelivery>;
  clock: () => Date;
  log: Log;
};

/** A transaction of training. */
export type Work = Transaction<TrainingTables>;

/** The same transaction as the queue takes it: Kysely's types do not see that more tables do no harm. */
export const asDeliveries = (work: Work) => work as unknown as Transaction<DeliveryTables>;

/** The sessions of courses by id. */
export function listSessions(courses: readonly Course[]): ReadonlyMap<string, Held> {
  return new Map(
    courses.flatMap((course) => course.sessions.map((session): [string, Held] => [session.id, { course, session }])),
  );
}
