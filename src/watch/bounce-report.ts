import PostalMime from 'postal-mime';

/** Which message of ours a mail says it could not deliver. */
export type Report = { reference: string; number: number };

/** How much of a mail is looked at, in bytes: what it says comes first, what it gives back after that. */
export const reportBytes = 256 * 1024;

/** What mail servers call themselves where they send no proper report. */
const daemons = /^(mailer-daemon|postmaster)@/i;

/**
 * Reads a report that a message could not be delivered (RFC 3464, or a plain mail of a mail server), and finds which of
 * ours it is by the Message-ID that it gives back (`delivery/envelope.ts`). Null for anything else: a delay, a receipt, an
 * answer from a holiday, a letter. Whoever wrote it proves nothing: what follows from it may do no harm.
 * @param mailHost the right side of our Message-IDs
 */
export async function readReport(mail: Uint8Array, mailHost: string): Promise<Report | null> {
  const bytes = mail.subarray(0, reportBytes);
  const parsed = await PostalMime.parse(bytes, { forceRfc822Attachments: true, attachmentEncoding: 'utf8' }).catch(
    () => null,
  );
  if (!parsed) return null;
  const type = parsed.headers.find(({ key }) => key === 'content-type')?.value ?? '';
  const isReport = /^multipart\/report\b/i.test(type) && /report-type="?delivery-status\b/i.test(type);
  if (isReport) {
    const status = parsed.attachments.find(({ mimeType }) => mimeType.toLowerCase() === 'message/delivery-status');
    // RFC 3464 2.3.3: delayed, relayed and expanded messages are still on their way, delivered ones have arrived.
    if (!/^action:[ \t]*failed\b/im.test(String(status?.content ?? ''))) return null;
  } else if (!daemons.test(parsed.from?.address ?? '')) return null;
  return findOurs(new TextDecoder('latin1').decode(bytes), mailHost);
}

/** The Message-ID of a message to a contact; letters have another, and nobody waits for help because one came back. */
function findOurs(raw: string, mailHost: string): Report | null {
  const host = mailHost.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  // Only what is written like a reference: a relay of our own domain numbers its mails, too. Headers are folded before a
  // value that is long (RFC 5322 2.2.3).
  const found = new RegExp(
    `^[ \\t>]*[Mm]essage-[Ii][Dd]:\\s*<([A-Z\\d]{4}-[A-Z\\d]{4})\\.(\\d{1,12})@${host}>`,
    'm',
  ).exec(raw);
  const [, reference = '', number = ''] = found ?? [];
  return found ? { reference, number: Number(number) } : null;
}
