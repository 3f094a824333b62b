import { isAddress } from '#delivery/letter.ts';
import { openAttendee, sealAttendee } from './attendee.ts';
import type { Engine } from './engine.ts';
import { mayBook, mayWrite } from './limits.ts';
import { actOn } from './open-link.ts';
import { sendLetter } from './post.ts';
import { hashToken } from './secret.ts';
import type { Swapped } from './view.ts';

/** As long as the form's own field. */
const longestName = 100;

/**
 * Hands a place to a colleague of the same agency: their name and address take the place of the old ones, the old link is
 * dead, and both have a mail. The promise of `Training.swap` is kept here.
 */
export function swap(engine: Engine, token: string, colleague: { name: string; email: string }): Promise<Swapped> {
  const name = colleague.name.trim();
  const email = colleague.email.trim();
  if (name === '' || [...name].length > longestName) return Promise.resolve({ kind: 'invalid', field: 'name' });
  if (!isAddress(email)) return Promise.resolve({ kind: 'invalid', field: 'email' });
  return actOn<Swapped>(engine, token, async (work, { held, row, status, now }) => {
    const attendee = openAttendee(engine.ring, row.details);
    if (status !== 'booked' || !attendee) return { kind: 'over' };
    const person = engine.secret.personOf(row.session, email);
    const other = await work.selectFrom('bookings').select('id').where('person', '=', person).executeTakeFirst();
    if (other) return { kind: 'taken' };
    const address = engine.secret.addressOf(email);
    if (!(await mayBook(work, address)) || !(await mayWrite(work, address, now))) return { kind: 'limit' };
    const generation = row.generation + 1;
    const handed = {
      ...row,
      person,
      address,
      generation,
      token: hashToken(engine.secret.tokenOf(row.id, generation)),
      // Whose manager agreed to what is not carried over to somebody else.
      details: sealAttendee(engine.ring, { ...attendee, name, email, manager: '' }),
    };
    await work.updateTable('bookings').set(handed).where('id', '=', row.id).execute();
    await sendLetter(engine, work, held, row, 'handed', 'swap');
    await sendLetter(engine, work, held, handed, 'swapped', 'swap');
    return { kind: 'done' };
  });
}
