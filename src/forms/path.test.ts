import { describe, expect, test } from 'vitest';
import type { Answers } from './define.ts';
import { answersOnPath, checkPage, findStep, offersSending, pageAfter, pageBefore, stepsFor } from './path.ts';
import { examples } from './self-referral/examples.ts';
import { form } from './self-referral/form.ts';

const ids = (answers: Answers) => stepsFor(form, answers).map(({ id }) => id);

describe('the way through a form', () => {
  test('leads only past the steps that the answers open', () => {
    expect(ids({})).not.toContain('call');
    expect(ids({ callUse: 'unsure' })).not.toContain('call');
    expect(ids({ callUse: 'yes' })).toContain('call');
    expect(ids({ age: 'under-16' })).toContain('young');
  });

  test('goes forward and back over the same pages', () => {
    const { answers } = examples.full;
    const forward = ['now'];
    while (forward.at(-1) !== checkPage) forward.push(pageAfter(form, forward.at(-1) ?? '', answers));
    const back: string[] = [checkPage];
    for (let page = pageBefore(form, checkPage, answers); page; page = pageBefore(form, page, answers)) back.push(page);
    expect(back.reverse()).toEqual(forward);
    expect(forward.slice(0, -1)).toEqual(ids(answers));
  });

  test('finds no step that is not on it', () => {
    expect(findStep(form, 'call', {})).toBeNull();
    expect(findStep(form, 'constructor', {})).toBeNull();
    expect(findStep(form, checkPage, {})).toBeNull();
    expect(findStep(form, 'call', { callUse: 'yes' })?.id).toBe('call');
  });

  test('offers to send once everything that is needed has been asked', () => {
    const { answers } = examples.shortest;
    expect(['now', 'reach', 'call'].map((id) => offersSending(form, id, answers))).toEqual([false, false, false]);
    expect(['permission', 'you', 'risk', checkPage].every((id) => offersSending(form, id, answers))).toBe(true);
  });
});

describe('the answers that count', () => {
  test('are those of steps on the way', () => {
    expect(answersOnPath(form, { callUse: 'no', callNumber: '07700 900982', name: 'Ana' })).toEqual({
      callUse: 'no',
      name: 'Ana',
    });
  });

  test('leave out what was not answered', () => {
    expect(answersOnPath(form, { name: ' ', kinds: [], danger: 'no' })).toEqual({ danger: 'no' });
  });
});
