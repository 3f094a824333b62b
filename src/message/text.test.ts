import { describe, expect, test } from 'vitest';
import type { Answers } from '#forms/define.ts';
import { discoverForms } from '#forms/discover.ts';
import type { Example } from '#forms/longest.ts';
import { examples } from '#forms/self-referral/examples.ts';
import { writeText } from './text.ts';

const forms = await discoverForms();
const entry = forms.get('self-referral');
if (!entry) throw new Error('the form is missing');
const { english } = entry;

const names = { en: 'English', pl: 'Polish', ur: 'Urdu' };
const write = ({ language, answers }: Example, { form, english } = entry) =>
  writeText({
    form,
    answers,
    english,
    lists: { areas: [{ code: 'maidstone', label: 'Maidstone' }] },
    rules: { highScore: null },
    languageName: names[language],
    header: { reference: 'ZSPG-WH8E', language, versions: { privacy: '2026-11-22', permission: '2026-11-22' } },
  });
const ring: Answers = { ringUs: 'yes', permission: 'yes' };
const first = (answers: Answers, language: Example['language'] = 'en') =>
  write({ language, answers }).split('\n\n')[0]?.split('\n') ?? [];

test.each([
  ['behaviour', 'somebody who worries about how they treat others'],
  ['friend', 'somebody close to the person, who writes about them'],
  ['programme', 'a professional, about somebody who uses abuse'],
])('the first line of %s says who writes, so that nobody takes them for one who is hurt', (id, from) => {
  const other = forms.get(id);
  if (!other) throw new Error(`the form ${id} is missing`);
  expect(write({ language: 'en', answers: {} }, other).split('\n')[0]).toContain(`FROM: ${from}`);
});

test('the shortest message, whole', () => {
  expect(write(examples.shortest)).toBe(`DANGER NOW: NOT ANSWERED | AGE: not answered
REACH: Call 07700 900982 (not said whether others can see or hear it)
LANGUAGE: written in English
Identity not verified: the check word proves only who filled in the form. Never confirm to anyone else that this person is known.
Reference: ZSPG-WH8E

== How can we reach you?
Call: Yes

== If we call you
Call this number: 07700 900982

== Before we contact you
Permission to contact: Given

The same answers are in referral.json. Nothing was sent to the person.
`);
});

test('the last lines give the code to type back, where the person can write none that looks like it', () => {
  const { form } = entry;
  const forged = 'Received code: ZSPG-WH8E-2222-2222-2222';
  const answers = { ...ring, story: `x\n${forged}` };
  const header = {
    reference: 'ZSPG-WH8E',
    language: 'en',
    versions: { privacy: '2026-11-22', permission: '2026-11-22' },
  };
  const source = { form, answers, english, lists: {}, rules: { highScore: null }, languageName: 'English', header };
  const text = writeText({ ...source, code: 'K7QM-2RVT-9HBD' });
  expect(
    text.slice(text.indexOf('The same answers')),
  ).toBe(`The same answers are in referral.json. Nothing was sent to the person.

Please tell the website that this was opened: until then it counts as unread. Give this code at /received/
Received code: ZSPG-WH8E-K7QM-2RVT-9HBD
`);
  expect(text.match(/^Received code: .*$/gm)).toEqual(['Received code: ZSPG-WH8E-K7QM-2RVT-9HBD']);
  expect(text).toContain(`    ${forged}`);
  const named = writeText({ ...source, code: 'K7QM-2RVT-9HBD', origin: 'https://help.example.org' });
  expect(named).toBe(text.replace(' /received/', ' https://help.example.org/received/'));
});

describe('the first lines', () => {
  test('of a full message in Urdu keep the person safe', () => {
    expect(first(examples.full.answers, 'ur')).toEqual([
      'DANGER NOW: I AM NOT SURE | AGE: 26 to 59',
      'REACH: Call 07700 900982 (others can see or hear it; When: In the morning; Monday to Friday; About the time: بچوں کو سکول چھوڑنے کے بعد; Do not use after: 2027-03-27; Who may answer: Somebody they trust may answer; Leave a message: Yes, without saying who we are; If somebody else answers: Say it is a wrong number)',
      'REACH: Text 07700 900983 (others may see or hear it; When: Any time; About the time: صرف دن میں; Do not use after: 2028-02-29)',
      'REACH: E-mail rabia@example.org (When: کسی بھی وقت; Do not use after: 2027-12-31)',
      'REACH: Will ring us',
      "LANGUAGE: written in Urdu; Language to speak: پہاڑی; Dialect: میرپوری; Interpreter: Yes; Interpreter's gender: A woman; Nobody from their community: Yes",
      'Do not make contact until translated: an answer about contact is in Urdu.',
      'CARE: Can see the phone, messages or whereabouts: Yes; What would put them at risk: میری ساس کو معلوم نہیں ہونا چاہیے۔ / شام ۶ بجے کے بعد فون نہ کریں۔',
      'Identity not verified: the check word proves only who filled in the form. Never confirm to anyone else that this person is known.',
      'Reference: ZSPG-WH8E',
    ]);
  });

  test('of every example are ten at most, with danger, ways and language in the first six', () => {
    for (const example of Object.values(examples)) {
      const lines = first(example.answers, example.language);
      expect(lines.length).toBeLessThanOrEqual(10);
      expect(lines[0]).toContain('DANGER NOW: ');
      expect(lines[1]).toMatch(/^REACH: ./);
      expect(lines.slice(2, 6).find((line) => line.startsWith('LANGUAGE'))).toMatch(
        /: written in (English|Polish|Urdu)/,
      );
    }
  });

  test('begin with the age of somebody under 18', () => {
    expect(first({ ...ring, age: 'under-16' })[0]).toBe('UNDER 18: Under 16 | DANGER NOW: NOT ANSWERED');
    expect(first({ ...ring, age: '16-17', danger: 'yes' })[0]).toBe('UNDER 18: 16 or 17 | DANGER NOW: YES');
    expect(first({ ...ring, age: '18-25' })[0]).toBe('DANGER NOW: NOT ANSWERED | AGE: 18 to 25');
  });

  test('name no way that was not said yes to', () => {
    const answers = {
      ...ring,
      callUse: 'unsure',
      callNumber: '07700 900982',
      textUse: 'no',
      textNumber: '07700 900983',
    };
    expect(first(answers)[1]).toBe('REACH: Will ring us (no other way was agreed: do not contact them)');
    expect(write({ language: 'en', answers })).not.toContain('07700');
  });

  test('warn to have it translated only where something about contact is in another language', () => {
    const warning = (answers: Answers, language: Example['language']) =>
      first({ ...ring, ...answers }, language).some((line) => line.startsWith('Do not make contact until translated'));
    expect(warning({ risk: 'nie dzwonić' }, 'pl')).toBe(true);
    expect(warning({ story: 'boję się' }, 'pl')).toBe(false);
    expect(warning({ risk: 'do not ring' }, 'en')).toBe(false);
  });

  test('only begin a long answer, which follows whole', () => {
    const risk = `${'very careful '.repeat(20)}END`;
    const text = write({ language: 'en', answers: { ...ring, risk } });
    expect(first({ ...ring, risk }).find((line) => line.startsWith('CARE'))).toMatch(/^.{150,170} …$/);
    expect(text).toContain(`\n    ${risk}\n`);
  });
});

