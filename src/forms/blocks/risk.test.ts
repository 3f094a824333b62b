import { describe, expect, test } from 'vitest';
import type { Answers } from '../define.ts';
import { tellLevel } from './risk.ts';

const tell = (answers: Answers, highScore: number | null = 14) => tellLevel(answers, { highScore });
const dash = (score: string) => ({ checklist: 'dash', score });

describe('the risk is high', () => {
  test.each<[string, Answers]>([
    ['somebody is in danger now', { danger: 'yes' }],
    ['the referrer judges so', { judgement: 'high' }],
    ['things are getting worse', { escalation: 'yes' }],
    ['the score is the county’s own', dash('14')],
    ['the score is above it', dash('24')],
  ])('where %s, whatever else is said', (_why, answers) => {
    expect(tell(answers)).toBe('high');
    expect(tell({ danger: 'no', judgement: 'not-high', escalation: 'no', ...dash('0'), ...answers })).toBe('high');
  });

  test('at the number that the county sets', () => {
    expect(tell(dash('16'), 17)).toBe('not-known');
    expect(tell(dash('17'), 17)).toBe('high');
    expect(tell(dash('0'), 0)).toBe('high');
  });
});

describe('a score', () => {
  test('never lowers a judgement, and never stands for one', () => {
    expect(tell({ judgement: 'high', ...dash('1') })).toBe('high');
    expect(tell(dash('1'))).toBe('not-known');
    expect(tell({ judgement: 'not-known', escalation: 'no', ...dash('13') })).toBe('not-known');
  });

  test('raises above a judgement', () => {
    expect(tell({ judgement: 'not-high', ...dash('13') })).toBe('below-high');
    expect(tell({ judgement: 'not-high', ...dash('14') })).toBe('high');
  });

  test('counts for nothing where the county has set no number, or no checklist was used', () => {
    expect(tell({ judgement: 'not-high', ...dash('24') }, null)).toBe('below-high');
    expect(tell({ checklist: 'none', score: '24' })).toBe('not-known');
  });

  test.each(['', ' ', 'many', '-20', '1e9'])('that is none (%j) is left aside', (score) => {
    expect(tell(dash(score), 0)).toBe('not-known');
  });
});

test('the risk is not known where nothing was answered, or nobody could say', () => {
  expect(tell({})).toBe('not-known');
  expect(tell({ danger: 'unsure', judgement: 'not-known', escalation: 'not-known' })).toBe('not-known');
});
