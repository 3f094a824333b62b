import { describe, expect, test } from 'vitest';
import { writeText } from '#message/text.ts';
import type { Answers } from '../define.ts';
import { fieldsOf } from '../define.ts';
import { discoverForms } from '../discover.ts';
import type { Example } from '../longest.ts';
import { answersOnPath, checkPage, offersSending, stepsFor } from '../path.ts';
import { firstUnfinished } from '../validate.ts';
import { examples } from './examples.ts';
import { form } from './form.ts';

const english = (await discoverForms()).get('child')?.english;
if (!english) throw new Error('the form is missing');

const lists = { areas: [{ code: 'maidstone', label: 'Maidstone' }] };
const missing = (answers: Answers) => firstUnfinished(form, answers, lists)?.issues ?? [];
const idsFor = (answers: Answers) => stepsFor(form, answers).map(({ id }) => id);
const head = ({ language, answers }: Example) => {
  const header = { reference: 'ZSPG-WH8E', language, versions: { privacy: '2026-11-22', permission: '2026-11-22' } };
  const source = { form, answers, english, lists, rules: { highScore: null }, languageName: 'Urdu', header };
  return writeText(source).split('\n\n')[0]?.split('\n') ?? [];
};
const { answers: mother } = examples.mother;
const { answers: shortest } = examples.shortest;

test('who writes is asked first, and leads a parent past what is for agencies', () => {
  expect(form.steps[0]?.fields[0]?.name).toBe('sentBy');
  expect(missing({})).toEqual([{ field: 'sentBy', reason: 'choose' }]);
  expect(idsFor(mother)).toEqual(expect.arrayContaining(['parent', 'permission']));
  for (const id of ['referrer', 'agreement', 'without']) expect(idsFor(mother)).not.toContain(id);
  for (const id of ['parent', 'permission', 'unreached']) expect(idsFor(shortest)).not.toContain(id);
});

test('a professional needs themselves, a name for the child and whom the child trusts', () => {
  const required = Object.keys(shortest).filter((name) => missing({ ...shortest, [name]: '' }).length > 0);
  expect(required).toEqual(Object.keys(shortest));
});

describe('a parent’s contact', () => {
  test('is asked only where the child trusts them and the contact is their own', () => {
    expect(idsFor(mother)).toEqual(expect.arrayContaining(['reach', 'call']));
    for (const trusted of ['none', 'not-known']) expect(idsFor({ ...mother, trusted })).not.toContain('reach');
    expect(idsFor({ ...mother, contactTheirs: 'no' })).not.toContain('reach');
  });

  test('has to be said to be theirs where the child trusts somebody, and only there', () => {
    expect(missing({ ...mother, contactTheirs: '' })).toEqual([{ field: 'contactTheirs', reason: 'choose' }]);
    expect(missing({ ...shortest, trusted: 'none' })).toEqual([]);
  });

  test('that was typed before the child was said not to trust them does not reach the team', () => {
    expect(answersOnPath(form, examples.untrusted.answers)['callNumber']).toBeUndefined();
    const lines = head(examples.untrusted);
    expect(lines.find((line) => line.startsWith('REACH'))).toBe('REACH: no way given');
    expect(lines.some((line) => line.includes('Trusted by the child: NONE: contact no parent'))).toBe(true);
  });

  test('that cannot be used is said to the parent, unless the young person is reached', () => {
    expect(idsFor(examples.untrusted.answers)).toContain('unreached');
    expect(idsFor(mother)).not.toContain('unreached');
    const own = { ...examples.untrusted.answers, age: '13-15', ownReach: 'yes', ownNumber: '07700 900989' };
    expect(idsFor(own)).not.toContain('unreached');
  });
});

describe('a young person', () => {
  test.each([
    ['10-12', false],
    ['13-15', true],
    ['16-17', true],
    ['not-known', false],
  ])('of %s is asked how to be reached: %s', (age, asked) => {
    expect(idsFor({ ...mother, age }).includes('own')).toBe(asked);
  });

  test('who may be reached needs a number', () => {
    expect(missing({ ...mother, age: '13-15', ownReach: 'yes' })).toEqual([{ field: 'ownNumber', reason: 'required' }]);
    expect(missing({ ...mother, age: '13-15', ownReach: 'not-known' })).toEqual([]);
  });
});

test('sharing without agreement of a parent or child needs its reason, of a professional alone', () => {
  const unagreed: Answers[] = [{ parentAgrees: 'refused' }, { parentAgrees: 'not-asked' }, { childAgrees: 'refused' }];
  for (const answer of unagreed)
    expect(missing({ ...shortest, ...answer })).toEqual([{ field: 'shareWhy', reason: 'required' }]);
  expect(missing({ ...shortest, parentAgrees: 'agrees', childAgrees: 'not-asked' })).toEqual([]);
  expect(missing({ ...mother, childAgrees: 'refused' })).toEqual([]);
});

test('what parent and child know and want are four answers', () => {
  const names = fieldsOf(form).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['parentKnows', 'parentAgrees', 'childKnows', 'childAgrees']));
});

describe('the first lines', () => {
  test('say under 18, whose number it is and who wrote', () => {
    expect(head(examples.mother)).toEqual([
      'UNDER 18: 5 to 9 | DANGER NOW: NO, NOT RIGHT NOW',
      'REACH: Call 07700 900982 (others can see or hear it; Trusted by the child: Mother; About the time: جب بچے سکول میں ہوں)',
      'LANGUAGE: written in Urdu',
      'Do not make contact until translated: an answer about contact is in Urdu.',
      'CARE: Must not know: بچے کے والد',
      'Sent by: Parent or carer, not an agency; Is the child’s: Mother; Name to use: رابعہ',
      'Trusted by the child: Mother; Phone and email are that person’s own: Yes; Child knows of it: No; Child agrees: Not asked, or too young',
      expect.stringMatching(/^Identity not verified/),
      'Reference: ZSPG-WH8E',
    ]);
  });

  test('are at most twelve when everything is answered, the young person’s own way among them', () => {
    const lines = head(examples.full);
    expect(lines.length).toBeLessThanOrEqual(12);
    expect(lines).toContain(
      'REACH: The young person themself 07700 900989 (How: Text; When, and if somebody else answers: After school, at the nurse’s office)',
    );
  });
});

test('can be sent from the tenth page at the latest, by somebody who has the facts', () => {
  for (const answers of [shortest, mother]) {
    const pages = [...idsFor(answers), checkPage];
    expect(pages.findIndex((id) => offersSending(form, id, answers))).toBeLessThan(10);
  }
});
