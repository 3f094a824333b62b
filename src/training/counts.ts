import type { BookingRow, CountsTable } from './tables.ts';
import type { Attendee } from './view.ts';

/** The quarter of a session's local time, such as `2026-Q4`, as the contact's report has them. */
const quarterOf = (start: string) => `${start.slice(0, 4)}-Q${Math.ceil(Number(start.slice(5, 7)) / 3)}`;

/**
 * What one booking counts as, or null where it counts as nothing (given back, called off): a place with what came of it, or
 * a wish that was not met. What cannot be read any more counts under `not-known`.
 * @param starts local time of the session
 */
export function countBooking(
  row: Pick<BookingRow, 'seat_at' | 'ended' | 'attendance'>,
  attendee: Attendee | null,
  starts: string,
): CountsTable | null {
  const unmet = row.seat_at === null && (row.ended === null || row.ended === 'lapsed');
  const seated = row.seat_at !== null && row.ended === null;
  if (!unmet && !seated) return null;
  const known = (code: string | undefined) => code || 'not-known';
  return {
    quarter: quarterOf(starts),
    kind: known(attendee?.kind),
    role: known(attendee?.role),
    district: known(attendee?.district),
    booked: seated ? 1 : 0,
    attended: seated && row.attendance === 'attended' ? 1 : 0,
    absent: seated && row.attendance === 'absent' ? 1 : 0,
    unmet: unmet ? 1 : 0,
  };
}
