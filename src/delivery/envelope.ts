import MimeNode from 'nodemailer/lib/mime-node';
import type { Mail } from './channels/channel.ts';
import { type Claimed, checkPriority, urgentPriority } from './delivery.ts';
import type { EnvelopeSettings } from './envelope-settings.ts';
import { DeliveryFault } from './faults.ts';
import { composeLetter } from './letter.ts';

/** Stands in for the body while the mail is built, a text that no setting holds. */
const place = '=the=sealed=body=goes=here=';

/** Behind the reference of what a program may have sent: neutral, and enough for a rule of a mailbox. */
const checkMark = ' (to check)';

/** From this size on, in signs, a body is put in as bytes. */
const largeBody = 512 * 1024;

/**
 * Dresses a sealed delivery as PGP/MIME (RFC 3156 section 4). The same delivery gives the same bytes and the same
 * Message-ID each time, so that a second copy can be recognised. No header holds anything a person typed: the reference
 * and the number are ours, the rest is settings. Throws `DeliveryFault` (`no-recipient`, `unknown-kind`; both retry, so
 * that a repaired setting is all it takes).
 */
export async function composeEnvelope(delivery: Claimed, settings: EnvelopeSettings): Promise<Mail> {
  if (delivery.kind === 'letter') return composeLetter(delivery, settings);
  const recipient = Object.hasOwn(settings.recipients, delivery.recipient) && settings.recipients[delivery.recipient];
  if (!recipient) throw new DeliveryFault('no-recipient', 'retry');
  if (delivery.kind !== 'sealed-openpgp') throw new DeliveryFault('unknown-kind', 'retry');
  const name = `${delivery.reference}.${delivery.number}`;
  const messageId = `<${name}@${settings.host}>`;
  const mail = new MimeNode('multipart/encrypted; protocol="application/pgp-encrypted"', {
    // Not random: the bytes of every try are the same. Armour cannot hold a line that looks like a boundary.
    baseBoundary: name,
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  mail.setHeader({
    From: settings.from,
    To: recipient.address,
    Subject: `${recipient.subject} ${delivery.reference}${delivery.priority === checkPriority ? checkMark : ''}`,
    'Message-ID': messageId,
    Date: delivery.acceptedAt,
    'Auto-Submitted': 'auto-generated',
    'X-Sequence': String(delivery.number),
    ...(delivery.priority === urgentPriority ? { Importance: 'high' } : {}),
    ...(delivery.priority === checkPriority ? { Importance: 'low' } : {}),
  });
  // 7bit said aloud: nodemailer would encode these parts as base64, and some clients look for the literal text.
  const version = mail.createChild('application/pgp-encrypted');
  version.setHeader('Content-Transfer-Encoding', '7bit').setContent('Version: 1\n');
  const sealed = mail.createChild('application/octet-stream; name="encrypted.asc"');
  sealed.setHeader('Content-Transfer-Encoding', '7bit');
  sealed.setHeader('Content-Disposition', 'inline; filename="encrypted.asc"').setContent(place);
  // The body is put in afterwards: through nodemailer's streams a message with papers would take five times its size.
  const [head = '', tail = ''] = (await mail.build()).toString('latin1').split(place);
  const raw =
    delivery.body.length > largeBody
      ? joinBytes(head, delivery.body, tail)
      : head + delivery.body.replace(/\r?\n/g, '\r\n') + tail;
  return { from: settings.from.address, to: [recipient.address], messageId, raw };
}

/** The same as bytes, written once: texts of 19 MB are there several times before they are one. */
function joinBytes(head: string, body: string, tail: string): Buffer {
  // Every line may gain a sign; armour has lines of 60 and more.
  const bytes = Buffer.allocUnsafeSlow(head.length + tail.length + body.length + Math.ceil(body.length / 30));
  let at = bytes.write(head, 'latin1');
  for (let from = 0; from < body.length; from += 1) {
    const sign = body.charCodeAt(from);
    if (sign === 0x0a && body.charCodeAt(from - 1) !== 0x0d) {
      bytes[at] = 0x0d;
      at += 1;
    }
    bytes[at] = sign;
    at += 1;
  }
  at += bytes.write(tail, at, 'latin1');
  return bytes.subarray(0, at);
}
