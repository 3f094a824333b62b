import type { Answers } from '../define.ts';
import { type Example, longest } from '../longest.ts';
import { form } from './form.ts';

/** Every question answered, in Polish. */
const full: Example = {
  language: 'pl',
  answers: {
    danger: 'no',
    callUse: 'yes',
    textUse: 'yes',
    emailUse: 'yes',
    ringUs: 'yes',
    callNumber: '07700 900982',
    callShared: 'unsure',
    callWhen: ['morning', 'weekday'],
    callWhenNote: 'po 9, kiedy dzieci są w szkole',
    callUntil: '2027-03-27',
    callMessage: 'no',
    callOthers: 'nobody',
    callSay: 'delivery',
    textNumber: '+44 7700 900984',
    textShared: 'no',
    textWhen: ['any'],
    textWhenNote: 'nie w nocy',
    textUntil: '2028-02-29',
    emailAddress: 'halina@example.org',
    emailShared: 'no',
    emailWhenNote: 'o każdej porze',
    emailUntil: '2027-12-31',
    note: 'Proszę pytać o Halinę. Mówię tylko po polsku.',
    checkWord: 'niezapominajka',
    permission: 'yes',
  },
};

/** The least that can be sent. */
const shortest: Example = {
  language: 'en',
  answers: { callUse: 'yes', callNumber: '07700 900982', permission: 'yes' },
};

/** Somebody in danger who may only be sent texts. */
const textsOnly: Example = {
  language: 'ur',
  answers: {
    danger: 'yes',
    callUse: 'no',
    textUse: 'yes',
    textNumber: '07700 900983',
    textShared: 'unsure',
    note: 'میرے دیور کو خبر نہ ہو۔',
    permission: 'yes',
  },
};

/** The example answers of this form by name. */
export const examples = { full, shortest, 'texts-only': textsOnly };

/** Every field of the form at its limit, on the way that asks most. */
export const longestAnswers = (): Answers => longest(form, { callUse: 'yes', textUse: 'yes', emailUse: 'yes' });
