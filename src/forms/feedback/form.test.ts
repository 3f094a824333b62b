import { describe, expect, test } from 'vitest';
import type { Answers } from '../define.ts';
import { contactOf } from '../define.ts';
import { answersOnPath, stepsFor } from '../path.ts';
import { firstUnfinished } from '../validate.ts';
import { examples } from './examples.ts';
import { form } from './form.ts';

const missing = (answers: Answers) => firstUnfinished(form, answers, {})?.issues ?? [];
const pages = (answers: Answers) => stepsFor(form, answers).map(({ id }) => id);

test('words are needed, and nothing else', () => {
  expect(missing({ words: 'Thank you' })).toEqual([]);
  expect(missing({ kind: 'complaint', about: 'team' })).toEqual([{ field: 'words', reason: 'required' }]);
});

describe('without the box', () => {
  test('it goes to the contact for feedback, and asks for a way only of those who want an answer', () => {
    const words: Answers = { words: 'x' };
    expect(contactOf(form, words)).toBe('feedback');
    expect(pages(words)).toEqual(['say', 'help', 'answer']);
    expect(pages({ ...words, reply: 'no' })).toEqual(['say', 'help', 'answer']);
    expect(pages({ ...words, reply: 'yes' })).toEqual(['say', 'help', 'answer', 'how']);
  });

  test('an answer needs one way, by mail or by telephone', () => {
    const wanted: Answers = { words: 'x', reply: 'yes' };
    expect(missing(wanted)).toEqual([{ field: 'replyEmail', reason: 'one-way' }]);
    expect(missing({ ...wanted, replyEmail: 'a@example.org' })).toEqual([]);
    expect(missing({ ...wanted, replyPhone: '07700 900996' })).toEqual([]);
  });

  test('the contact reads the way to answer as a way to reach somebody', () => {
    expect(form.roles.ways?.at(-1)).toEqual({ use: 'reply', to: ['replyEmail', 'replyPhone'] });
  });
});

describe('with the box "this is about abuse"', () => {
  const ticked: Answers = { words: 'x', aboutAbuse: 'yes' };

  test('it goes to the team that helps people, which asks how to reach with all care', () => {
    expect(contactOf(form, ticked)).toBe('referrals');
    expect(pages({ ...ticked, textUse: 'yes' })).toEqual([
      'say',
      'help',
      'now',
      'reach',
      'text',
      'permission',
      'language',
    ]);
    expect(missing(ticked)).toEqual([{ field: 'callUse', reason: 'one-way' }]);
    expect(missing({ ...ticked, ringUs: 'yes', permission: 'yes' })).toEqual([]);
  });

  test('an address given before for an answer is not sent: it was not asked with that care', () => {
    const answers = { ...examples.complaint.answers, aboutAbuse: 'yes' };
    expect(Object.keys(answersOnPath(form, answers))).toEqual(['kind', 'about', 'words', 'aboutAbuse']);
  });
});
