import path from 'node:path';
import { readConfig } from '#config';
import { type County, readCounty } from '#directory/county.ts';
import { discoverForms } from '#forms/discover.ts';
import type { FormEntry } from '#forms/index.ts';
import { createKeyRing } from '#keyring';
import { createLog } from '#log';
import { openDataFolder, readDraftKeys } from '#server/data-folder.ts';
import { openSiteDatabase } from '#server/schema.ts';
import { letterSettings } from '#server/training.ts';
import type { Course } from '#training/course.ts';
import type { Engine, Held } from '#training/engine.ts';
import { readCourses } from '#training/read-courses.ts';
import { openEngine } from '#training/training.ts';
import { TrainingFault } from './fault.ts';

/** Where the commands write: to the terminal, or into a test. */
export type Terminal = { write: (text: string) => void; warn: (text: string) => void };

/** What the commands work with: the same settings, content and store as the server. */
export type Office = {
  engine: Engine;
  county: County;
  courses: Course[];
  /** The words of the booking form, for its codes. */
  booking: FormEntry;
  find: (session: string) => Held;
  close: () => Promise<void>;
};

/** Opens the store for a command. Throws what the settings, the content or the store throw, each with what to do. */
export async function openOffice(
  environment: Record<string, string | undefined>,
  terminal: Terminal,
  clock: () => Date,
): Promise<Office> {
  const config = readConfig(environment);
  openDataFolder(config.dataDir);
  const county = readCounty(config.contentDir, config.county);
  const courses = readCourses(config.contentDir, county);
  const booking = (await discoverForms()).get('booking');
  if (!booking) throw new Error('There is no booking form.');
  const db = await openSiteDatabase(config, false);
  const engine = await openEngine({
    db,
    ring: createKeyRing(readDraftKeys(path.resolve(config.dataDir), config.draftKeys)),
    courses,
    settings: county.training,
    letters: letterSettings(config, county),
    sealAnswers: () => Promise.reject(new Error('Commands take no bookings.')),
    clock,
    log: createLog(terminal.warn),
  });
  const find = (session: string) => {
    // As it stands in an address, it may end in what the form has to ask.
    const held = engine.sessions.get(session.replace(/-m$/, ''));
    if (!held) throw new TrainingFault(`There is no session ${session}. To see them: npm run training -- sessions`);
    return held;
  };
  return { engine, county, courses, booking, find, close: () => db.destroy() };
}
