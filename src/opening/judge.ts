import type { Definitions } from '#forms/index.ts';
import { type Referral, readReferral } from '#message/referral.ts';
import { showHidden } from '#message/visible.ts';
import { type Attached, checkAttached, describeRefused } from './attached.ts';
import { compareParts } from './compare.ts';
import type { Entity } from './entity.ts';
import type { Envelope } from './envelope.ts';

/** An opened message as a person reads it, with everything that is wrong with it in plain words. */
export type Judged = { text: string; referral: Referral | null; attached: Attached[]; problems: string[] };

/**
 * Judges an opened message. A browser may have sealed anything, so the JSON is checked against its form again, the files
 * are looked into again, and text, JSON and, where there is one, the outer subject must say the same. Problems name fields, never answers. Nothing in `text` can drive the terminal or change the order of what is read.
 */
export function judge(entity: Entity, envelope: Envelope, forms: Definitions): Judged {
  const checked = entity.json === null ? null : readReferral(entity.json, forms);
  const referral = checked?.ok ? checked.referral : null;
  const faults = checked && !checked.ok ? checked.problems : [];
  const attached = checkAttached(entity.files);
  const takes = referral === null || forms.get(referral.form)?.form.attachments === true;
  return {
    text: showHidden(entity.text),
    referral,
    attached,
    problems: [
      ...(checked === null ? ['there is no single referral.json in it'] : []),
      ...faults.map((problem) => `referral.json does not match its schema: ${showHidden(problem)}`),
      ...(referral ? compareParts(referral, entity.text, envelope.subject, forms) : []),
      ...(entity.html
        ? ['it has a part in HTML, which the site never writes: a mail program may show that part and not this text']
        : []),
      ...(attached.length > 0 && !takes ? ['it has attachments, which its form does not take'] : []),
      ...describeRefused(attached),
    ],
  };
}
