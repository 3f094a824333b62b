import { describe, expect, test } from 'vitest';
import type { Answers } from '../define.ts';
import { contactOf, fieldsOf } from '../define.ts';
import { stepsFor } from '../path.ts';
import { firstUnfinished } from '../validate.ts';
import words from './en.json' with { type: 'json' };
import { examples, longestAnswers } from './examples.ts';
import { form } from './form.ts';

const missing = (answers: Answers) => firstUnfinished(form, answers, { areas: [] })?.issues ?? [];

test('one way and the permission are needed, and nothing else', () => {
  expect(missing({ ringUs: 'yes', permission: 'yes' })).toEqual([]);
  expect(missing({ ringUs: 'yes' })).toEqual([{ field: 'permission', reason: 'agree' }]);
  expect(missing({ callUse: 'unsure', permission: 'yes' })).toEqual([{ field: 'callUse', reason: 'one-way' }]);
});

test('it never reaches the mailbox for people who are hurt', () => {
  expect(form.aboutAbuse).toBeUndefined();
  for (const { answers } of Object.values(examples)) expect(contactOf(form, answers)).toBe('behaviour');
});

describe('nothing in it can find somebody else', () => {
  const own = ['callNumber', 'textNumber', 'emailAddress', 'name'];

  test('names, numbers and addresses are asked of the sender alone', () => {
    const finds = fieldsOf(form).filter(
      ({ name, control, autocomplete }) =>
        autocomplete !== null || ['tel', 'email'].includes(control) || /name/i.test(name),
    );
    expect(finds.map(({ name }) => name)).toEqual(own);
  });

  test('the only area is one to meet in', () => {
    expect(fieldsOf(form).flatMap(({ name, list }) => (list === null ? [] : [name]))).toEqual(['area']);
    expect(words.fields.area.label).toMatch(/meet/);
    expect(words.fields.area.hint).toMatch(/do not ask where you live/);
  });
});

test('the limits are said before anything is told', () => {
  const ids = form.steps.map(({ id }) => id);
  expect(ids.indexOf('permission')).toBeLessThan(ids.indexOf('you'));
  expect(words.steps.permission.intro.join(' ')).toMatch(/plans to hurt someone.*police/);
});

test('the first page shows the line for people who want to change', () => {
  expect(form.steps[0]?.lines).toBe('own');
});

test('somebody under 16 is shown the lines for children and goes on', () => {
  const ids = stepsFor(form, examples['under-16'].answers).map(({ id }) => id);
  expect(ids.slice(ids.indexOf('young'))).toEqual(['young', 'noticed', 'change', 'language', 'risk']);
  expect(form.steps.find(({ id }) => id === 'young')?.lines).toBe('children');
});

test('an example has every field at its limit', () => {
  const answers = longestAnswers();
  for (const { name, control, max } of fieldsOf(form)) {
    if (['text', 'textarea'].includes(control)) expect([name, [...(answers[name] ?? '')].length]).toEqual([name, max]);
  }
});
