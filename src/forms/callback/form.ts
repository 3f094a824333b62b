import { nowStep } from '../blocks/questions.ts';
import { reachSteps, reachWays } from '../blocks/reach.ts';
import { defineForm } from '../define.ts';
import { consent, text } from '../fields.ts';

/**
 * Someone asks to be rung and to say the rest then: for whom a longer form is too much, or too long on this device. The
 * same questions of contact and the same permission as where more is asked, since a call back is where contact goes wrong.
 */
export const form = defineForm({
  id: 'callback',
  version: 1,
  path: 'ask/call',
  from: 'now',
  sender: 'person',
  contact: 'referrals',
  blocks: ['reach'],
  enoughAfter: 'permission',
  permissionVersion: '2026-11-22',
  roles: { danger: 'danger', ways: reachWays, care: ['note'] },
  steps: [
    nowStep(),
    ...reachSteps({ autofill: true }),
    {
      id: 'permission',
      fields: [
        text('note', { max: 200, reach: true }),
        text('checkWord', { max: 40, free: false, reach: true }),
        consent('permission', { required: true }),
      ],
    },
  ],
});
