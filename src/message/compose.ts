import { type Attachment, writeEntity } from './mime.ts';
import { writeReferral } from './referral.ts';
import { type TextSource, writeText } from './text.ts';

/**
 * The whole message as the contact reads it once it is opened, ready to be sealed. `subject` is the county's neutral
 * word; the reference is added. The same bytes come out wherever this runs.
 */
export function composeMessage(
  source: TextSource & { code: string; subject: string; attachments?: Attachment[] },
): Uint8Array {
  const { form, answers, header, rules, subject, attachments = [] } = source;
  return writeEntity({
    subject: `${subject} ${header.reference}`,
    text: writeText(source),
    json: writeReferral(form, answers, header, rules),
    attachments,
    boundary: `part-${header.reference}`,
  });
}
