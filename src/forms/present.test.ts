import { describe, expect, test } from 'vitest';
import ui from '#i18n/en.json' with { type: 'json' };
import { type Field, fieldsOf } from './define.ts';
import { discoverForms } from './discover.ts';
import { issueText, linesOf, optionLabel, rowsOf } from './present.ts';
import { examples } from './self-referral/examples.ts';
import { form } from './self-referral/form.ts';
import type { FormWords } from './words.ts';

const entry = (await discoverForms()).get('self-referral');
if (!entry) throw new Error('the form is missing');
const { english } = entry;

const words: FormWords = english;
const lists = { areas: [{ code: 'maidstone', label: 'Maidstone' }] };
const field = (name: string) => fieldsOf(form).find((one) => one.name === name) as Field;

describe('the words for a code', () => {
  test('are the county’s own for what is in its list, else the form’s', () => {
    expect(optionLabel(field('area'), 'maidstone', words, lists)).toBe('Maidstone');
    expect(optionLabel(field('area'), 'elsewhere', words, lists)).toBe('Somewhere else');
  });

  test('are the code itself where there are none', () => {
    expect(optionLabel(field('area'), 'gone-since', words, lists)).toBe('gone-since');
  });

  test('are the code itself where the code is the name of something every object has', () => {
    for (const code of ['constructor', 'toString', '__proto__']) {
      expect(optionLabel(field('kinds'), code, words, lists)).toBe(code);
    }
  });
});

describe('the rows of “check your answers”', () => {
  test('show every answered question of the way once, in order, and nothing else', () => {
    const rows = rowsOf(form, examples.full.answers, words, lists);
    const expected = fieldsOf(form).filter(({ name }) => examples.full.answers[name] !== undefined);
    expect(rows.map(({ field }) => field)).toEqual(expected.map(({ name }) => name));
    expect(rowsOf(form, { callUse: 'no', callNumber: '1', name: '' }, words, lists).map(({ field }) => field)).toEqual([
      'callUse',
    ]);
  });

  test('have a line for each code and leave a text as it was typed', () => {
    expect(linesOf(field('callWhen'), ['morning', 'weekend'], words, lists)).toEqual([
      'In the morning',
      'At the weekend',
    ]);
    expect(linesOf(field('story'), ' a\n<b> ', words, lists)).toEqual([' a\n<b> ']);
  });
});

describe('what is to be mended', () => {
  test('is said in the field’s own words where it has some', () => {
    expect(issueText(form, { field: 'permission', reason: 'agree' }, words, ui.errors)).toBe(
      'Tick the box if we may contact you. We cannot send this without it.',
    );
  });

  test('names the question and its limit', () => {
    expect(issueText(form, { field: 'helpNote', reason: 'too-long' }, words, ui.errors)).toBe(
      'Please use 1000 letters or fewer: Anything more about this',
    );
  });
});
