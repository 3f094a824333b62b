import { describe, expect, test } from 'vitest';
import type { Answers } from '../define.ts';
import { contactOf, fieldsOf } from '../define.ts';
import { answersOnPath, stepsFor } from '../path.ts';
import { firstUnfinished } from '../validate.ts';
import { examples } from './examples.ts';
import { form } from './form.ts';

const sessions = ['abcd2345', 'abcd2345-m'].map((code) => ({ code, label: code }));
const lists = { sessions, areas: [{ code: 'maidstone', label: 'Maidstone' }] };
const missing = (answers: Answers) => firstUnfinished(form, answers, lists)?.issues.map(({ field }) => field) ?? [];
const pages = (answers: Answers) => stepsFor(form, answers).map(({ id }) => id);
const { answers } = examples.shortest;

test('a session that cannot be booked is not taken', () => {
  expect(missing({ ...answers, session: 'zzzz9999' })).toEqual(['session']);
  expect(missing({ ...answers, session: '' })).toEqual(['session']);
});

test('a manager is asked for only where the course asks', () => {
  expect(pages(answers)).toEqual(['session', 'you', 'needs', 'terms', 'help']);
  const managed = { ...answers, session: 'abcd2345-m' };
  expect(pages(managed)).toEqual(['session', 'you', 'needs', 'manager', 'terms', 'help']);
  expect(missing(managed)).toEqual(['manager', 'managerAgrees']);
});

test('nothing is booked without agreeing to the rules', () => {
  expect(missing({ ...answers, terms: '' })).toEqual(['terms']);
});

test('an address, a name and what people can be counted by are needed; what they need is their own matter', () => {
  expect(missing({ ...answers, email: 'sam' })).toEqual(['email']);
  expect(fieldsOf(form).flatMap(({ name, required }) => (required ? [name] : []))).toEqual(
    expect.arrayContaining(['name', 'email', 'agency', 'agencyType', 'role', 'area']),
  );
  expect(missing(answers)).toEqual([]);
});

describe('with the box "this is about abuse"', () => {
  const ticked = examples.full.answers;

  test('it goes to the team that helps people, without what a booking needs', () => {
    expect(contactOf(form, ticked)).toBe('referrals');
    expect(contactOf(form, answers)).toBe('training');
    const sent = answersOnPath(form, { ...ticked, ...examples.managed.answers, aboutAbuse: 'yes' });
    expect(Object.keys(sent)).not.toEqual(expect.arrayContaining(['terms']));
    expect(sent['diet']).toBeUndefined();
    expect(missing(ticked)).toEqual([]);
  });
});
