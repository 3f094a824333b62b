import { describe, expect, test } from 'vitest';
import type { Answers } from './define.ts';
import { checkPage } from './path.ts';
import { examples } from './self-referral/examples.ts';
import { form } from './self-referral/form.ts';
import { openForm, takeTurn } from './turn.ts';

const lists = { areas: [] };
const { answers: enough } = examples.shortest;

/** Where an action leads from a page: `send`, or the page with what is to be mended on it. */
function go(page: string, action: string, answers: Answers, returning = false) {
  const turn = takeTurn(form, answers, lists, { action, page, returning });
  if (turn.send) return 'send';
  const problems = turn.view.issues.map(({ field }) => field).join(' ');
  return [turn.view.page, problems, turn.view.returning ? '(returning)' : ''].filter(Boolean).join(' ');
}

test('a form opens on its first page with nothing in it', () => {
  expect(openForm(form)).toEqual({ page: 'now', answers: {}, issues: [], returning: false, notice: null });
});

describe('Continue', () => {
  test('goes on when the page is right', () => {
    expect(go('now', 'continue', {})).toBe('reach');
    expect(go('reach', 'continue', enough)).toBe('call');
    expect(go('risk', 'continue', enough)).toBe(checkPage);
  });

  test('stays with what is to be mended, and keeps every answer', () => {
    expect(go('reach', 'continue', { name: 'Ana' })).toBe('reach callUse');
    const turn = takeTurn(form, { name: 'Ana' }, lists, { action: 'continue', page: 'reach', returning: false });
    expect(turn.send ? null : turn.view.answers).toEqual({ name: 'Ana' });
  });

  test('is what an unknown or missing action means', () => {
    for (const action of ['', 'x', 'constructor', 'continue:call', 'SEND']) {
      expect(go('now', action, {})).toBe('reach');
      expect(go(checkPage, action, enough)).toBe(checkPage);
    }
  });

  test('from a page that does not exist starts at the first', () => {
    for (const page of ['', 'nowhere', 'constructor', 'call']) expect(go(page, 'continue', {})).toBe('reach');
  });
});

describe('Back', () => {
  test('goes back whatever is wrong on the page', () => {
    expect(go('call', 'back', { callUse: 'yes', callNumber: 'wrong' })).toBe('reach');
  });

  test('on the first page stays there', () => {
    expect(go('now', 'back', {})).toBe('now');
  });

  test('from the check page goes to the last step', () => {
    expect(go(checkPage, 'back', enough)).toBe('risk');
  });
});

describe('Change', () => {
  test('opens the step and comes back to the check page', () => {
    expect(go(checkPage, 'change:what', enough)).toBe('what (returning)');
    expect(go('what', 'continue', enough, true)).toBe('check (returning)');
  });

  test('that opens a step still to be answered leads there before coming back', () => {
    expect(go('reach', 'continue', { ...enough, emailUse: 'yes' }, true)).toBe('email (returning)');
  });

  test('of a step that is not on the way stays on the check page', () => {
    for (const target of ['email', 'nowhere', ''])
      expect(go(checkPage, `change:${target}`, enough)).toBe('check (returning)');
  });
});

describe('Send', () => {
  test('sends from any page once what is needed is there', () => {
    for (const page of ['permission', 'what', checkPage, 'nowhere']) expect(go(page, 'send', enough)).toBe('send');
  });

  test('leads to the first page where something is missing or wrong', () => {
    expect(go(checkPage, 'send', {})).toBe('reach callUse');
    expect(go('what', 'send', { ...enough, permission: '' })).toBe('permission permission');
    expect(go(checkPage, 'send', { ...enough, callUntil: '2027-02-30' })).toBe('call callUntil');
  });
});

test('a change of language stays on the page and says nothing of mistakes', () => {
  expect(go('reach', 'language:ur', {})).toBe('reach');
  expect(go(checkPage, 'language:pl', enough)).toBe(checkPage);
});
