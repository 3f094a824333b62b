import { describe, expect, test } from 'vitest';
import type { Answers } from '../define.ts';
import { contactOf, fieldsOf } from '../define.ts';
import { stepsFor } from '../path.ts';
import { firstUnfinished } from '../validate.ts';
import { examples } from './examples.ts';
import { form } from './form.ts';

const services = [{ code: 'abcd2345', label: 'A line' }];
const missing = (answers: Answers) => firstUnfinished(form, answers, { services })?.issues ?? [];
const pages = (answers: Answers) => stepsFor(form, answers).map(({ id }) => id);

test('one tick or one word is enough, the name of the service alone is not', () => {
  expect(missing({ what: ['hours'] })).toEqual([]);
  expect(missing({ details: 'Closed since May' })).toEqual([]);
  expect(missing({ service: 'abcd2345', details: '  ' })).toEqual([{ field: 'what', reason: 'choose' }]);
});

test('a service that the county does not list is not taken', () => {
  expect(missing({ service: 'zzzz9999', what: ['hours'] })).toEqual([{ field: 'service', reason: 'choose' }]);
});

describe('without the box', () => {
  const { answers } = examples.place;

  test('it goes to the editors and is two pages long', () => {
    expect(contactOf(form, answers)).toBe('editors');
    expect(pages(answers)).toEqual(['wrong', 'help']);
  });

  test('nobody is asked who they are or how they can be reached', () => {
    const asked = stepsFor(form, answers).flatMap(({ fields }) => fields);
    expect(asked.map(({ name }) => name)).toEqual(['service', 'what', 'details', 'aboutAbuse']);
  });
});

describe('with the box "this is about abuse"', () => {
  const ticked: Answers = { what: ['other'], aboutAbuse: 'yes' };

  test('it goes to the team that helps people', () => {
    expect(contactOf(form, ticked)).toBe('referrals');
  });

  test('it asks for danger, a way to be reached and the permission', () => {
    expect(pages({ ...ticked, callUse: 'yes' })).toEqual([
      'wrong',
      'help',
      'now',
      'reach',
      'call',
      'permission',
      'language',
    ]);
    expect(missing(ticked)).toEqual([{ field: 'callUse', reason: 'one-way' }]);
    expect(missing({ ...ticked, ringUs: 'yes' })).toEqual([{ field: 'permission', reason: 'agree' }]);
    expect(missing({ ...ticked, ringUs: 'yes', permission: 'yes' })).toEqual([]);
  });
});

test('ways that were said before the box was cleared again are asked no more', () => {
  expect(pages({ what: ['other'], aboutAbuse: '', callUse: 'yes' })).toEqual(['wrong', 'help']);
});

test('no name is asked', () => {
  expect(fieldsOf(form).filter(({ autocomplete }) => autocomplete === 'name')).toEqual([]);
});
