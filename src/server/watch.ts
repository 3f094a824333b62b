import { statfs } from 'node:fs/promises';
import type { Kysely } from 'kysely';
import type { Config } from '#config';
import { createLoop } from '#delivery/loop.ts';
import type { Queue } from '#delivery/queue.ts';
import type { County } from '#directory/county.ts';
import type { ContactId } from '#forms/define.ts';
import type { KeyRing } from '#keyring';
import type { Log } from '#log';
import type { WatchTables } from '#watch/tables.ts';
import type { Watch, WatchedContact } from '#watch/watch.ts';

/** What the watch needs of the process. */
export type WatchParts = {
  config: Config;
  county: County;
  db: Kysely<WatchTables>;
  queue: Queue;
  ring: KeyRing;
  /** Whole days until the first key of a contact expires. */
  keyDaysLeft: (contact: ContactId, now: Date) => number | null;
  clock: () => Date;
  log: Log;
};

/** Puts together what watches over sent messages, for the server and the operator's commands alike. */
export function openWatch({ config, county, db, queue, ring, keyDaysLeft, clock, log }: WatchParts): Watch {
  const contacts = Object.entries(config.contacts).map(([id, { address }]): [string, WatchedContact] => {
    const { hours, unread } = county.contacts[id as ContactId];
    return [id, { address, hours, unread, keyDaysLeft: (now) => keyDaysLeft(id as ContactId, now) }];
  });
  return {
    ...{ db, queue, ring, clock, log, subject: county.mail.subject, settings: config.alarms },
    loop: createLoop(db, clock),
    contacts: Object.fromEntries(contacts),
    site: config.origin ? new URL(config.origin).host : county.name,
    mailHost: config.mailFrom?.split('@')[1] ?? 'localhost',
    freeBytes: () => readFree(config.dataDir),
    leastFreeBytes: config.minFreeBytes,
  };
}

async function readFree(folder: string): Promise<number | null> {
  const volume = await statfs(folder).catch(() => null);
  return volume && volume.bavail * volume.bsize;
}
