import type { Engine } from './engine.ts';
import { lockSession, releaseSeat } from './seats.ts';

/** Ends offers that nobody took in time; their places go to the next who waits. Returns how many ended. */
export async function lapseOffers(engine: Engine): Promise<number> {
  const now = engine.clock().getTime();
  const late = await engine.db
    .selectFrom('bookings')
    .select(['id', 'session'])
    .where('offered_until', '<=', now)
    .where('ended_at', 'is', null)
    .orderBy('number')
    .execute();
  let ended = 0;
  for (const { id, session } of late) {
    const held = engine.sessions.get(session);
    if (!held) continue;
    await engine.db.transaction().execute(async (work) => {
      await lockSession(work, session);
      const lapsed = await work
        .updateTable('bookings')
        .set({ ended_at: now, ended: 'lapsed', person: null, offered_until: null })
        .where('id', '=', id)
        // Another process may have been here, or the person in the last moment.
        .where('offered_until', '<=', now)
        .where('ended_at', 'is', null)
        .returning('id')
        .executeTakeFirst();
      if (!lapsed) return;
      ended += 1;
      await releaseSeat(engine, work, held);
    });
  }
  return ended;
}
