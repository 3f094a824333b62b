import type { Answers, Field, Step, Way } from '../define.ts';
import { checkboxes, consent, date, radios, text, textarea } from '../fields.ts';

const usesAny = (answers: Answers) =>
  ['callUse', 'textUse', 'emailUse', 'ringUs'].some((name) => answers[name] === 'yes');

/** Whether the person agrees, was not asked because asking could hurt them, or said no. Knowing of it is another question. */
export function agreesField(): Field {
  return radios('agrees', { required: true, options: ['agrees', 'not-asked', 'refused'] });
}

/**
 * What must be on record where somebody refers without the person's agreement: why, who decided, when. Information may be
 * shared then, if it is needed, in proportion and written down (the general tests in England for sharing information).
 */
export function withoutStep(): Step {
  return {
    id: 'without',
    when: ({ agrees }) => agrees === 'not-asked' || agrees === 'refused',
    fields: [
      checkboxes('withoutBasis', {
        required: true,
        options: ['serious-harm', 'child', 'care-needs', 'others', 'crime', 'law', 'other'],
      }),
      textarea('withoutReason', { max: 1000 }),
      text('withoutBy', { required: true, free: false }),
      date('withoutOn'),
    ],
  };
}

/** The answers on agreement, for the first lines of the message. */
export const agreementLine = ['agrees', 'withoutBasis', 'withoutBy'] as const;

/** The team speaks with the referrer, by the switchboard alone: an own number proves nothing about who answers it. */
export const throughWay: Way = { use: 'throughYou', to: ['switchboard'] };

/**
 * Adds to a step on how somebody may be reached that the team speaks only with the referrer: who does not know of the
 * referral has agreed to no way. It stands behind `ringUs` and beside no other way, so that nobody has to guess which of
 * two answers holds.
 */
export function allowThrough(step: Step): Step {
  const through = consent('throughYou', { reach: true });
  return {
    ...step,
    fields: step.fields.flatMap((field) => (field.name === 'ringUs' ? [field, through] : [field])),
    check: (answers) => {
      if (answers['throughYou'] !== 'yes') return step.check?.(answers) ?? [];
      return usesAny(answers) ? [{ field: 'throughYou', reason: 'choose' }] : [];
    },
  };
}
