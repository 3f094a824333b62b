import { textOf } from '#forms/answers.ts';
import type { Answers } from '#forms/define.ts';
import type { KeyRing } from '#keyring';
import type { Attendee, Needs } from './view.ts';

const context = 'booking';

/** Seals what a person filled in of themselves: all that the database holds of them. */
export const sealAttendee = (ring: KeyRing, attendee: Attendee) => ring.seal(context, JSON.stringify(attendee));

/** What was sealed, or null where it was removed or no key of the ring opens it any more. */
export function openAttendee(ring: KeyRing, sealed: string | null): Attendee | null {
  const text = sealed === null ? null : ring.open(context, sealed);
  return text === null ? null : (JSON.parse(text) as Attendee);
}

/** The same, sealed by the newest key; null where nothing has to change. */
export function renewAttendee(ring: KeyRing, sealed: string): string | null {
  const renewed = ring.renew(context, sealed);
  return renewed === sealed ? null : renewed;
}

/** Reads a person out of the answers of the booking form. */
export function attendeeOf(answers: Answers): Attendee {
  const read = (name: string) => textOf(answers, name).trim();
  return {
    name: read('name'),
    email: read('email'),
    organisation: read('agency'),
    kind: read('agencyType'),
    role: read('role'),
    district: read('area'),
    manager: read('manager'),
  };
}

/** The answers of the booking form that a booking stands for, with what the person needs now: a whole message again. */
export function answersOf(code: string, attendee: Attendee, needs: Needs): Answers {
  const agreed: Answers = attendee.manager === '' ? {} : { manager: attendee.manager, managerAgrees: 'yes' };
  return {
    session: code,
    name: attendee.name,
    email: attendee.email,
    agency: attendee.organisation,
    agencyType: attendee.kind,
    role: attendee.role,
    area: attendee.district,
    access: needs.access,
    diet: needs.diet,
    terms: 'yes',
    ...agreed,
  };
}
