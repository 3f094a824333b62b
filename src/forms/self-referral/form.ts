import { abuseKinds, helpKinds, interpreterStep, languageStep, nowStep, permissionStep } from '../blocks/questions.ts';
import { reachSteps, reachWays } from '../blocks/reach.ts';
import { defineForm } from '../define.ts';
import { checkboxes, radios, select, text, textarea } from '../fields.ts';

const yesNo = ['yes', 'no'] as const;
const yesNoUnsure = ['yes', 'no', 'unsure'] as const;

/**
 * Someone asks for help for themselves. Required in all of it: one way to reach them (or that they will ring) and
 * permission to do so. What real forms ask, and why so little is required: real ones that reject the incomplete lose
 * people.
 */
export const form = defineForm({
  id: 'self-referral',
  version: 1,
  path: 'ask',
  from: 'before',
  sender: 'person',
  contact: 'referrals',
  blocks: ['reach'],
  enoughAfter: 'permission',
  permissionVersion: '2026-11-22',
  roles: {
    danger: 'danger',
    age: 'age',
    ways: reachWays,
    language: ['language', 'dialect', 'interpreter', 'interpreterGender', 'notMyCommunity'],
    care: ['seesPhone', 'risk'],
  },
  steps: [
    nowStep(),
    ...reachSteps({ autofill: true }),
    permissionStep(),
    {
      id: 'you',
      fields: [
        text('name', { autocomplete: 'name', free: false }),
        radios('age', { options: ['under-16', '16-17', '18-25', '26-59', '60-over', 'no-say'] }),
        select('area', { list: 'areas', options: ['elsewhere', 'no-say'] }),
      ],
    },
    { id: 'young', when: (answers) => answers['age'] === 'under-16', fields: [], lines: 'children' },
    {
      id: 'what',
      fields: [checkboxes('kinds', { options: abuseKinds }), textarea('story', { max: 4000 })],
    },
    {
      id: 'who',
      fields: [
        checkboxes('whoHurts', {
          options: ['partner', 'ex', 'parent', 'child', 'sibling', 'other-family', 'several', 'someone-else'],
        }),
        radios('livesWith', { options: ['yes', 'no', 'sometimes'] }),
        radios('seesPhone', { options: yesNoUnsure, reach: true }),
      ],
    },
    {
      id: 'children',
      fields: [
        radios('children', { options: yesNo }),
        text('childrenNote'),
        radios('pregnant', { options: ['yes', 'no', 'unsure'] }),
      ],
    },
    {
      id: 'help',
      fields: [checkboxes('help', { options: helpKinds }), textarea('helpNote', { max: 1000 })],
    },
    languageStep(),
    interpreterStep(),
    {
      id: 'access',
      fields: [
        checkboxes('access', { options: ['bsl', 'relay', 'plain', 'mobility', 'sight', 'with-me'] }),
        textarea('accessNote', { max: 500 }),
      ],
    },
    { id: 'risk', fields: [textarea('risk', { max: 2000, reach: true })] },
  ],
});
