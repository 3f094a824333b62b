import type { Answers } from '../define.ts';
import { type Example, longest } from '../longest.ts';
import { form } from './form.ts';

/** Every question answered, in Urdu. The area is one of Kent's. */
const full: Example = {
  language: 'ur',
  answers: {
    danger: 'unsure',
    callUse: 'yes',
    textUse: 'yes',
    emailUse: 'yes',
    ringUs: 'yes',
    callNumber: '07700 900991',
    callShared: 'no',
    callWhen: ['afternoon'],
    callWhenNote: 'دو بجے کے بعد',
    callUntil: '2027-03-27',
    callMessage: 'unnamed',
    callOthers: 'trusted',
    callSay: 'later',
    textNumber: '07700 900992',
    textShared: 'no',
    textWhen: ['any'],
    textWhenNote: 'کسی بھی دن',
    textUntil: '2027-06-30',
    emailAddress: 'saima@example.org',
    emailShared: 'no',
    emailWhenNote: 'کسی بھی وقت',
    emailUntil: '2027-12-31',
    checkWord: 'گلاب',
    permission: 'yes',
    relation: 'family',
    yourAge: '26-59',
    noticed: ['afraid', 'watched'],
    noticedNote: 'میری بہن اب فون پر کھل کر بات نہیں کرتی۔\nکوئی ساتھ کھڑا ہوتا ہے۔',
    children: 'yes',
    help: ['talk', 'services'],
    question: 'میں ان سے کیا کہوں؟',
    area: 'maidstone',
    language: 'پنجابی',
    interpreter: 'yes',
    risk: 'میرے بہنوئی کو معلوم نہیں ہونا چاہیے۔',
  },
};

/** The least that can be sent: they ring, and may be talked with. */
const shortest: Example = { language: 'en', answers: { ringUs: 'yes', permission: 'yes' } };

/** A neighbour who hears it through the wall and knows nothing else. */
const neighbour: Example = {
  language: 'pl',
  answers: {
    textUse: 'yes',
    textNumber: '07700 900993',
    permission: 'yes',
    relation: 'neighbour',
    noticed: ['heard'],
    children: 'not-known',
    help: ['police'],
    area: 'not-known',
  },
};

/** A child who worries for their mother, and is shown the lines for children. */
const child: Example = {
  language: 'en',
  answers: {
    ringUs: 'yes',
    permission: 'yes',
    relation: 'family',
    yourAge: 'under-16',
    question: 'How can I help my mum?',
  },
};

/** The example answers of this form by name. */
export const examples = { full, shortest, neighbour, child };

/** Every field of the form at its limit, on the way that asks most. */
export const longestAnswers = (): Answers =>
  longest(form, { callUse: 'yes', textUse: 'yes', emailUse: 'yes', yourAge: '26-59' });
