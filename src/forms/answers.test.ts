import { describe, expect, test } from 'vitest';
import { entriesOf, isAnswered, maxBytes, readAnswers, textOf } from './answers.ts';
import { form as professional } from './professional/form.ts';
import { examples, longestAnswers } from './self-referral/examples.ts';
import { form } from './self-referral/form.ts';

const read = (entries: [string, string][], before = {}) => readAnswers(form, entries, before);

describe('reading a body', () => {
  test.each(Object.entries(examples))('gives back the answers that were written to it: %s', (_name, { answers }) => {
    const oneLineEnd = (value: string) => value.replace(/\r\n?/g, '\n');
    const expected = Object.fromEntries(
      Object.entries(answers).map(([name, answer]) => [name, typeof answer === 'string' ? oneLineEnd(answer) : answer]),
    );
    expect(read(entriesOf(form, answers))).toEqual(expected);
  });

  test('keeps what a body says nothing of', () => {
    expect(read([['name', 'Ana']], { story: 'before', kinds: ['money'] })).toEqual({
      name: 'Ana',
      story: 'before',
      kinds: ['money'],
    });
  });

  test('empties what a shown step no longer holds, since a browser sends nothing for a box that is not ticked', () => {
    const before = { kinds: ['money'], story: 'before', help: ['talk'] };
    const answers = read(
      [
        ['shown', 'what'],
        ['story', 'after'],
      ],
      before,
    );
    expect(answers).toEqual({ kinds: [], story: 'after', help: ['talk'] });
  });

  test('ignores names that are no field, whatever they are', () => {
    const names = ['__proto__', 'constructor', 'toString', 'draft', '', 'callUntil'];
    const answers = read(names.map((name): [string, string] => [name, 'x']));
    expect(answers).toEqual({});
    expect(Object.getPrototypeOf(answers)).toBe(Object.prototype);
    expect('x' in {}).toBe(false);
  });

  test('takes the first of several values for a field that has one, and all of them for boxes', () => {
    const entries: [string, string][] = [
      ['name', 'one'],
      ['name', 'two'],
      ['kinds', 'money'],
      ['kinds', 'threats'],
    ];
    expect(read(entries)).toEqual({ name: 'one', kinds: ['money', 'threats'] });
  });

  test('makes each line end one sign, so that a script and a browser send the same', () => {
    expect(read([['story', 'a\r\nb\rc\nd']])).toEqual({ story: 'a\nb\nc\nd' });
  });
});

describe('a day', () => {
  const day = (parts: [string, string, string]) =>
    read([
      ['callUntil-day', parts[0]],
      ['callUntil-month', parts[1]],
      ['callUntil-year', parts[2]],
    ])['callUntil'];

  test('is put together from its parts', () => {
    expect(day(['7', ' 3 ', '2027'])).toBe('2027-03-07');
  });

  test.each([
    ['Arabic-Indic', '٢٧', '٣', '٢٠٢٧'],
    ['Persian and Urdu', '۲۷', '۳', '۲۰۲۷'],
    ['Bengali', '২৭', '৩', '২০২৭'],
    ['Gurmukhi', '੨੭', '੩', '੨੦੨੭'],
    ['full width', '２７', '３', '２０２７'],
    // These stand directly behind other digits: the run of ten is not found by looking nine back.
    ['double-struck', '𝟚𝟟', '𝟛', '𝟚𝟘𝟚𝟟'],
  ])('may be written in other digits: %s', (_script, ...parts) => {
    expect(day(parts as [string, string, string])).toBe('2027-03-27');
  });

  test('of which a body holds one part is there, and what was kept before is gone', () => {
    expect(read([['callUntil-year', '2027']], { callUntil: '2027-03-07' })).toEqual({ callUntil: '2027--' });
  });

  test('that was left empty is empty, and what cannot be one is kept to be mended', () => {
    expect(day(['', '', ''])).toBe('');
    expect(day(['soon', '', '2027'])).toBe('2027--soon');
  });

  test.each([
    ['half filled in', '27', '', '2027'],
    ['words', 'x', 'March', ''],
    ['all in one field', '27\u20103\u20102027', '', ''],
  ])('that is none goes back into the fields it was typed in: %s', (_what, ...parts) => {
    const typed = parts.map((part) => part.replaceAll('\u2010', '-')) as [string, string, string];
    const entries = Object.fromEntries(entriesOf(form, { callUntil: String(day(typed)) }));
    expect(['day', 'month', 'year'].map((part) => entries[`callUntil-${part}`])).toEqual(parts);
  });
});

test.each([
  ['Arabic-Indic', '٠٧٧٠٠ ٩٠٠٩٨٣'],
  ['Persian and Urdu', '۰۷۷۰۰ ۹۰۰۹۸۳'],
  ['Bengali', '০৭৭০০ ৯০০৯৮৩'],
])('a telephone number in other digits can be dialled by whoever reads it: %s', (_script, typed) => {
  expect(read([['callNumber', typed]])['callNumber']).toBe('07700 900983');
});

test('a number may be written in other digits, with space around it', () => {
  expect(readAnswers(professional, [['score', ' ۱۷ ']])['score']).toBe('17');
});

describe('an answer', () => {
  test('that is blank is none', () => {
    expect([undefined, '', ' \n', []].map(isAnswered)).toEqual([false, false, false, false]);
    expect(['0', ['a']].map(isAnswered)).toEqual([true, true]);
  });

  test('of several codes is no text', () => {
    expect(textOf({ kinds: ['money'] }, 'kinds')).toBe('');
    expect(textOf({ name: 'Ana' }, 'name')).toBe('Ana');
    expect(textOf({}, 'name')).toBe('');
  });
});

test('the limit of a body holds every answer at its own limit, as a browser writes it', async () => {
  const body = new FormData();
  for (const [name, value] of entriesOf(form, longestAnswers())) body.append(name, value);
  for (const step of form.steps) body.append('shown', step.id);
  const bytes = (await new Response(body).arrayBuffer()).byteLength;
  expect(bytes).toBeLessThan(maxBytes(form));
  // Room is left for longer headers of parts than these: up to 200 bytes each.
  const entries = entriesOf(form, longestAnswers());
  const values = entries.reduce((sum, [, value]) => sum + Buffer.byteLength(value), 0);
  expect(values).toBeGreaterThan(30_000);
  expect(values + 200 * entries.length).toBeLessThan(maxBytes(form));
});
