import { describe, expect, test } from 'vitest';
import type { Answers } from '../define.ts';
import { fieldsOf } from '../define.ts';
import { checkPage, offersSending, stepsFor } from '../path.ts';
import { firstUnfinished } from '../validate.ts';
import { examples, longestAnswers } from './examples.ts';
import { form } from './form.ts';

const missing = (answers: Answers) => firstUnfinished(form, answers, { areas: [] })?.issues ?? [];

describe('what is needed', () => {
  test('is one way and the permission, and nothing else', () => {
    const ways: Answers[] = [
      { callUse: 'yes', callNumber: '07700 900982' },
      { textUse: 'yes', textNumber: '07700 900982' },
      { emailUse: 'yes', emailAddress: 'a@example.org' },
      { ringUs: 'yes' },
    ];
    for (const way of ways) {
      expect(missing({ ...way, permission: 'yes' })).toEqual([]);
      expect(missing(way)).toEqual([{ field: 'permission', reason: 'agree' }]);
    }
  });

  test('is a way that was said yes to: not sure means no', () => {
    expect(missing({ callUse: 'unsure', textUse: 'unsure', emailUse: 'no', permission: 'yes' })).toEqual([
      { field: 'callUse', reason: 'one-way' },
    ]);
  });

  test('is a number for texts, unless the one for calls is there to use', () => {
    const texts = { textUse: 'yes', permission: 'yes' };
    expect(missing({ ...texts, callUse: 'yes', callNumber: '07700 900982' })).toEqual([]);
    expect(missing({ ...texts, callUse: 'no', callNumber: '07700 900982' })).toEqual([
      { field: 'textNumber', reason: 'required' },
    ]);
  });
});

test('the shortest way to send is at most five pages', () => {
  const { answers } = examples.shortest;
  const pages = [...stepsFor(form, answers).map(({ id }) => id), checkPage];
  const last = pages.findIndex((id) => offersSending(form, id, answers));
  expect(pages.slice(0, last + 1)).toEqual(['now', 'reach', 'call', 'permission']);
});

test('the permission is asked before anything about what happened', () => {
  const ids = form.steps.map(({ id }) => id);
  expect(ids.indexOf('permission')).toBeLessThan(ids.indexOf('what'));
});

test('somebody under 16 is shown the lines for children and may go on', () => {
  const { answers } = examples['under-16'];
  const ids = stepsFor(form, answers).map(({ id }) => id);
  expect(ids.slice(ids.indexOf('young'))).toEqual(
    expect.arrayContaining(['young', 'what', 'who', 'children', 'help', 'risk']),
  );
  expect(form.steps.find(({ id }) => id === 'young')?.lines).toBe('children');
});

test('the browser may remember no field but the ways to reach the person and the name', () => {
  const remembered = fieldsOf(form).flatMap(({ name, autocomplete }) => (autocomplete ? [name] : []));
  expect(remembered).toEqual(['callNumber', 'textNumber', 'emailAddress', 'name']);
});

test('what the contact sees first is asked by the form', () => {
  const { danger, age, ways = [], language = [], care = [] } = form.roles;
  const named = [
    danger,
    age,
    ...language,
    ...care,
    ...ways.flatMap(({ use, to = [], shared, before = [] }) => [use, ...to, shared, ...before]),
  ];
  const names = new Set(fieldsOf(form).map(({ name }) => name));
  expect(named.filter((name) => name !== undefined && !names.has(name))).toEqual([]);
});

describe('the examples', () => {
  test('answer every question between them, and the full one each that it can', () => {
    const names = fieldsOf(form).map(({ name }) => name);
    expect(names.filter((name) => examples.full.answers[name] === undefined)).toEqual([]);
  });

  test('have one with every field at its limit', () => {
    const answers = longestAnswers();
    for (const { name, control, max } of fieldsOf(form)) {
      if (!['text', 'textarea', 'tel', 'email'].includes(control)) continue;
      expect([name, [...(answers[name] ?? '')].length]).toEqual([name, max]);
    }
  });
});
