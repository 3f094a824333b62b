import { describe, expect, test } from 'vitest';
import type { Answers } from '../define.ts';
import { contactOf, fieldsOf } from '../define.ts';
import { checkPage, offersSending, stepsFor } from '../path.ts';
import { firstUnfinished } from '../validate.ts';
import words from './en.json' with { type: 'json' };
import { examples } from './examples.ts';
import { form } from './form.ts';

const missing = (answers: Answers) => firstUnfinished(form, answers, { areas: [] })?.issues ?? [];

test('one way, or that they ring, and the permission are needed, and nothing else', () => {
  expect(missing({ ringUs: 'yes', permission: 'yes' })).toEqual([]);
  expect(missing({ emailUse: 'yes', emailAddress: 'a@example.org', permission: 'yes' })).toEqual([]);
  expect(missing({ permission: 'yes' })).toEqual([{ field: 'callUse', reason: 'one-way' }]);
  expect(missing({ ringUs: 'yes' })).toEqual([{ field: 'permission', reason: 'agree' }]);
});

test('it can be sent after three pages by somebody who rings', () => {
  const { answers } = examples.shortest;
  const pages = [...stepsFor(form, answers).map(({ id }) => id), checkPage];
  const last = pages.findIndex((id) => offersSending(form, id, answers));
  expect(pages.slice(0, last + 1)).toEqual(['now', 'reach', 'permission']);
});

test('it goes to the team that helps people', () => {
  expect(contactOf(form, examples.full.answers)).toBe('referrals');
});

describe('nobody is named', () => {
  test('no question asks for a name, the sender’s or the person’s', () => {
    const named = fieldsOf(form).filter(({ name, autocomplete }) => /name/i.test(name) || autocomplete === 'name');
    expect(named).toEqual([]);
  });

  test('every page with a question in own words about the person says to leave names out', () => {
    for (const id of ['who', 'noticed', 'risk'] as const) {
      expect([id, words.steps[id].intro.join(' ')]).toEqual([id, expect.stringMatching(/not (give|write) (a )?name/)]);
    }
  });

  test('the area is asked without an address', () => {
    expect(words.fields.area.hint).toMatch(/do not write an address/);
  });
});

test('before and after sending they read: not to the partner, and no promise of secrecy', () => {
  for (const intro of [words.steps.who.intro, words.sent.next]) {
    expect(intro.join(' ')).toMatch(/not (talk about this with|tell) .*partner/);
    expect(intro.join(' ')).toMatch(/not promise/);
  }
});

test('a child who writes is known by age at once, is shown the lines for children and goes on', () => {
  expect(form.roles.age).toBe('yourAge');
  const ids = stepsFor(form, examples.child.answers).map(({ id }) => id);
  expect(ids.slice(ids.indexOf('who'))).toEqual(['who', 'young', 'noticed', 'ask', 'area', 'language', 'risk']);
  expect(form.steps.find(({ id }) => id === 'young')?.lines).toBe('children');
});
