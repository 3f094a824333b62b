import type { Answers } from '../define.ts';
import { type Example, longest } from '../longest.ts';
import { form } from './form.ts';

const referrer: Answers = {
  referrerName: 'Ama Mensah',
  referrerRole: 'Probation officer',
  agencyType: 'probation-courts',
  agency: 'Probation Service, Maidstone',
  switchboard: '01632 960001',
};

/** Every question answered. */
const full: Example = {
  language: 'en',
  answers: {
    ...referrer,
    danger: 'no',
    referrerPhone: '07700 900987',
    referrerEmail: 'ama.mensah@example.org',
    receipt: 'yes',
    staysInvolved: 'yes',
    name: 'Daniel Hughes',
    gender: 'man',
    age: '26-59',
    area: 'maidstone',
    agrees: 'yes',
    admits: 'yes',
    proceedings: 'no',
    recentCourse: 'not-known',
    livesHere: 'yes',
    callUse: 'yes',
    textUse: 'yes',
    emailUse: 'yes',
    ringUs: 'yes',
    callNumber: '07700 900988',
    callShared: 'no',
    callWhen: ['evening'],
    callWhenNote: 'Works until 5',
    callUntil: '2027-03-27',
    callMessage: 'no',
    callOthers: 'nobody',
    callSay: 'hang-up',
    textNumber: '07700 900989',
    textShared: 'no',
    textWhen: ['any'],
    textWhenNote: 'Not on Sundays',
    textUntil: '2027-04-01',
    emailAddress: 'daniel@example.org',
    emailShared: 'no',
    emailWhenNote: 'Any time',
    emailUntil: '2027-12-31',
    reason: 'He asked for a course after his last appointment.\nHe says that he frightens his family.',
    kinds: ['threats', 'control'],
    extent: 'Shouting, broken doors, for about two years.',
    recency: 'month',
    orders: 'yes',
    ordersNote: 'Must not contact the former partner until 1 June 2027.',
    earlier: 'None known',
    staffRisk: 'no',
    staffRiskNote: 'Calm with staff so far',
    partnerSupport: 'yes',
    children: 'yes',
    childrenPlan: 'in-need',
    planHolder: 'Children’s social care, Ms Okafor, 01632 960002',
    language: 'English',
    interpreter: 'no',
    needs: 'Dyslexia: please ring, do not write long letters.',
  },
};

/** The least that can be sent: who refers, whom, whether they agree, and one way. */
const shortest: Example = {
  language: 'en',
  answers: { ...referrer, name: 'Dan', agrees: 'yes', callUse: 'yes', callNumber: '07700 900988' },
};

/** Nothing that courses ask for is there: it can be sent all the same, and the team decides. */
const unfit: Example = {
  language: 'pl',
  answers: {
    ...referrer,
    name: 'Marek',
    age: '16-17',
    agrees: 'no',
    admits: 'no',
    proceedings: 'yes',
    recentCourse: 'yes',
    livesHere: 'no',
    ringUs: 'yes',
    staffRisk: 'yes',
    staffRiskNote: 'Groził pracownikowi. Spotkania tylko w biurze.',
  },
};

/** The example answers of this form by name. */
export const examples = { full, shortest, unfit };

/** Every field of the form at its limit, on the way that asks most. */
export const longestAnswers = (): Answers => longest(form, { callUse: 'yes', textUse: 'yes', emailUse: 'yes' });