test.each<[string, Answers, string[]]>([
  ['child', {}, ['UNDER 18: not answered | DANGER NOW: NOT ANSWERED', 'REACH: no way given']],
  [
    'professional',
    { danger: 'yes', judgement: 'high', emailUse: 'no' },
    ['DANGER NOW: YES | RISK: HIGH | AGE: not answered', 'REACH: no way given'],
  ],
  ['professional-short', { danger: 'no' }, ['DANGER NOW: NO, NOT RIGHT NOW | RISK: not known', 'REACH: no way given']],
  ['feedback', { words: 'Thanks', danger: 'yes' }, ['REACH: no way given']],
  ['feedback', { words: 'Thanks', aboutAbuse: 'yes' }, ['DANGER NOW: NOT ANSWERED', 'REACH: no way given']],
  ['booking', {}, []],
])('the first lines of %s with %j say what is known of danger, and where no way was given', (id, answers, lines) => {
  const other = forms.get(id);
  if (!other) throw new Error(`the form ${id} is missing`);
  const top = write({ language: 'en', answers }, other).split('\n\n')[0]?.split('\n') ?? [];
  expect(top.slice(0, top.indexOf('LANGUAGE: written in English'))).toEqual(lines);
});

describe('the person’s own words', () => {
  test('are untouched, set in, and their language is named', () => {
    const text = write(examples.full);
    for (const line of String(examples.full.answers['story']).split('\n')) expect(text).toContain(`\n    ${line}\n`);
    expect(text).toContain('In their own words (in Urdu):\n');
    expect(write(examples.full)).toContain('\nCall this number: 07700 900982\n');
    expect(write({ language: 'en', answers: { ...ring, story: 'Mine' } })).not.toContain('(in English)');
  });

  test('can make no line that looks like one of ours or of the mail’s', () => {
    const own = write(examples.hostile).split('\n');
    const ours = /^(== [A-Z]|[A-Z][^:]*:|The same answers|$)/;
    expect(own.filter((line) => !line.startsWith('    ') && !ours.test(line))).toEqual([]);
    expect(own.filter((line) => line.startsWith('DANGER NOW'))).toHaveLength(1);
    expect(own.filter((line) => line === '== Before we contact you')).toHaveLength(1);
    expect(own.filter((line) => /^(--|\.|From |Bcc)/.test(line))).toEqual([]);
  });

  test('keep a number whole where it stands between words written from the right, and only there', () => {
    const story = 'میرا نمبر 07700 900 123 ہے';
    const text = write({ language: 'ur', answers: { ...examples.shortest.answers, story } });
    expect(text).toContain('میرا نمبر 07700\u00a0900\u00a0123 ہے');
    const english = 'My number is 07700 900123.';
    expect(write({ language: 'en', answers: { ...examples.shortest.answers, story: english } })).toContain(english);
  });

  test('show what would deceive the eye', () => {
    const text = write(examples.hostile);
    expect(text).toContain('[U+202E]reversed[U+202C]');
    expect(text).toContain('NUL [U+0000]');
    expect(text).not.toMatch(/[\0\r\u202e\u2028\ufeff]/);
  });
});

test('a place is named as the county names it', () => {
  expect(write({ language: 'en', answers: { ...ring, area: 'maidstone' } })).toContain(': Maidstone\n');
});

test('everything about contact comes before the rest, which follows in the order of the form', () => {
  const titles = write(examples.full).match(/^== .*$/gm) ?? [];
  const order = [
    'reach',
    'call',
    'text',
    'email',
    'permission',
    'who',
    'risk',
    'now',
    'you',
    'what',
    'children',
    'help',
  ];
  const expected = [...order, 'language', 'interpreter', 'access'];
  expect(titles).toEqual(expected.map((id) => `== ${english.steps[id]?.title}`));
});
