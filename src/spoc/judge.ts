import { discoverForms } from '#forms/discover.ts';
import words from '#message/en.json' with { type: 'json' };
import { type Referral, readReferral } from '#message/referral.ts';
import { showHidden } from '#message/visible.ts';
import type { Entity } from './entity.ts';
import type { Envelope } from './envelope.ts';

const forms = await discoverForms();

/** An opened message as a person reads it, with everything that is wrong with it in plain words. */
export type Report = { text: string; referral: Referral | null; problems: string[] };

/**
 * Judges an opened message. A browser may have sealed anything, so the JSON is checked against its form again, and the
 * reference must be the same in the text, in the JSON and, where there is one, in the outer subject. Problems name
 * fields, never answers. Nothing in `text` can drive the terminal or change the order of what is read.
 */
export function report(entity: Entity, envelope: Envelope): Report {
  const checked = entity.json === null ? null : readReferral(entity.json, forms);
  const referral = checked?.ok ? checked.referral : null;
  const faults = checked && !checked.ok ? checked.problems : [];
  return {
    text: showHidden(entity.text),
    referral,
    problems: [
      ...(checked === null ? ['there is no single referral.json in it'] : []),
      ...faults.map((problem) => `referral.json does not match its schema: ${showHidden(problem)}`),
      ...(referral ? compareReferences(referral.reference, entity.text, envelope.subject) : []),
      ...(entity.others.length > 0
        ? [`it has other attachments, not shown: ${entity.others.map(showHidden).join(', ')}`]
        : []),
    ],
  };
}

function compareReferences(reference: string, text: string, subject: string | null): string[] {
  // The person's own words are set in, so a line that begins with the word is the message's own.
  const lines = text.split('\n').filter((line) => line.startsWith(`${words.reference}:`));
  const said = lines.map((line) => line.slice(words.reference.length + 1).trim());
  return [
    ...(said.length === 1 && said[0] === reference
      ? []
      : [`the text says reference ${said.map(showHidden).join(' and ') || '(none)'}, the JSON says ${reference}`]),
    ...(subject === null || subject.includes(reference)
      ? []
      : ['the subject of the e-mail has another reference or none']),
  ];
}
