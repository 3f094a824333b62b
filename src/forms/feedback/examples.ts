import type { Answers } from '../define.ts';
import { type Example, longest } from '../longest.ts';
import { form } from './form.ts';

/** All that is asked of somebody who needs help, in Urdu. */
const full: Example = {
  language: 'ur',
  answers: {
    kind: 'idea',
    about: 'website',
    words: 'نمبر بڑے لکھیں۔\nمجھے مدد بھی چاہیے۔',
    aboutAbuse: 'yes',
    danger: 'no',
    callUse: 'yes',
    textUse: 'yes',
    emailUse: 'yes',
    ringUs: 'yes',
    callNumber: '07700 900994',
    callShared: 'yes',
    callWhen: ['morning'],
    callWhenNote: 'دس بجے کے بعد',
    callUntil: '2027-03-27',
    callMessage: 'no',
    callOthers: 'nobody',
    callSay: 'survey',
    textNumber: '07700 900995',
    textShared: 'unsure',
    textWhen: ['any'],
    textWhenNote: 'صرف دن میں',
    textUntil: '2027-06-30',
    emailAddress: 'hina@example.org',
    emailShared: 'no',
    emailWhenNote: 'کسی بھی وقت',
    emailUntil: '2027-12-31',
    checkWord: 'نرگس',
    permission: 'yes',
    language: 'اردو',
    interpreter: 'no',
  },
};

/** The least that can be sent: words. */
const shortest: Example = { language: 'en', answers: { words: 'Thank you. It helped.' } };

/** A complaint, with both ways to answer it. */
const complaint: Example = {
  language: 'pl',
  answers: {
    kind: 'complaint',
    about: 'team',
    words: 'Nikt nie oddzwonił przez tydzień.',
    reply: 'yes',
    replyEmail: 'ewa@example.org',
    replyPhone: '07700 900996',
  },
};

/** The example answers of this form by name. */
export const examples = { full, shortest, complaint };

/** Every field of the form at its limit, on the way that asks most. */
export const longestAnswers = (): Answers =>
  longest(form, { aboutAbuse: 'yes', callUse: 'yes', textUse: 'yes', emailUse: 'yes', reply: 'yes' });
