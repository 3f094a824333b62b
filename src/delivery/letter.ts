import MailComposer from 'nodemailer/lib/mail-composer';
import * as z from 'zod';
import type { KeyRing } from '#keyring';
import type { Mail } from './channels/channel.ts';
import type { Claimed, NewDelivery } from './delivery.ts';
import type { EnvelopeSettings } from './envelope-settings.ts';
import { DeliveryFault } from './faults.ts';

/** One address and nothing else: no name, no second one, no line end, nothing that a header could be broken with. */
const address = z
  .string()
  .regex(/^[\w.!#$%&*+/=?^`{|}~-]{1,64}@[a-z\d-]+(\.[a-z\d-]+)+$/i)
  .max(254);

const letterSchema = z.strictObject({
  to: address,
  subject: z.string().regex(/^[^\p{Cc}]{1,120}$/u),
  text: z.string(),
  html: z.string().optional(),
  /** An iCalendar object (RFC 5545) and its method, attached so that calendars take it in. */
  calendar: z.strictObject({ method: z.enum(['PUBLISH', 'REQUEST', 'CANCEL']), content: z.string() }).optional(),
});

/**
 * A mail of fixed words to somebody at work: the receipt of a referral, the confirmation of a booking. Never to a person
 * who asked for help.
 */
export type Letter = z.infer<typeof letterSchema>;

const context = 'letter';

/** Whether a text is an address that a letter may go to. */
export const isAddress = (text: string) => address.safeParse(text).success;

/**
 * A letter as the queue takes it, its address sealed like its words. The same `id` is the same letter, sent once. Throws
 * where the address is not one plain address or the subject would break a header.
 */
export function sealLetter(ring: KeyRing, id: string, reference: string, letter: Letter): NewDelivery {
  const body = ring.seal(context, JSON.stringify(letterSchema.parse(letter)));
  return { id, reference, kind: 'letter', priority: 1, recipient: 'letter', keyIds: [], body };
}

/** Dresses a letter as a mail, the same Message-ID on every try. Throws `DeliveryFault` where it does not open. */
export async function composeLetter(delivery: Claimed, settings: EnvelopeSettings): Promise<Mail> {
  const opened = settings.letters?.open(context, delivery.body) ?? null;
  // Tried again: with the key back it goes. With the key gone for good it is erased after its days, as one nobody takes.
  if (opened === null) throw new DeliveryFault('letter-key', 'retry');
  const letter = letterSchema.parse(JSON.parse(opened));
  const messageId = `<${delivery.reference}-letter.${-delivery.number}@${settings.host}>`;
  const mail = new MailComposer({
    from: settings.from,
    to: letter.to,
    subject: letter.subject,
    text: letter.text,
    ...(letter.html ? { html: letter.html } : {}),
    ...(letter.calendar ? { icalEvent: { ...letter.calendar, filename: 'invitation.ics' } } : {}),
    messageId,
    date: delivery.acceptedAt,
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const raw = (await mail.compile().build()).toString('latin1');
  return { from: settings.from.address, to: [letter.to], messageId, raw };
}
