import type { Mail } from './channels/channel.ts';
import { type Claimed, checkPriority, urgentPriority } from './delivery.ts';
import { type Dress, dressAttachment, dressPgpMime, dressSmime } from './dress.ts';
import type { EnvelopeSettings, Recipient } from './envelope-settings.ts';
import { DeliveryFault } from './faults.ts';
import { composeLetter } from './letter.ts';
import { composeOpen } from './open-mail.ts';
import { openByRing } from './ring.ts';

/** Behind the reference of what a program may have sent: neutral, and enough for a rule of a mailbox. */
const checkMark = ' (to check)';

/**
 * Dresses a sealed delivery as its contact opens it. The same delivery gives the same bytes and the same Message-ID each
 * time, so that a second copy can be recognised. No header holds anything a person typed: the reference and the number are
 * ours, the rest is settings. Throws `DeliveryFault`: `no-recipient`, `unknown-kind`, `ring-key` (all retry, so that a
 * repaired setting is all it takes), `not-tls-only` (held: what may not go open any more waits for somebody to decide).
 */
export async function composeEnvelope(delivery: Claimed, settings: EnvelopeSettings): Promise<Mail> {
  if (delivery.kind === 'letter') return composeLetter(delivery, settings);
  const recipient = Object.hasOwn(settings.recipients, delivery.recipient) && settings.recipients[delivery.recipient];
  if (!recipient) throw new DeliveryFault('no-recipient', 'retry');
  const name = `${delivery.reference}.${delivery.number}`;
  const messageId = `<${name}@${settings.host}>`;
  const headers = {
    From: settings.from,
    To: recipient.address,
    Subject: `${recipient.subject} ${delivery.reference}${delivery.priority === checkPriority ? checkMark : ''}`,
    'Message-ID': messageId,
    Date: delivery.acceptedAt,
    'Auto-Submitted': 'auto-generated',
    'X-Sequence': String(delivery.number),
    ...(delivery.priority === urgentPriority ? { Importance: 'high' } : {}),
    ...(delivery.priority === checkPriority ? { Importance: 'low' } : {}),
  };
  // Not random: the bytes of every try are the same. Armour cannot hold a line that looks like a boundary.
  const dress: Dress = { headers, boundary: name, reference: delivery.reference, body: delivery.body };
  const raw = await write(delivery, dress, recipient, settings);
  return { from: settings.from.address, to: [recipient.address], messageId, raw };
}

function write(delivery: Claimed, dress: Dress, recipient: Recipient, settings: EnvelopeSettings) {
  switch (delivery.kind) {
    case 'sealed-openpgp':
      return recipient.profile === 'attachment' ? dressAttachment(dress, settings.reader ?? null) : dressPgpMime(dress);
    case 'sealed-smime':
      return dressSmime(dress);
    case 'sealed-ring': {
      if (recipient.profile !== 'tls-only') throw new DeliveryFault('not-tls-only', 'hold');
      const entity = settings.letters ? openByRing(settings.letters, delivery.body) : null;
      if (entity === null) throw new DeliveryFault('ring-key', 'retry');
      return composeOpen(dress.headers, entity);
    }
    default:
      throw new DeliveryFault('unknown-kind', 'retry');
  }
}
