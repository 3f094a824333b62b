import type { Kysely } from 'kysely';
import type { Config } from '#config';
import type { County } from '#directory/county.ts';
import type { Answers } from '#forms/define.ts';
import type { FormEntry } from '#forms/index.ts';
import type { KeyRing } from '#keyring';
import type { Log } from '#log';
import { createId } from '#message/reference.ts';
import { sealAnswers, type Writing } from '#submissions/accept.ts';
import type { Contact } from '#submissions/contact.ts';
import type { Taken } from '#submissions/outcome.ts';
import { attendeeOf } from '#training/attendee.ts';
import type { LetterSettings } from '#training/engine.ts';
import { readCourses } from '#training/read-courses.ts';
import type { TrainingTables } from '#training/tables.ts';
import { type Desk, openTraining } from '#training/training.ts';

/** What training needs of the process. */
export type DeskParts = {
  config: Config;
  county: County;
  db: Kysely<TrainingTables>;
  ring: KeyRing;
  /** Who organises training; absent where nobody does. */
  contact: Contact | undefined;
  booking: FormEntry | undefined;
  writing: () => Omit<Writing, 'english' | 'language' | 'languageName'>;
  clock: () => Date;
  log: Log;
};

/** Where links in mails lead: the site's own address; a demonstration's is this machine. */
const originOf = ({ origin, host, port }: Config) => origin ?? `http://${host}:${port}`;

/** What letters about bookings are written with, for the server and the organiser's commands alike. */
export function letterSettings(config: Config, county: County): LetterSettings {
  const email = config.mailFrom ?? 'demonstration@localhost';
  return {
    origin: originOf(config),
    host: email.split('@')[1] ?? 'localhost',
    sender: { name: county.mail.senderName, email },
  };
}

/** Opens training for the server, its courses read from the content. Throws `ContentError` and `DatabaseFault`. */
export function openDesk({
  config,
  county,
  db,
  ring,
  contact,
  booking,
  writing,
  clock,
  log,
}: DeskParts): Promise<Desk> {
  return openTraining({
    db,
    ring,
    courses: readCourses(config.contentDir, county),
    settings: county.training,
    letters: letterSettings(config, county),
    sealAnswers: (reference, answers) => {
      if (!contact || !booking) throw new Error('Nobody is set up to receive bookings.');
      const submission = { id: createId(), reference, answers };
      const words = { ...writing(), english: booking.english, language: 'en', languageName: 'English' };
      return sealAnswers(contact, booking.form, submission, words, clock());
    },
    clock,
    log,
  });
}

/** The hook of the intake: books what the answers of the booking form say. */
export const takePlace =
  (desk: Desk) =>
  (answers: Answers, delivery: Parameters<Desk['book']>[0]['delivery']): Promise<Taken> =>
    desk.book({ session: String(answers['session'] ?? ''), attendee: attendeeOf(answers), delivery });
