import { describe, expect, test } from 'vitest';
import type { Answers } from '../define.ts';
import { stepsFor } from '../path.ts';
import { firstUnfinished } from '../validate.ts';
import { examples } from './examples.ts';
import { form } from './form.ts';

const missing = (answers: Answers) => firstUnfinished(form, answers, {})?.issues ?? [];
const least = examples.shortest.answers;
const { ringUs: _, ...noWay } = least;

describe('what is needed', () => {
  test('is five answers, none of them to spare', () => {
    expect(missing(least)).toEqual([]);
    expect(Object.keys(least)).toHaveLength(5);
    for (const name of Object.keys(least)) {
      const { [name]: _gone, ...rest } = least;
      expect(missing(rest).map(({ field }) => field)).toEqual([name === 'ringUs' ? 'callUse' : name]);
    }
  });

  test('is a number where the team may call', () => {
    expect(missing({ ...noWay, callUse: 'yes' })).toEqual([{ field: 'callNumber', reason: 'required' }]);
    expect(missing({ ...noWay, callUse: 'yes', callNumber: '07700 900982' })).toEqual([]);
  });

  test('is to say that a number may be rung: one that stands there alone is not sent', () => {
    const ways: Answers[] = [{ ringUs: 'yes' }, { throughYou: 'yes' }, {}];
    for (const way of ways) {
      expect(missing({ ...noWay, ...way, callNumber: '07700 900982' })).toEqual([
        { field: 'callUse', reason: 'choose' },
      ]);
    }
  });

  test('is a reason and who decided, where somebody did not agree', () => {
    expect(missing({ ...least, agrees: 'refused' }).map(({ field }) => field)).toEqual(['withoutBasis', 'withoutBy']);
  });

  test('is to choose between speaking with the referrer alone and any other way', () => {
    expect(missing({ ...noWay, throughYou: 'yes' })).toEqual([]);
    expect(missing({ ...least, throughYou: 'yes' })).toEqual([{ field: 'throughYou', reason: 'choose' }]);
  });
});

test('it is two pages, with danger before all else, and says what it does not replace', () => {
  expect(stepsFor(form, examples.likely.answers).map(({ id }) => id)).toEqual(['now', 'person']);
  expect(form.steps[0]).toMatchObject({ lines: 'danger', fields: [{ name: 'danger' }, {}, {}, {}] });
});

test('danger now counts as high risk; without a checklist nothing is called lower', () => {
  const rules = { highScore: 14 };
  expect(form.level?.({ ...least, danger: 'yes' }, rules)).toBe('high');
  expect(form.level?.({ ...least, danger: 'no' }, rules)).toBe('not-known');
});
