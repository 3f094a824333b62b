import { describe, expect, test } from 'vitest';
import { discoverForms } from '#forms/discover.ts';
import { examples, longestAnswers } from '#forms/self-referral/examples.ts';
import { form } from '#forms/self-referral/form.ts';
import { type Header, readReferral, writeReferral } from './referral.ts';

const forms = await discoverForms();
const rules = { highScore: null };

const header: Header = {
  reference: 'ZSPG-WH8E',
  language: 'ur',
  versions: { privacy: '2026-11-22', permission: '2026-11-22' },
};
const sound = JSON.parse(writeReferral(form, examples.full.answers, header, rules));
/** The problems of a sound referral with something changed. */
const problems = (change: object) => {
  const result = readReferral(JSON.stringify({ ...sound, ...change }), forms);
  return result.ok ? [] : result.problems;
};

describe('referral.json', () => {
  test.each(Object.entries(examples))('gives back exactly the answers it was written from: %s', (_name, example) => {
    const result = readReferral(
      writeReferral(form, example.answers, { ...header, language: example.language }, rules),
      forms,
    );
    expect(result.ok && result.referral.answers).toEqual(example.answers);
  });

  test('holds every field at its limit', () => {
    const result = readReferral(writeReferral(form, longestAnswers(), header, rules), forms);
    expect(result.ok && result.referral.answers).toEqual(longestAnswers());
  });

  test('says which schema, form, language and words it was made with', () => {
    expect(sound).toMatchObject({ schema: 'self-referral-1', form: 'self-referral', ...header });
  });

  test('leaves out what is off the way or was not answered', () => {
    const text = writeReferral(
      form,
      { ringUs: 'yes', permission: 'yes', callNumber: '1', name: '', kinds: [] },
      header,
      rules,
    );
    expect(JSON.parse(text).answers).toEqual({ ringUs: 'yes', permission: 'yes' });
  });
});

describe('reading it again refuses', () => {
  test('what is no JSON or of no form of ours', () => {
    for (const text of ['', 'null', '[]', '"x"', '{}', '{"form":"constructor"}', '{"form":["self-referral"]}x']) {
      expect(readReferral(text, forms).ok).toBe(false);
    }
  });

  test.each([
    ['another schema', { schema: 'self-referral-2' }],
    ['a reference that none of ours is', { reference: 'ILOU-0000' }],
    ['a language that is no tag', { language: 'ur"><' }],
    ['words of no day', { versions: { privacy: 'today', permission: '2026-11-22' } }],
    ['something more', { extra: 1 }],
    ['no answers', { answers: null }],
  ])('%s', (_what, change) => {
    expect(problems(change)).not.toEqual([]);
  });

  test.each([
    ['a field that is not asked', { nickname: 'x' }],
    ['a code that is not offered', { danger: 'maybe' }],
    ['a text that is too long', { name: 'x'.repeat(101) }],
    ['a day that does not exist', { callUntil: '2027-02-30' }],
    ['an answer that is empty', { name: ' ' }],
    ['a list that is empty', { kinds: [] }],
    ['a code twice', { kinds: ['money', 'money'] }],
    ['a number in place of text', { name: 7 }],
  ])('%s, and names the field alone', (_what, answers) => {
    const found = problems({ answers });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^answers[.:]/);
    expect(found[0]).not.toMatch(/maybe|xxx|2027|money/);
  });

  test('a name that every object has', () => {
    const text = JSON.stringify({ ...sound, answers: {} }).replace('{}', '{"__proto__":{"danger":"yes"}}');
    expect(readReferral(text, forms).ok).toBe(false);
    expect(problems({ answers: { constructor: 'x' } })).not.toEqual([]);
  });
});
