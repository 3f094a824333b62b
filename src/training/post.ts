import { insertDelivery } from '#delivery/accept.ts';
import { isAddress, sealLetter } from '#delivery/letter.ts';
import { openAttendee } from './attendee.ts';
import { asDeliveries, type Engine, type Held, type Work } from './engine.ts';
import { composeLetter, type LetterKind } from './letters.ts';
import { cancelBefore } from './status.ts';
import type { BookingRow } from './tables.ts';

/**
 * Puts a letter to the person of a booking into the queue, within the transaction that gives the reason for it. The same
 * booking, kind and `occasion` are the same letter, sent once. Nothing happens where the address is not known any more.
 */
export async function sendLetter(
  engine: Engine,
  work: Work,
  held: Held,
  booking: BookingRow,
  kind: LetterKind,
  occasion: string,
): Promise<void> {
  const to = openAttendee(engine.ring, booking.details)?.email ?? '';
  if (!isAddress(to)) return;
  const now = engine.clock();
  const letter = composeLetter(
    kind,
    {
      ...held,
      to,
      reference: booking.reference,
      generation: booking.generation,
      sequence: await readSequence(work, held.session.id),
      token: engine.secret.tokenOf(booking.id, booking.generation),
      cancelBefore: cancelBefore(held.session, engine.settings),
      offeredUntil: booking.offered_until === null ? null : new Date(Number(booking.offered_until)),
      hadSeat: booking.seat_at !== null,
      now,
    },
    engine.letters,
  );
  const id = ['booking', booking.id, booking.generation, kind, occasion].join(':').replaceAll('T', '.');
  await insertDelivery(asDeliveries(work), now, sealLetter(engine.ring, id, booking.reference, letter));
}

async function readSequence(work: Work, session: string): Promise<number> {
  const state = await work
    .selectFrom('session_states')
    .select('sequence')
    .where('session', '=', session)
    .executeTakeFirst();
  return state?.sequence ?? 0;
}
