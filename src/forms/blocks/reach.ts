import { isAnswered } from '../answers.ts';
import type { Answers, Issue, Step, Way } from '../define.ts';
import { checkboxes, consent, date, email, radios, telephone, text } from '../fields.ts';

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

/** How each way is used, for the first lines of the message. */
export const reachWays: readonly Way[] = [
  {
    use: 'callUse',
    to: ['callNumber'],
    shared: 'callShared',
    before: ['callWhen', 'callWhenNote', 'callUntil', 'callOthers', 'callMessage', 'callSay'],
  },
  {
    use: 'textUse',
    to: ['textNumber', 'callNumber'],
    shared: 'textShared',
    before: ['textWhen', 'textWhenNote', 'textUntil'],
  },
  { use: 'emailUse', to: ['emailAddress'], shared: 'emailShared', before: ['emailWhenNote', 'emailUntil'] },
  { use: 'ringUs' },
];

/**
 * The questions of how somebody may be reached, the same wherever they are asked: a way is used only where the answer is
 * yes. Their words are `reach` where the person is asked, `reach-them` where somebody else is.
 * @param autofill the person's own browser may fill in number and address
 */
export function reachSteps({ autofill }: { autofill: boolean }): Step[] {
  const own = (token: string) => (autofill ? { autocomplete: token } : {});
  return [
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
        telephone('callNumber', { required: true, ...own('tel'), reach: true }),
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
        telephone('textNumber', { ...own('tel'), reach: true }),
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
        email('emailAddress', { required: true, ...own('email'), reach: true }),
        radios('emailShared', { options: yesNoUnsure, reach: true }),
        text('emailWhenNote', { reach: true }),
        date('emailUntil', { reach: true }),
      ],
    },
  ];
}
