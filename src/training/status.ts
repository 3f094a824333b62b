import type { TrainingSettings } from '#directory/county.ts';
import { momentIn, type Session } from './course.ts';
import { dayBefore } from './local-time.ts';
import type { BookingRow } from './tables.ts';
import type { BookingStatus } from './view.ts';

/** What of a row says where a booking stands. */
export type Standing = Pick<BookingRow, 'seat_at' | 'offered_until' | 'ended' | 'ended_at'>;

/** Where a booking stands at `now`, from its row and the session's beginning alone. */
export function computeStatus(row: Standing, session: Pick<Session, 'start'>, now: Date): BookingStatus {
  if (row.ended_at !== null) {
    if (row.ended === 'called-off' || row.ended === 'lapsed') return row.ended;
    return 'cancelled';
  }
  if (momentIn(session.start) <= now) return 'over';
  if (row.seat_at !== null) return 'booked';
  if (row.offered_until === null) return 'waiting';
  return Number(row.offered_until) > now.getTime() ? 'offered' : 'lapsed';
}

/** The moment until which a place is given back in time: the end of the day so many days before the session's. */
export function cancelBefore({ start }: Pick<Session, 'start'>, { cancelDays }: TrainingSettings): Date {
  const day = dayBefore(start.slice(0, 10), cancelDays);
  return cancelDays === 0 ? momentIn(start) : momentIn(`${day}T23:59`);
}

/** Nobody can be expected to take a place that is offered less than two hours ahead, or to read of it within one. */
const aheadMs = 2 * 3_600_000;
const shortestMs = 3_600_000;

/** Until when a place that is free now is kept for the next who waits; null where it is too late to offer it. */
export function offerUntil(
  { start }: Pick<Session, 'start'>,
  { offerHours }: TrainingSettings,
  now: Date,
): Date | null {
  const latest = momentIn(start).getTime() - aheadMs;
  const until = Math.min(latest, now.getTime() + offerHours * 3_600_000);
  return until - now.getTime() < shortestMs ? null : new Date(until);
}
