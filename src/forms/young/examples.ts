import type { Answers } from '../define.ts';
import { type Example, longest } from '../longest.ts';
import { form } from './form.ts';

/** Every question answered, in Urdu. The area is one of Kent's. */
const full: Example = {
  language: 'ur',
  answers: {
    age: '16-17',
    danger: 'no',
    callUse: 'yes',
    textUse: 'yes',
    emailUse: 'yes',
    ringUs: 'yes',
    callNumber: '07700 900985',
    callShared: 'no',
    callWhen: ['afternoon'],
    callWhenNote: 'کالج کے بعد',
    callUntil: '2027-03-27',
    callMessage: 'no',
    callOthers: 'nobody',
    callSay: 'hang-up',
    textNumber: '07700 900985',
    textShared: 'unsure',
    textWhen: ['weekday'],
    textWhenNote: 'رات کو نہیں',
    textUntil: '2028-02-29',
    emailAddress: 'sana@example.org',
    emailShared: 'no',
    emailWhenNote: 'کسی بھی وقت',
    emailUntil: '2027-12-31',
    checkWord: 'چنبیلی',
    permission: 'yes',
    mustNotKnow: 'میرے بھائی، اور سکول میں ان کے دوست۔',
    seesPhone: 'unsure',
    name: 'ثنا',
    area: 'maidstone',
    story: 'گھر میں میرے رشتے کی بات ہو رہی ہے۔\nمیں نے ہاں نہیں کہی۔',
    language: 'اردو',
    interpreter: 'yes',
    more: 'میری ٹیچر کو کچھ کچھ معلوم ہے۔',
  },
};

/** The least that can be sent. */
const shortest: Example = {
  language: 'en',
  answers: { textUse: 'yes', textNumber: '07700 900985', permission: 'yes' },
};

/** Somebody under 16, who is shown the lines for children and goes on. */
const under16: Example = {
  language: 'pl',
  answers: {
    age: 'under-16',
    danger: 'unsure',
    ringUs: 'yes',
    permission: 'yes',
    mustNotKnow: 'tata',
    story: 'Boję się wracać do domu po szkole.',
  },
};

/** Somebody of 18 or over who goes on here. */
const over18: Example = {
  language: 'en',
  answers: { age: '18-over', emailUse: 'yes', emailAddress: 'jo@example.org', permission: 'yes', story: 'My ex.' },
};

/** The example answers of this form by name. */
export const examples = { full, shortest, 'under-16': under16, 'over-18': over18 };

/** Every field of the form at its limit, on the way that asks most. */
export const longestAnswers = (): Answers =>
  longest(form, { age: 'under-16', callUse: 'yes', textUse: 'yes', emailUse: 'yes' });
