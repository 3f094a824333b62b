import { describe, expect, test } from 'vitest';
import { writeText } from '#message/text.ts';
import type { Answers } from '../define.ts';
import { discoverForms } from '../discover.ts';
import type { Example } from '../longest.ts';
import { checkPage, offersSending, stepsFor } from '../path.ts';
import { form as selfReferral } from '../self-referral/form.ts';
import { firstUnfinished } from '../validate.ts';
import { examples } from './examples.ts';
import { form } from './form.ts';

const english = (await discoverForms()).get('callback')?.english;
if (!english) throw new Error('the form is missing');

const missing = (answers: Answers) => firstUnfinished(form, answers, {})?.issues ?? [];
const head = ({ language, answers }: Example) => {
  const header = { reference: 'ZSPG-WH8E', language, versions: { privacy: '2026-11-22', permission: '2026-11-22' } };
  const source = { form, answers, english, lists: {}, rules: { highScore: null }, languageName: 'Urdu', header };
  return writeText(source).split('\n\n')[0]?.split('\n') ?? [];
};

test('needs one way and the permission, and nothing else', () => {
  const { answers } = examples.shortest;
  expect(missing(answers)).toEqual([]);
  expect(missing({ ...answers, permission: '' })).toEqual([{ field: 'permission', reason: 'agree' }]);
  expect(missing({ permission: 'yes' })).toEqual([{ field: 'callUse', reason: 'one-way' }]);
});

test('is four pages and the check for somebody who is rung', () => {
  const pages = [...stepsFor(form, examples.shortest.answers).map(({ id }) => id), checkPage];
  expect(pages).toEqual(['now', 'reach', 'call', 'permission', checkPage]);
  expect(offersSending(form, 'permission', examples.shortest.answers)).toBe(true);
});

test('asks of contact all that the long form asks, in the same words', () => {
  const reach = (ids: string[]) => (step: { id: string }) => ids.includes(step.id);
  const ids = ['now', 'reach', 'call', 'text', 'email'];
  const names = (steps: typeof form.steps) =>
    steps.filter(reach(ids)).map(({ id, fields }) => [id, fields.map(({ name, required }) => [name, required])]);
  expect(names(form.steps)).toEqual(names(selfReferral.steps));
  expect(form.blocks).toEqual(selfReferral.blocks);
});

describe('the first lines', () => {
  test('hold the danger, the way and what is to be known first', () => {
    expect(head(examples['texts-only'])).toEqual([
      'DANGER NOW: YES',
      'REACH: Text 07700 900983 (others may see or hear it)',
      'LANGUAGE: written in Urdu',
      'Do not make contact until translated: an answer about contact is in Urdu.',
      'CARE: To know first: میرے دیور کو خبر نہ ہو۔',
      expect.stringMatching(/^Identity not verified/),
      'Reference: ZSPG-WH8E',
    ]);
  });

  test('are at most twelve when everything is answered', () => {
    expect(head(examples.full).length).toBeLessThanOrEqual(12);
  });
});
