import { reachDatabase } from '#database/faults.ts';
import type { Engine, Held, Work } from './engine.ts';
import { lockSession } from './seats.ts';
import { hashToken, isToken } from './secret.ts';
import { computeStatus } from './status.ts';
import type { BookingRow } from './tables.ts';
import type { BookingStatus } from './view.ts';

/** A booking that was opened by its link, in a transaction that holds its session. */
export type Opened = { held: Held; row: BookingRow; status: BookingStatus; now: Date };

/** Finds the row of a token, or undefined. Changes nothing. */
export async function findRow(engine: Engine, token: string): Promise<BookingRow | undefined> {
  if (!isToken(token)) return undefined;
  return engine.db.selectFrom('bookings').selectAll().where('token', '=', hashToken(token)).executeTakeFirst();
}

/**
 * Runs `act` on the booking of a link, with its session locked and the booking read again under that lock; `unknown` where
 * no booking has this link (any more). Throws `DatabaseFault`.
 */
export function actOn<Result>(
  engine: Engine,
  token: string,
  act: (work: Work, opened: Opened) => Promise<Result>,
): Promise<Result | { kind: 'unknown' }> {
  return reachDatabase(async () => {
    const found = await findRow(engine, token);
    const held = found && engine.sessions.get(found.session);
    if (!held) return { kind: 'unknown' };
    return engine.db.transaction().execute(async (work) => {
      await lockSession(work, found.session);
      const row = await work
        .selectFrom('bookings')
        .selectAll()
        .where('token', '=', hashToken(token))
        .executeTakeFirst();
      if (!row) return { kind: 'unknown' };
      const now = engine.clock();
      return act(work, { held, row, status: computeStatus(row, held.session, now), now });
    });
  });
}
