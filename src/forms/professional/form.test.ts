import { describe, expect, test } from 'vitest';
import type { Answers } from '../define.ts';
import { fieldsOf } from '../define.ts';
import { checkPage, offersSending, stepsFor } from '../path.ts';
import { firstUnfinished } from '../validate.ts';
import { examples } from './examples.ts';
import { form } from './form.ts';

const missing = (answers: Answers) => firstUnfinished(form, answers, { areas: [] })?.issues ?? [];
const idsOf = (answers: Answers) => stepsFor(form, answers).map(({ id }) => id);
const least = examples.shortest.answers;
const { ringUs: _, ...noWay } = least;

describe('what is needed', () => {
  test.each(Object.keys(least).filter((name) => name !== 'ringUs'))('is %s, and nothing beside', (name) => {
    expect(missing(least)).toEqual([]);
    const { [name]: _gone, ...rest } = least;
    expect(missing(rest).map(({ field }) => field)).toEqual([name]);
  });

  test('is one way that is said yes to, of which speaking with the referrer alone is one', () => {
    expect(missing({ ...noWay, callUse: 'unsure' })).toEqual([{ field: 'callUse', reason: 'one-way' }]);
    expect(missing({ ...noWay, throughYou: 'yes' })).toEqual([]);
  });

  test('is to choose between speaking with the referrer alone and any other way', () => {
    const ways: Answers[] = [{ ringUs: 'yes' }, { callUse: 'yes', callNumber: '07700 900982' }];
    for (const way of ways) {
      expect(missing({ ...noWay, ...way, throughYou: 'yes' })).toEqual([{ field: 'throughYou', reason: 'choose' }]);
    }
  });
});

describe('knowing, agreeing and sharing without agreement', () => {
  test('are separate: who knows may refuse, who does not know may have agreed before', () => {
    expect(idsOf({ aware: 'yes', agrees: 'refused' })).not.toContain('unaware');
    expect(idsOf({ aware: 'no', agrees: 'agrees' })).not.toContain('without');
  });

  test.each(['not-asked', 'refused'])('ask for a reason and for who decided where somebody has %s', (agrees) => {
    const answers = { ...least, agrees };
    expect(missing(answers).map(({ field }) => field)).toEqual(['withoutBasis', 'withoutBy']);
    expect(missing({ ...answers, withoutBasis: ['serious-harm'], withoutBy: 'Kim' })).toEqual([]);
  });

  test('ask nothing more of somebody who agrees', () => {
    expect(idsOf({ ...least })).not.toContain('without');
  });
});

describe('a step opens only where its answer leads', () => {
  test.each<[string, Answers]>([
    ['address', { addressMay: 'yes' }],
    ['under18', { age: '16-17' }],
    ['under18', { age: 'under-16' }],
    ['unaware', { aware: 'no' }],
    ['score', { checklist: 'young' }],
    ['childrenMore', { children: 'yes' }],
    ['interpreter', { interpreter: 'yes' }],
    ['conference', { conference: 'heard' }],
  ])('%s: %j', (id, answers) => {
    expect(idsOf(answers)).toContain(id);
    const other = Object.fromEntries(Object.keys(answers).map((name) => [name, 'not-known']));
    expect(idsOf(other)).not.toContain(id);
    expect(idsOf({})).not.toContain(id);
  });
});

test('an address is asked only after it was said that it may be written', () => {
  expect(idsOf({ addressMay: 'no' })).not.toContain('address');
  expect(fieldsOf(form).filter(({ name }) => /address/i.test(name) && name !== 'emailAddress')).toHaveLength(3);
});

test('somebody who has the facts needs at most twenty pages and fifty-two answers', () => {
  const { answers } = examples.likely;
  expect(idsOf(answers).length + 1).toBeLessThanOrEqual(20);
  expect(Object.keys(answers).length).toBeLessThanOrEqual(52);
  const pages = [...idsOf(least), checkPage];
  expect(pages.findIndex((id) => offersSending(form, id, least)) + 1).toBe(7);
});

test('the risk is what the answers tell, by the county’s own score', () => {
  const level = (answers: Answers, highScore: number | null) => form.level?.(answers, { highScore });
  expect(level(examples.full.answers, null)).toBe('high');
  expect(level(examples.likely.answers, 14)).toBe('below-high');
  expect(level(examples.likely.answers, 9)).toBe('high');
  expect(level(least, 14)).toBe('not-known');
});

test('the form begins with danger and the lines to ring, and asks of the team’s own danger before contact', () => {
  expect(form.steps[0]).toMatchObject({ lines: 'danger', fields: [{ name: 'danger' }] });
  const ids = idsOf(examples.full.answers);
  expect(ids.indexOf('care')).toBeLessThan(ids.indexOf('reason'));
  expect(form.roles.care).toContain('staffDanger');
});

test('the equality questions are a last step of their own, none of them needed, all with a way not to say', () => {
  const last = form.steps.at(-1);
  expect(last?.id).toBe('equality');
  for (const field of last?.fields ?? []) {
    expect(field).toMatchObject({ required: false, options: expect.arrayContaining(['no-say', 'not-known']) });
  }
});

test('the browser may fill in nothing about the person', () => {
  const about = form.steps.filter(({ id }) => id !== 'referrer').flatMap(({ fields }) => fields);
  expect(about.filter(({ autocomplete }) => autocomplete !== null)).toEqual([]);
});
