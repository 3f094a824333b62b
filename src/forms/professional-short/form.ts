import { isAnswered } from '../answers.ts';
import { agreementLine, agreesField, allowThrough, throughWay, withoutStep } from '../blocks/agreement.ts';
import { agencyTypes } from '../blocks/referrer.ts';
import { tellLevel } from '../blocks/risk.ts';
import type { Answers, Issue, Step } from '../define.ts';
import { defineForm } from '../define.ts';
import { consent, radios, select, telephone, text, textarea } from '../fields.ts';

/** One way that the person named themselves, and its number where it needs one. */
function checkWay(answers: Answers): Issue[] {
  const calls = answers['callUse'] === 'yes';
  if (!calls && answers['ringUs'] !== 'yes') return [{ field: 'callUse', reason: 'one-way' }];
  return calls && !isAnswered(answers['callNumber']) ? [{ field: 'callNumber', reason: 'required' }] : [];
}

/** A number that nobody said may be rung is not sent: somebody who reads in haste would ring it. */
function refuseStrayNumber(step: Step): Step {
  return {
    ...step,
    check: (answers) =>
      isAnswered(answers['callNumber']) && answers['callUse'] !== 'yes'
        ? [{ field: 'callUse', reason: 'choose' }]
        : (step.check?.(answers) ?? []),
  };
}

/**
 * For staff who have three minutes and no checklist, such as a surgery's reception: eight answers, of which five are
 * needed (who refers, the switchboard, a name, one way, and whether the person agrees). The full form is better.
 */
export const form = defineForm({
  id: 'professional-short',
  version: 1,
  path: 'ask/brief',
  from: 'work',
  sender: 'professional',
  contact: 'referrals',
  blocks: ['agreement'],
  level: tellLevel,
  enoughAfter: 'person',
  permissionVersion: '2026-11-22',
  roles: {
    danger: 'danger',
    ways: [{ use: 'callUse', to: ['callNumber'], before: ['callWhenNote'] }, { use: 'ringUs' }, throughWay],
    care: ['risk'],
    first: [
      ['name', ...agreementLine],
      ['referrerName', 'switchboard'],
    ],
  },
  steps: [
    {
      id: 'now',
      lines: 'danger',
      fields: [
        radios('danger', { options: ['yes', 'no', 'unsure'] }),
        // The name alone would not tell whose switchboard to look up, so it is no field of the browser's.
        text('referrerName', { required: true, max: 150, free: false }),
        select('agencyType', { options: agencyTypes }),
        telephone('switchboard', { required: true }),
      ],
    },
    refuseStrayNumber(
      allowThrough({
        id: 'person',
        fields: [
          text('name', { required: true, free: false }),
          consent('callUse', { reach: true }),
          telephone('callNumber', { reach: true }),
          text('callWhenNote', { reach: true }),
          consent('ringUs', { reach: true }),
          agreesField(),
          textarea('risk', { max: 1500, reach: true }),
        ],
        check: checkWay,
      }),
    ),
    withoutStep(),
  ],
});
