import { email as emailField, text as textField } from '#forms/fields.ts';
import type { BookingView, Training } from '#training/view.ts';

/** A colleague as typed. */
export type Colleague = { name: string; email: string };

/** What is told at the top of the page after a button: a key of the words on bookings. */
export type Said =
  | 'accepted'
  | 'needsSent'
  | 'needsEmpty'
  | 'cancelled'
  | 'cancelledLate'
  | 'swapTaken'
  | 'limit'
  | 'over';

/**
 * The page that answers a private link: the booking with what was just done and what is wrong; the question whether it is
 * really to be given up; that a colleague has it; or that the link opens nothing.
 */
export type BookingPage =
  | { kind: 'booking'; booking: BookingView; said: Said | null; wrong: (keyof Colleague)[]; colleague: Colleague }
  | { kind: 'sure'; what: 'cancel' | 'swap'; booking: BookingView; colleague: Colleague }
  | { kind: 'handed' }
  | { kind: 'unknown' };

/** The values of the page's buttons. */
export const deeds = ['accept', 'needs', 'swap', 'swap-yes', 'cancel', 'cancel-yes'] as const;

const nobody: Colleague = { name: '', email: '' };

/**
 * Answers one request to a private link. Without `fields` (a GET, such as that of a program that looks into mail) nothing
 * changes. What gives a place up is asked once more first. Throws what `training` throws.
 * @param fields what the form posted; `do` is the button
 */
export async function takeBookingTurn(
  training: Training,
  token: string,
  fields: ReadonlyMap<string, string> | null,
): Promise<BookingPage> {
  const read = (name: string) => (fields?.get(name) ?? '').trim();
  const colleague: Colleague = { name: read('name'), email: read('email') };
  const show = async (said: Said | null = null, wrong: (keyof Colleague)[] = []): Promise<BookingPage> => {
    const booking = await training.findBooking(token);
    if (!booking) return { kind: 'unknown' };
    return { kind: 'booking', booking, said, wrong, colleague: wrong.length > 0 ? colleague : nobody };
  };
  const ask = async (what: 'cancel' | 'swap'): Promise<BookingPage> => {
    const booking = await training.findBooking(token);
    if (!booking) return { kind: 'unknown' };
    const open = what === 'swap' ? ['booked'] : ['booked', 'waiting', 'offered'];
    return open.includes(booking.status) ? { kind: 'sure', what, booking, colleague } : show('over');
  };

  switch (deeds.find((deed) => deed === read('do'))) {
    case undefined:
      return show();
    case 'accept': {
      const { kind } = await training.acceptOffer(token);
      return show(kind === 'done' ? 'accepted' : 'over');
    }
    case 'needs': {
      const needs = { access: read('access'), diet: read('diet') };
      if (needs.access === '' && needs.diet === '') return show('needsEmpty');
      const { kind } = await training.changeNeeds(token, needs);
      if (kind === 'limit') return show('limit');
      return show(kind === 'done' ? 'needsSent' : 'over');
    }
    case 'swap': {
      const wrong = faultsOf(colleague);
      return wrong.length > 0 ? show(null, wrong) : ask('swap');
    }
    case 'swap-yes': {
      const done = await training.swap(token, colleague);
      if (done.kind === 'done') return { kind: 'handed' };
      if (done.kind === 'invalid') return show(null, [done.field]);
      if (done.kind === 'taken') return show('swapTaken');
      return show(done.kind === 'limit' ? 'limit' : 'over');
    }
    case 'cancel':
      return ask('cancel');
    case 'cancel-yes': {
      const done = await training.cancel(token);
      if (done.kind !== 'done') return show('over');
      return show(done.late ? 'cancelledLate' : 'cancelled');
    }
  }
}

const rules = { name: textField('name', { required: true }), email: emailField('email', { required: true }) };

function faultsOf(colleague: Colleague): (keyof Colleague)[] {
  const names = ['name', 'email'] as const;
  return names.filter((name) => !rules[name].schema.safeParse(colleague[name]).success);
}
