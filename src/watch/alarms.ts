import { type Alarm, decide, type Said } from './alarm.ts';
import { composeAlarm } from './alarm-words.ts';
import type { AlarmKind, Condition } from './conditions.ts';
import { type Watch, type Work, writeLetter } from './watch.ts';

/** Every alarm there has been, by its name. */
export async function readAlarms(watch: Pick<Watch, 'db'>): Promise<Map<string, Alarm>> {
  const rows = await watch.db.selectFrom('watch_alarms').selectAll().execute();
  return new Map(
    rows.map((row): [string, Alarm] => [
      row.name,
      {
        ...row,
        kind: row.kind as AlarmKind,
        said: row.said as Said,
        count: Number(row.count),
        since: Number(row.since),
        told_at: Number(row.told_at),
        over_at: row.over_at === null ? null : Number(row.over_at),
        seq: Number(row.seq),
        posted_seq: Number(row.posted_seq),
        post_due: Number(row.post_due),
      },
    ]),
  );
}

/**
 * Says by mail what has to be said, and leaves it to `postAlarms` for the webhook. Two processes at once say it once: who
 * writes the row writes the letter, in one transaction. Throws `DatabaseFault`.
 */
export async function tellAlarms(watch: Watch, conditions: readonly Condition[]): Promise<void> {
  const rows = await readAlarms(watch);
  const now = watch.clock().getTime();
  const present = new Map(conditions.map((condition) => [condition.name, condition]));
  for (const name of new Set([...rows.keys(), ...present.keys()])) {
    const row = rows.get(name) ?? null;
    const condition = present.get(name) ?? null;
    const said = decide(row, condition, now);
    if (said === null) continue;
    const next = describeNext(row, condition, said, now);
    const told = await watch.db.transaction().execute(async (work) => {
      if (!(await writeRow(work, row, next))) return false;
      await mail(watch, work, next);
      return true;
    });
    if (told) watch.log('alarm', { code: `${said}.${name}`, count: next.count });
  }
}

function describeNext(row: Alarm | null, condition: Condition | null, said: Said, now: number): Alarm {
  const base = condition ?? row;
  if (!base) throw new Error('Nothing is to be said of nothing.');
  const { name, kind, contact, count, level } = base;
  return {
    ...{ name, kind, contact, count, level, said },
    since: said === 'begin' || !row ? now : row.since,
    told_at: now,
    over_at: said === 'over' ? now : null,
    seq: (row?.seq ?? 0) + 1,
    posted_seq: row?.posted_seq ?? 0,
    post_due: now,
  };
}

/** False where another process was first. */
async function writeRow(work: Work, row: Alarm | null, next: Alarm): Promise<boolean> {
  const written = row
    ? await work
        .updateTable('watch_alarms')
        .set(next)
        .where('name', '=', next.name)
        .where('seq', '=', row.seq)
        .returning('name')
        .executeTakeFirst()
    : await work
        .insertInto('watch_alarms')
        .values(next)
        .onConflict((conflict) => conflict.column('name').doNothing())
        .returning('name')
        .executeTakeFirst();
  return written !== undefined;
}

async function mail(watch: Watch, work: Work, alarm: Alarm): Promise<void> {
  const { address, unreadAddress } = watch.settings;
  const to = alarm.kind === 'unread' ? unreadAddress : address;
  if (to === null) return;
  const { subject, text } = composeAlarm(watch, alarm);
  await writeLetter(watch, work, `alarm:${alarm.name}:${alarm.seq}`, { to, subject, text });
}
