import type { Answers } from '../define.ts';
import { type Example, longest } from '../longest.ts';
import { form } from './form.ts';

/** Every question answered, in Urdu: a report about a service, from somebody who needs help as well. */
const full: Example = {
  language: 'ur',
  answers: {
    service: 'abcd2345',
    what: ['number', 'hours'],
    details: 'یہ نمبر بند ہے۔\nمجھے خود بھی مدد چاہیے۔',
    aboutAbuse: 'yes',
    danger: 'unsure',
    callUse: 'yes',
    textUse: 'yes',
    emailUse: 'yes',
    ringUs: 'yes',
    callNumber: '07700 900982',
    callShared: 'yes',
    callWhen: ['morning', 'weekday'],
    callWhenNote: 'صبح دس بجے کے بعد',
    callUntil: '2027-03-27',
    callMessage: 'no',
    callOthers: 'nobody',
    callSay: 'wrong-number',
    textNumber: '07700 900983',
    textShared: 'unsure',
    textWhen: ['any'],
    textWhenNote: 'صرف دن میں',
    textUntil: '2028-02-29',
    emailAddress: 'nadia@example.org',
    emailShared: 'no',
    emailWhenNote: 'کسی بھی وقت',
    emailUntil: '2027-12-31',
    checkWord: 'چنبیلی',
    permission: 'yes',
    language: 'اردو',
    interpreter: 'yes',
  },
};

/** The least that can be sent: one tick. */
const shortest: Example = { language: 'en', answers: { what: ['number'] } };

/** A hidden place that is shown: nothing about it is repeated, and nobody is named. */
const place: Example = { language: 'pl', answers: { service: 'abcd2345', what: ['place'] } };

/** About the website as a whole, in words alone. */
const words: Example = { language: 'en', answers: { service: 'other', details: 'The map shows the wrong town.' } };

/** The example answers of this form by name. */
export const examples = { full, shortest, place, words };

/** Every field of the form at its limit, on the way that asks most. */
export const longestAnswers = (): Answers =>
  longest(form, { aboutAbuse: 'yes', callUse: 'yes', textUse: 'yes', emailUse: 'yes' });
