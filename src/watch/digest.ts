import { isAddress } from '#delivery/letter.ts';
import { localParts, momentOf } from '#directory/hours.ts';
import { put } from './alarm-words.ts';
import { writeDay } from './digest-text.ts';
import words from './en.json' with { type: 'json' };
import { beginLetters, findLetter, followLetter, readWritten, type Written } from './letters.ts';
import { type Watch, type WatchedContact, writeLetter } from './watch.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** A list that has not left for so long, in ms, is told of. */
const lateAfter = 2 * hour;

const nameOf = (id: string) => `digest.${id}`;

/** The last moment up to `now` at which a list is due: each day at a time of the contact's own clock. */
export function lastDue(now: Date, at: string, timeZone: string): { day: string; at: Date } {
  for (const back of [0, 24]) {
    const { day } = localParts(new Date(now.getTime() - back * hour), timeZone);
    const due = momentOf(day, at, timeZone);
    if (due <= now) return { day, at: due };
  }
  const { day } = localParts(new Date(now.getTime() - 48 * hour), timeZone);
  return { day, at: momentOf(day, at, timeZone) };
}

/**
 * Writes each contact the list of the time since the last one, once a day. Nothing is written where there is nothing to
 * say: then the next list begins where the last one ended. Throws `DatabaseFault`.
 */
export async function writeDigests(watch: Watch, resendDays: number): Promise<void> {
  for (const [id, contact] of Object.entries(watch.contacts)) {
    if (isAddress(contact.address)) await writeDigest(watch, id, contact, resendDays);
  }
}

async function writeDigest(watch: Watch, id: string, contact: WatchedContact, resendDays: number): Promise<void> {
  const { db, loop, settings } = watch;
  const now = watch.clock();
  const due = lastDue(now, settings.digestAt, contact.hours.timeZone);
  const last = await readWritten(db, nameOf(id));
  // The first list tells of what came since the site began to write lists.
  if (!last) return beginLetters(db, nameOf(id), now.getTime(), await readNumber(watch));
  // One that ends in days to come was written before the clock was put back: the next begins at the last hour that came.
  if (last.at - now.getTime() > day) return putBack(db, last, due.at);
  if (due.at.getTime() <= last.at) return;
  const [from, numbers] = [new Date(last.at), { after: last.number, to: await readNumber(watch) }];
  const entries = await loop.day(id, from, due.at, numbers, contact.unread !== null);
  if (entries.length === 0) return;
  const text = writeDay({
    ...{ day: due.day, contact: id, from, to: due.at, numbers, entries, resendDays },
    keyDaysLeft: contact.keyDaysLeft(now),
  });
  const subject = put(words.digest.subject, { subject: watch.subject, day: due.day });
  const letter = `digest:${id}:${due.at.getTime()}`;
  await db.transaction().execute(async (work) => {
    const next = { letter, at: due.at.getTime(), number: numbers.to, delivered_at: last.delivered_at };
    if (!(await followLetter(work, last, next))) return;
    await writeLetter(watch, work, letter, { to: contact.address, subject, text });
  });
}

/** Lets lists go on from a moment, whatever the last one said of when it ended; its numbers are told. */
async function putBack(db: Watch['db'], last: Written, to: Date): Promise<void> {
  await db.transaction().execute((work) => followLetter(work, last, { ...last, at: to.getTime() }));
}

/** The last number that was given. Its row is locked until what got it is kept: no smaller one can still turn up. */
async function readNumber({ db }: Watch): Promise<number> {
  const row = await db
    .selectFrom('delivery_counters')
    .select('value')
    .where('name', '=', 'number')
    .executeTakeFirstOrThrow();
  return Number(row.value);
}

/** By contact, for how many hours its last list has not left, where that is too long. Throws `DatabaseFault`. */
export async function findLateDigests(watch: Watch): Promise<Record<string, number>> {
  const late: Record<string, number> = {};
  const now = watch.clock().getTime();
  for (const id of Object.keys(watch.contacts)) {
    const last = await readWritten(watch.db, nameOf(id));
    if (!last || last.letter === '' || now - last.at < lateAfter) continue;
    if ((await findLetter(watch.db, last.letter)).kind !== 'delivered') late[id] = Math.floor((now - last.at) / hour);
  }
  return late;
}
