import { reachSteps, reachWays } from '../blocks/reach.ts';
import { defineForm } from '../define.ts';
import { checkboxes, consent, radios, select, text, textarea } from '../fields.ts';

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
    { id: 'now', fields: [radios('danger', { options: yesNoUnsure })], lines: 'danger' },
    ...reachSteps({ autofill: true }),
    {
      id: 'permission',
      fields: [text('checkWord', { max: 40, free: false, reach: true }), consent('permission', { required: true })],
    },
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
      fields: [
        checkboxes('kinds', {
          options: [
            'physical',
            'threats',
            'control',
            'money',
            'sexual',
            'emotional',
            'watching',
            'following',
            'online',
            'honour',
            'marriage',
            'other',
          ],
        }),
        textarea('story', { max: 4000 }),
      ],
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
      fields: [
        checkboxes('help', {
          options: [
            'stay',
            'safer-home',
            'talk',
            'legal',
            'money',
            'housing',
            'immigration',
            'children',
            'health',
            'other',
          ],
        }),
        textarea('helpNote', { max: 1000 }),
      ],
    },
    {
      id: 'language',
      fields: [text('language', { max: 60 }), radios('interpreter', { options: yesNo })],
    },
    {
      id: 'interpreter',
      when: (answers) => answers['interpreter'] === 'yes',
      fields: [
        text('dialect', { max: 60 }),
        radios('interpreterGender', { options: ['woman', 'man', 'either'] }),
        consent('notMyCommunity'),
      ],
    },
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
