import { guard } from '#delivery/guard.ts';
import { goRounds, type Rounds } from '#delivery/rounds.ts';
import { followContent } from './changes.ts';
import type { Engine } from './engine.ts';
import { forgetPeople } from './forget.ts';
import { lapseOffers } from './lapse.ts';
import { forgetLetters } from './limits.ts';
import { remind } from './reminders.ts';

/**
 * Does all that is due by the clock: sessions that moved or were called off, offers that ran out, reminders, names to
 * remove. Every part can be done twice, by several processes at once, or be cut off in the middle: what was done stays, and
 * the rest is done by the next round. Never rejects; a part that fails is one line of the log, and the others go on.
 */
export async function goRound(engine: Engine): Promise<void> {
  const { log } = engine;
  for (const held of engine.sessions.values()) await guard(log, () => followContent(engine, held));
  await guard(log, async () => {
    await lapseOffers(engine);
  });
  await guard(log, async () => {
    await remind(engine);
  });
  await guard(log, async () => {
    const count = await forgetPeople(engine);
    if (count > 0) log('erased', { code: 'bookings', count });
  });
  await guard(log, () => engine.db.transaction().execute((work) => forgetLetters(work, engine.clock())));
}

/**
 * Goes round every three minutes.
 * @param after called after each round, so that letters leave at once
 */
export const createRounds = (engine: Engine, after: () => void): Rounds =>
  goRounds(() => goRound(engine).then(after), 180_000);
