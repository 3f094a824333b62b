import { isAddress } from '#delivery/letter.ts';
import { put } from './alarm-words.ts';
import words from './en.json' with { type: 'json' };
import { beginLetters, findLetter, followLetter, readWritten, type Written } from './letters.ts';
import { type Watch, writeLetter } from './watch.ts';

const minute = 60_000;

const nameOf = (id: string) => `heartbeat.${id}`;

/** Contacts that share a mailbox share its heartbeat. */
function mailboxes({ contacts }: Pick<Watch, 'contacts'>): [string, string][] {
  const seen = new Set<string>();
  return Object.entries(contacts).flatMap(([id, { address }]): [string, string][] => {
    if (seen.has(address) || !isAddress(address)) return [];
    seen.add(address);
    return [[id, address]];
  });
}

/**
 * Writes a heartbeat to each mailbox for which one is due. While the last one waits no other is written: when mail leaves
 * again the team gets one, not a day's worth. Throws `DatabaseFault`.
 */
export async function writeHeartbeats(watch: Watch): Promise<void> {
  const { heartbeatMinutes } = watch.settings;
  if (heartbeatMinutes === 0) return;
  for (const [id, to] of mailboxes(watch)) {
    const now = watch.clock().getTime();
    const last = await readWritten(watch.db, nameOf(id));
    if (!last) await beginLetters(watch.db, nameOf(id), now, 0);
    const row = last ?? (await readWritten(watch.db, nameOf(id)));
    if (!row) continue;
    // A clock that was put back must not put the heartbeat off with it.
    const waited = now - row.at;
    if (row.letter !== '' && waited >= 0 && waited < heartbeatMinutes * minute) continue;
    const delivered = await lastDelivered(watch, row);
    if (delivered === null) continue;
    const letter = `heartbeat:${id}:${now}`;
    const subject = put(words.heartbeat.subject, { subject: watch.subject });
    const text = put(words.heartbeat.text, { count: heartbeatMinutes, twice: 2 * heartbeatMinutes });
    await watch.db.transaction().execute(async (work) => {
      if (!(await followLetter(work, row, { letter, at: now, number: 0, delivered_at: delivered }))) return;
      await writeLetter(watch, work, letter, { to, subject, text });
    });
  }
}

/** When a heartbeat was last delivered; null while the last one is on its way. */
async function lastDelivered({ db }: Watch, row: Written): Promise<number | null> {
  if (row.letter === '') return row.delivered_at;
  const state = await findLetter(db, row.letter);
  if (state.kind === 'delivered') return state.at;
  return state.kind === 'waiting' ? null : row.delivered_at;
}

/** By contact, for how many minutes no heartbeat was delivered, where that is more than two periods. Throws `DatabaseFault`. */
export async function findMissingHeartbeats(watch: Watch): Promise<Record<string, number>> {
  const { heartbeatMinutes } = watch.settings;
  const missing: Record<string, number> = {};
  if (heartbeatMinutes === 0) return missing;
  const now = watch.clock().getTime();
  for (const [id] of mailboxes(watch)) {
    const row = await readWritten(watch.db, nameOf(id));
    if (!row) continue;
    const minutes = Math.floor((now - ((await lastDelivered(watch, row)) ?? row.delivered_at)) / minute);
    if (minutes > 2 * heartbeatMinutes) missing[id] = minutes;
  }
  return missing;
}
