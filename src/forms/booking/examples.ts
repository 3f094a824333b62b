import type { Answers } from '../define.ts';
import { type Example, longest } from '../longest.ts';
import { form } from './form.ts';

const you: Answers = {
  name: 'Sam Green',
  email: 'sam.green@council.example',
  agency: 'Maidstone council, housing team',
  agencyType: 'housing',
  role: 'frontline',
  area: 'maidstone',
};

/** Every question of a booking answered. */
const managed: Example = {
  language: 'en',
  answers: {
    session: 'abcd2345-m',
    ...you,
    access: 'A hearing loop, please.\nI lip-read.',
    diet: 'No nuts',
    manager: 'Alex Brown',
    managerAgrees: 'yes',
    terms: 'yes',
  },
};

/** The least that can be sent: a session, who comes, and the rules. */
const shortest: Example = { language: 'en', answers: { session: 'abcd2345', ...you, terms: 'yes' } };

/** Somebody who needs help themselves, and says so here: nothing is booked, and every question is asked that keeps them safe. */
const full: Example = {
  language: 'pl',
  answers: {
    session: 'abcd2345',
    ...you,
    aboutAbuse: 'yes',
    danger: 'unsure',
    callUse: 'yes',
    textUse: 'yes',
    emailUse: 'yes',
    ringUs: 'yes',
    callNumber: '07700 900982',
    callShared: 'yes',
    callWhen: ['morning', 'weekday'],
    callWhenNote: 'Po dziesiątej',
    callUntil: '2027-03-27',
    callMessage: 'no',
    callOthers: 'nobody',
    callSay: 'wrong-number',
    textNumber: '07700 900983',
    textShared: 'unsure',
    textWhen: ['any'],
    textWhenNote: 'W pracy',
    textUntil: '2028-02-29',
    emailAddress: 'sam@example.org',
    emailShared: 'no',
    emailWhenNote: 'Zawsze',
    emailUntil: '2027-12-31',
    checkWord: 'jaśmin',
    permission: 'yes',
    language: 'polski',
    interpreter: 'no',
  },
};

/** The example answers of this form by name. */
export const examples = { full, shortest, managed };

/** Every field of the form at its limit, on the way that asks most. */
export const longestAnswers = (): Answers =>
  longest(form, { session: 'abcd2345-m', aboutAbuse: 'yes', callUse: 'yes', textUse: 'yes', emailUse: 'yes' });
