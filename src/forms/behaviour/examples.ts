import type { Answers } from '../define.ts';
import { type Example, longest } from '../longest.ts';
import { form } from './form.ts';

/** Every question answered, in Urdu. The area is one of Kent's. */
const full: Example = {
  language: 'ur',
  answers: {
    danger: 'no',
    callUse: 'yes',
    textUse: 'yes',
    emailUse: 'yes',
    ringUs: 'yes',
    callNumber: '07700 900985',
    callShared: 'unsure',
    callWhen: ['evening'],
    callWhenNote: 'کام کے بعد',
    callUntil: '2027-03-27',
    callMessage: 'no',
    callOthers: 'nobody',
    callSay: 'later',
    textNumber: '07700 900986',
    textShared: 'no',
    textWhen: ['weekday'],
    textWhenNote: 'دوپہر میں',
    textUntil: '2027-06-30',
    emailAddress: 'kamran@example.org',
    emailShared: 'no',
    emailWhenNote: 'کسی بھی وقت',
    emailUntil: '2027-12-31',
    checkWord: 'چنار',
    permission: 'yes',
    name: 'کامران',
    age: '26-59',
    area: 'maidstone',
    noticed: ['afraid', 'words', 'children'],
    noticedNote: 'گھر میں سب مجھ سے ڈرتے ہیں۔\nمیں ایسا نہیں رہنا چاہتا۔',
    want: 'غصے میں کسی پر نہ چیخوں۔',
    help: ['talk', 'course'],
    language: 'اردو',
    interpreter: 'yes',
    risk: 'جب میں گھر پر ہوں تو فون نہ کریں۔',
  },
};

/** The least that can be sent: one way and the permission. */
const shortest: Example = {
  language: 'en',
  answers: { callUse: 'yes', callNumber: '07700 900985', permission: 'yes' },
};

/** Somebody who is afraid of what they may do now, leaves no number and will ring. */
const nowInDanger: Example = {
  language: 'pl',
  answers: { danger: 'yes', ringUs: 'yes', permission: 'yes', noticed: ['body'], want: 'Chcę przestać.' },
};

/** Somebody under 16, who is shown the lines for children. */
const under16: Example = {
  language: 'en',
  answers: { ringUs: 'yes', permission: 'yes', age: 'under-16', noticedNote: 'I hit my mum.' },
};

/** The example answers of this form by name. */
export const examples = { full, shortest, 'in-danger': nowInDanger, 'under-16': under16 };

/** Every field of the form at its limit, on the way that asks most. */
export const longestAnswers = (): Answers =>
  longest(form, { callUse: 'yes', textUse: 'yes', emailUse: 'yes', age: '26-59' });
