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
    callNumber: '07700 900982',
    callShared: 'yes',
    callWhen: ['morning', 'weekday'],
    callWhenNote: 'بچوں کو سکول چھوڑنے کے بعد',
    callUntil: '2027-03-27',
    callMessage: 'unnamed',
    callOthers: 'trusted',
    callSay: 'wrong-number',
    textNumber: '07700 900983',
    textShared: 'unsure',
    textWhen: ['any'],
    textWhenNote: 'صرف دن میں',
    textUntil: '2028-02-29',
    emailAddress: 'rabia@example.org',
    emailShared: 'no',
    emailWhenNote: 'کسی بھی وقت',
    emailUntil: '2027-12-31',
    checkWord: 'چنبیلی',
    permission: 'yes',
    name: 'رابعہ',
    age: '26-59',
    area: 'maidstone',
    kinds: ['physical', 'control', 'honour', 'other'],
    story: 'وہ میرا فون دیکھتا ہے۔\nمجھے گھر سے نکلنے نہیں دیتا۔\n\nمیں ڈرتی ہوں۔',
    whoHurts: ['partner', 'other-family'],
    livesWith: 'yes',
    seesPhone: 'yes',
    children: 'yes',
    childrenNote: '۴، ۹ اور ایک چھوٹا بچہ',
    pregnant: 'unsure',
    help: ['stay', 'legal', 'immigration'],
    helpNote: 'ویزا کے بارے میں بات کرنی ہے۔',
    language: 'پہاڑی',
    interpreter: 'yes',
    dialect: 'میرپوری',
    interpreterGender: 'woman',
    notMyCommunity: 'yes',
    access: ['plain', 'with-me'],
    accessNote: 'دمہ ہے',
    risk: 'میری ساس کو معلوم نہیں ہونا چاہیے۔\nشام ۶ بجے کے بعد فون نہ کریں۔',
  },
};

/** The least that can be sent: one way and the permission. */
const shortest: Example = {
  language: 'en',
  answers: { callUse: 'yes', callNumber: '07700 900982', permission: 'yes' },
};

/** Somebody under 16, who is shown the lines for children and goes on. */
const under16: Example = {
  language: 'pl',
  answers: {
    danger: 'no',
    textUse: 'yes',
    textNumber: '+44 7700 900984',
    textWhenNote: 'po szkole, zanim wróci tata',
    permission: 'yes',
    name: 'Zuzia',
    age: 'under-16',
    story: 'Boję się wracać do domu. Żółć, łzy i gęś.',
  },
};

/** Somebody who leaves no number and will ring. */
const ringOnly: Example = { language: 'en', answers: { ringUs: 'yes', permission: 'yes', checkWord: 'bluebell' } };

/**
 * What could break a line, a header, a boundary or a reader's trust: NUL, a byte order mark, lone halves of a surrogate
 * pair, every way to end a line, bidirectional overrides, lines like ours and like the mail's. A browser sends lone
 * halves as U+FFFD and the form makes each line end one LF; what composes a message must bear them all the same.
 */
const hostile: Example = {
  language: 'en',
  answers: {
    callUse: 'yes',
    callNumber: '+44 (0)7700 / 900982 #1',
    callWhenNote: '\r\nBcc: someone@example.org\r\n\r\nhello',
    permission: 'yes',
    checkWord: '\ufeff\u202ereversed\u202c',
    name: 'A\nDANGER NOW: NO\nREACH: nobody\n== Before we contact you',
    language: '=?utf-8?q?DANGER?= \u2066\u200b\u00ad',
    story: [
      '\ufeffBOM first, NUL \0 and \u0007 bell, \u001b[31mred, \u0085 and \u2028 and \u2029',
      'lone \ud800 and \udc00 and the wrong way round \udc00\ud800',
      'lone CR \r, CRLF \r\n, LF \n',
      '--part-2345-6789',
      '--part-2345-6789--',
      '.',
      'From here',
      '-----BEGIN PGP MESSAGE-----',
      '\u202eevil\u202d \u2067right\u2069 \u{e0041}\u{e0042}',
      '👩‍👧‍👦 é e\u0301 ﷽ نمی‌خواهم',
      '</script><script>alert(1)</script> {{label}} $& __proto__',
      `one long line ${'𝟘 '.repeat(600)}`,
    ].join('\n'),
    risk: 'x\u202dy',
  },
};

/** The example answers of this form by name: what its tests and the published schema are held to. */
export const examples = { full, shortest, 'under-16': under16, 'ring-only': ringOnly, hostile };

/** Every field of the form at its limit, on the way that asks most. */
export const longestAnswers = (): Answers =>
  longest(form, { callUse: 'yes', textUse: 'yes', emailUse: 'yes', interpreter: 'yes', age: '26-59' });
