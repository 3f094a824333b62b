import { describe, expect, test } from 'vitest';
import { writeText } from '#message/text.ts';
import type { Answers } from '../define.ts';
import { fieldsOf } from '../define.ts';
import { discoverForms } from '../discover.ts';
import type { Example } from '../longest.ts';
import { stepsFor } from '../path.ts';
import { firstUnfinished } from '../validate.ts';
import { examples } from './examples.ts';
import { form } from './form.ts';

const english = (await discoverForms()).get('young')?.english;
if (!english) throw new Error('the form is missing');

const missing = (answers: Answers) => firstUnfinished(form, answers, { areas: [] })?.issues ?? [];
const idsFor = (answers: Answers) => stepsFor(form, answers).map(({ id }) => id);
const head = ({ language, answers }: Example) => {
  const header = { reference: 'ZSPG-WH8E', language, versions: { privacy: '2026-11-22', permission: '2026-11-22' } };
  const lists = { areas: [{ code: 'maidstone', label: 'Maidstone' }] };
  const source = { form, answers, english, lists, rules: { highScore: null }, languageName: 'Urdu', header };
  return writeText(source).split('\n\n')[0]?.split('\n') ?? [];
};
const ring: Answers = { ringUs: 'yes', permission: 'yes' };

test('needs one way and the permission, and nothing else', () => {
  expect(missing(ring)).toEqual([]);
  expect(missing({ ringUs: 'yes' })).toEqual([{ field: 'permission', reason: 'agree' }]);
  expect(missing({ permission: 'yes', textUse: 'unsure' })).toEqual([{ field: 'callUse', reason: 'one-way' }]);
});

describe('the age', () => {
  test('is the first question, and may be left out', () => {
    expect(form.steps[0]?.fields.map(({ name, required }) => [name, required])).toEqual([['age', false]]);
    expect(idsFor({}).slice(0, 2)).toEqual(['age', 'now']);
  });

  test.each(['under-16', '16-17'])('%s leads to whom a young person can talk to now, and on', (age) => {
    expect(idsFor({ age }).slice(0, 3)).toEqual(['age', 'young', 'now']);
    expect(form.steps.find(({ id }) => id === 'young')?.lines).toBe('children');
    expect(missing({ ...ring, age })).toEqual([]);
  });

  test('of 18 or over leads to the word of the other form, and on', () => {
    expect(idsFor({ age: '18-over' }).slice(0, 3)).toEqual(['age', 'adult', 'now']);
    expect(missing({ ...ring, age: '18-over' })).toEqual([]);
  });
});

describe('the first line', () => {
  test('says under 18 of who is', () => {
    expect(head(examples.full)[0]).toBe('UNDER 18: 16 or 17 | DANGER NOW: NO, NOT RIGHT NOW');
    expect(head(examples['under-16'])[0]).toBe('UNDER 18: Under 16 | DANGER NOW: I AM NOT SURE');
  });

  test('does not say it of anybody else', () => {
    expect(head(examples['over-18'])[0]).toBe('DANGER NOW: NOT ANSWERED | AGE: 18 or over');
    expect(head(examples.shortest)[0]).toBe('DANGER NOW: NOT ANSWERED | AGE: not answered');
  });
});

test('who must not know stands among the first lines, of which there are at most twelve', () => {
  const lines = head(examples.full);
  expect(lines.find((line) => line.startsWith('CARE'))).toBe(
    'CARE: Must not know: میرے بھائی، اور سکول میں ان کے دوست۔; Can see the phone, messages or whereabouts: I am not sure',
  );
  expect(lines.length).toBeLessThanOrEqual(12);
});

test('stays short, and asks what may be passed on before what happened', () => {
  expect(fieldsOf(form).filter(({ reach }) => !reach).length).toBeLessThanOrEqual(9);
  const ids = idsFor({});
  expect(ids.indexOf('permission')).toBeLessThan(ids.indexOf('what'));
});
