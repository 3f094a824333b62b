import { textOf } from '#forms/answers.ts';
import { fieldsOf } from '#forms/define.ts';
import type { Definitions } from '#forms/index.ts';
import words from '#message/en.json' with { type: 'json' };
import type { Referral } from '#message/referral.ts';
import { showHidden } from '#message/visible.ts';
import { findCode } from './code.ts';

/**
 * What the readable text and the JSON of one message do not both say. Whoever holds the public key can seal a text that says one
 * number and a JSON that says another, or leave out that nobody's identity is known. Names fields, never answers.
 */
export function compareParts(referral: Referral, text: string, subject: string | null, forms: Definitions): string[] {
  return [
    ...compareReferences(referral.reference, text, subject),
    ...(text.includes(unverified) ? [] : ['the text does not say that the identity is not verified']),
    ...compareReach(referral, text, forms),
    ...compareLevel(referral, forms),
  ];
}

/** How each of the site's own lines on identity begins, whoever sent the form. */
const unverified = 'Identity not verified';

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
    ...(findCode(text)?.startsWith(reference) === false ? ['the code at its end is of another message'] : []),
  ];
}

/** Numbers and addresses are rung and written to: each of the JSON stands in the text as well. */
function compareReach({ form, answers }: Referral, text: string, forms: Definitions): string[] {
  const entry = forms.get(form);
  const dialled = entry ? fieldsOf(entry.form).filter(({ control }) => control === 'tel' || control === 'email') : [];
  return dialled
    .filter(({ name }) => !text.includes(showHidden(textOf(answers, name))))
    .map(({ name }) => `the text does not show ${name} as the JSON has it`);
}

/** A county's own number can only raise the risk: a level below what the answers alone say was not made by the site. */
function compareLevel({ form, answers, level }: Referral, forms: Definitions): string[] {
  const least = forms.get(form)?.form.level?.(answers, { highScore: null });
  return least === 'high' && level !== 'high' ? ['the level of risk is lower than the answers say'] : [];
}
