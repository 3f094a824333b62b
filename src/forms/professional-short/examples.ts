import type { Answers } from '../define.ts';
import { type Example, longest } from '../longest.ts';
import { form } from './form.ts';

const referrer: Answers = { referrerName: 'Sam Green, High Street Surgery', switchboard: '01632 960001' };

/** Every question answered, in Urdu, by somebody whose patient said no. */
const full: Example = {
  language: 'ur',
  answers: {
    danger: 'unsure',
    ...referrer,
    agencyType: 'health-gp',
    name: 'رابعہ',
    callUse: 'yes',
    callNumber: '07700 900982',
    callWhenNote: 'صبح ۱۰ بجے، کوئی اور اٹھائے تو کچھ نہ کہیں',
    ringUs: 'yes',
    agrees: 'refused',
    risk: 'شوہر باہر گاڑی میں انتظار کرتا ہے۔',
    withoutBasis: ['serious-harm'],
    withoutReason: 'گلا دبایا۔',
    withoutBy: 'Dr Example',
    withoutOn: '2026-11-20',
  },
};

/** The least that can be sent: five answers. */
const shortest: Example = {
  language: 'en',
  answers: { ...referrer, name: 'Ana', ringUs: 'yes', agrees: 'agrees' },
};

/** What a reception gives in three minutes. */
const likely: Example = {
  language: 'en',
  answers: {
    danger: 'no',
    ...referrer,
    agencyType: 'health-gp',
    name: 'Ana Example',
    callUse: 'yes',
    callNumber: '07700 900982',
    callWhenNote: 'Before 3',
    agrees: 'agrees',
    risk: 'Her husband must not know.',
  },
};

/** The person could not be asked, so the team speaks with the surgery alone. */
const notAsked: Example = {
  language: 'pl',
  answers: {
    ...referrer,
    name: 'Zofia',
    agrees: 'not-asked',
    throughYou: 'yes',
    withoutBasis: ['care-needs'],
    withoutBy: 'Dr Example',
  },
};

/** The example answers of this form by name. */
export const examples = { full, shortest, likely, 'not-asked': notAsked };

/** Every field of the form at its limit. */
export const longestAnswers = (): Answers => longest(form, { agrees: 'not-asked' });
