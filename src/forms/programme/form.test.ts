import { describe, expect, test } from 'vitest';
import type { Answers } from '../define.ts';
import { contactOf, fieldsOf } from '../define.ts';
import { checkPage, offersSending, stepsFor } from '../path.ts';
import { firstUnfinished } from '../validate.ts';
import words from './en.json' with { type: 'json' };
import { examples } from './examples.ts';
import { form } from './form.ts';

const missing = (answers: Answers) =>
  firstUnfinished(form, answers, { areas: [] })?.issues.map(({ field, reason }) => `${field} ${reason}`) ?? [];

const { shortest, unfit } = examples;

test('who refers, a name, whether they agree and one way are needed, and nothing else', () => {
  expect(missing(shortest.answers)).toEqual([]);
  expect(missing({ ...shortest.answers, name: '' })).toEqual(['name required']);
  expect(missing({ ...shortest.answers, agrees: '' })).toEqual(['agrees choose']);
  expect(missing({ ...shortest.answers, callUse: 'no' })).toEqual(['callUse one-way']);
  expect(missing({ ...shortest.answers, switchboard: '' })).toEqual(['switchboard required']);
});

test('what a course asks first is told as facts: no answer to it stops the referral', () => {
  const facts = ['agrees', 'admits', 'proceedings', 'recentCourse', 'livesHere'];
  for (const code of ['yes', 'no', 'not-known']) {
    const answers = { ...shortest.answers, ...Object.fromEntries(facts.map((name) => [name, code])) };
    expect([code, missing(answers)]).toEqual([code, []]);
  }
  expect(missing(unfit.answers)).toEqual([]);
  expect(words.steps.facts.intro[0]).toMatch(/no answer here stops the referral/);
});

test('the contact reads the facts, and whether the partner has support, in one of the first lines', () => {
  expect(form.roles.first?.at(-1)).toEqual([
    'agrees',
    'admits',
    'proceedings',
    'recentCourse',
    'livesHere',
    'partnerSupport',
  ]);
  expect(form.roles.care).toEqual(['staffRisk', 'staffRiskNote']);
});

test('it goes to the contact for behaviour and never to the mailbox for people who are hurt', () => {
  expect(form.aboutAbuse).toBeUndefined();
  expect(contactOf(form, examples.full.answers)).toBe('behaviour');
});

describe('nothing in it can find the partner or a child', () => {
  test('of the partner it asks one thing: whether there is support already', () => {
    const partner = form.steps.find(({ id }) => id === 'partner')?.fields ?? [];
    expect(partner.map(({ name, options }) => [name, options])).toEqual([
      ['partnerSupport', ['yes', 'no', 'not-known']],
    ]);
  });

  test('names and numbers are asked of the referrer, the person and the holder of a plan alone', () => {
    const labels: Record<string, { label: string }> = words.fields;
    const asked = fieldsOf(form).filter(
      ({ name, control }) => ['tel', 'email'].includes(control) || /name|address/i.test(labels[name]?.label ?? ''),
    );
    expect(asked.map(({ name }) => name)).toEqual([
      'switchboard',
      'referrerPhone',
      'referrerEmail',
      'name',
      'callNumber',
      'textNumber',
      'emailAddress',
    ]);
  });

  test('no papers are taken, since a plan names homes and schools', () => {
    expect(form.attachments ?? false).toBe(false);
  });

  test('each long answer about the abuse says what to leave out', () => {
    expect(words.fields.extent.hint).toMatch(/No names, addresses or numbers/);
    expect(words.steps.orders.intro[0]).toMatch(/Leave out any address/);
    expect(words.steps.now.intro[1]).toMatch(/leave out the names, addresses and numbers/);
  });
});

test('the browser keeps nothing about the person', () => {
  const kept = fieldsOf(form).filter(({ autocomplete }) => autocomplete !== null);
  expect(kept.map(({ name }) => name)).toEqual([
    'referrerName',
    'referrerRole',
    'agency',
    'referrerPhone',
    'referrerEmail',
  ]);
});

test('it can be sent after seven pages', () => {
  const { answers } = shortest;
  const pages = [...stepsFor(form, answers).map(({ id }) => id), checkPage];
  const last = pages.findIndex((id) => offersSending(form, id, answers));
  expect(pages.slice(0, last + 1)).toEqual(['now', 'referrer', 'person', 'facts', 'reach', 'call', 'reason']);
});
