import { isAnswered } from '../answers.ts';
import { type Answers, defineForm, type Issue } from '../define.ts';
import { checkboxes, consent, date, email, radios, select, telephone, text, textarea } from '../fields.ts';

const yesNo = ['yes', 'no'] as const;
const yesNoUnsure = ['yes', 'no', 'unsure'] as const;
const times = ['any', 'morning', 'afternoon', 'evening', 'weekday', 'weekend'] as const;

const uses = (name: string) => (answers: Answers) => answers[name] === 'yes';

/** "Not sure" means no: a way somebody else may hear is used only when the person says so. */
function oneWay(answers: Answers): Issue[] {
  const ways = ['callUse', 'textUse', 'emailUse', 'ringUs'];
  return ways.some((name) => answers[name] === 'yes') ? [] : [{ field: 'callUse', reason: 'one-way' }];
}

/** The number may be left out only where the one for calls is there to use. */
function textNumber(answers: Answers): Issue[] {
  const known = isAnswered(answers['textNumber']) || (uses('callUse')(answers) && isAnswered(answers['callNumber']));
  return known ? [] : [{ field: 'textNumber', reason: 'required' }];
}

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
  enoughAfter: 'permission',
  permissionVersion: '2026-11-22',
  roles: {
    danger: 'danger',
    age: 'age',
    ways: [
      {
        use: 'callUse',
        to: ['callNumber'],
        shared: 'callShared',
        before: ['callWhen', 'callWhenNote', 'callUntil', 'callMessage', 'callSay'],
      },
      {
        use: 'textUse',
        to: ['textNumber', 'callNumber'],
        shared: 'textShared',
        before: ['textWhen', 'textWhenNote', 'textUntil'],
      },
      { use: 'emailUse', to: ['emailAddress'], shared: 'emailShared', before: ['emailWhenNote', 'emailUntil'] },
      { use: 'ringUs' },
    ],
    language: ['language', 'dialect', 'interpreter', 'interpreterGender', 'notMyCommunity'],
    care: ['seesPhone', 'risk'],
  },
  steps: [
    { id: 'now', fields: [radios('danger', { options: yesNoUnsure })], lines: 'danger' },
    {
      id: 'reach',
      fields: [
        radios('callUse', { options: yesNoUnsure, reach: true }),
        radios('textUse', { options: yesNoUnsure, reach: true }),
        radios('emailUse', { options: yesNoUnsure, reach: true }),
        consent('ringUs', { reach: true }),
      ],
      check: oneWay,
    },
    {
      id: 'call',
      when: uses('callUse'),
      fields: [
        telephone('callNumber', { required: true, autocomplete: 'tel', reach: true }),
        radios('callShared', { options: yesNoUnsure, reach: true }),
        checkboxes('callWhen', { options: times, reach: true }),
        text('callWhenNote', { reach: true }),
        date('callUntil', { reach: true }),
        radios('callMessage', { options: ['no', 'unnamed', 'yes'], reach: true }),
        radios('callOthers', { options: ['nobody', 'trusted', 'anyone'], reach: true }),
        radios('callSay', { options: ['hang-up', 'wrong-number', 'later', 'survey', 'delivery'], reach: true }),
      ],
    },
    {
      id: 'text',
      when: uses('textUse'),
      fields: [
        telephone('textNumber', { autocomplete: 'tel', reach: true }),
        radios('textShared', { options: yesNoUnsure, reach: true }),
        checkboxes('textWhen', { options: times, reach: true }),
        text('textWhenNote', { reach: true }),
        date('textUntil', { reach: true }),
      ],
      check: textNumber,
    },
    {
      id: 'email',
      when: uses('emailUse'),
      fields: [
        email('emailAddress', { required: true, autocomplete: 'email', reach: true }),
        radios('emailShared', { options: yesNoUnsure, reach: true }),
        text('emailWhenNote', { reach: true }),
        date('emailUntil', { reach: true }),
      ],
    },
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
