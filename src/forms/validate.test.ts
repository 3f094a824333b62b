import { describe, expect, test } from 'vitest';
import type { Answers, Step } from './define.ts';
import { examples, longestAnswers } from './self-referral/examples.ts';
import { form } from './self-referral/form.ts';
import { firstUnfinished, validateStep } from './validate.ts';

const lists = { areas: ['maidstone', 'swale'].map((code) => ({ code, label: code })) };
const step = (id: string) => form.steps.find((one) => one.id === id) as Step;
const issues = (id: string, answers: Answers) => validateStep(step(id), answers, lists);

test.each(Object.entries(examples))('every example can be sent: %s', (_name, { answers }) => {
  expect(firstUnfinished(form, answers, lists)).toBeNull();
});

test('every field at its limit, in signs of four bytes, can be sent', () => {
  expect(firstUnfinished(form, longestAnswers(), lists)).toBeNull();
});

describe('a step', () => {
  test('names each field that is wrong once, in order', () => {
    const answers = { callNumber: '', callWhen: ['noon', 'noon'], callUntil: '2027-02-30' };
    expect(issues('call', answers)).toEqual([
      { field: 'callNumber', reason: 'required' },
      { field: 'callWhen', reason: 'choose' },
      { field: 'callUntil', reason: 'date' },
    ]);
  });

  test('takes only the county’s own codes for a list', () => {
    expect(issues('you', { area: 'maidstone' })).toEqual([]);
    expect(issues('you', { area: 'swale' })).toEqual([]);
    expect(issues('you', { area: 'no-say' })).toEqual([]);
    expect(issues('you', { area: 'dorchester' })).toEqual([{ field: 'area', reason: 'choose' }]);
    expect(validateStep(step('you'), { area: 'maidstone' }, {})).toEqual([{ field: 'area', reason: 'choose' }]);
  });

  test('says what is wrong with each kind of answer, never only that it cannot be read', () => {
    expect(issues('risk', { risk: 'x'.repeat(5001) })).toEqual([{ field: 'risk', reason: 'too-long' }]);
    expect(issues('email', { emailAddress: 'wrong' })).toEqual([{ field: 'emailAddress', reason: 'email' }]);
    expect(issues('permission', { permission: '' })).toEqual([{ field: 'permission', reason: 'agree' }]);
  });

  test('calls unreadable what has the wrong kind', () => {
    expect(issues('what', { story: ['a'], kinds: 'money' })).toEqual([
      { field: 'kinds', reason: 'unreadable' },
      { field: 'story', reason: 'unreadable' },
    ]);
  });

  test('asks what no single field can see only once every field is right', () => {
    expect(issues('text', { textNumber: '12' })).toEqual([{ field: 'textNumber', reason: 'phone' }]);
    expect(issues('text', {})).toEqual([{ field: 'textNumber', reason: 'required' }]);
  });
});

test('the first step with something to mend is found among those on the way only', () => {
  const answers = { ringUs: 'yes', permission: 'yes', emailUse: 'no', emailAddress: 'wrong' };
  expect(firstUnfinished(form, answers, lists)).toBeNull();
  expect(firstUnfinished(form, { ...answers, emailUse: 'yes' }, lists)?.step.id).toBe('email');
});
