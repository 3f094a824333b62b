import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { Answers } from '../../src/forms/define.ts';
import { fieldsOf } from '../../src/forms/define.ts';
import { discoverForms } from '../../src/forms/discover.ts';
import { examples, longestAnswers } from '../../src/forms/self-referral/examples.ts';
import { form as selfReferral } from '../../src/forms/self-referral/form.ts';
import { readReferral, schemaName, writeReferral } from '../../src/message/referral.ts';
import { publishedSchema } from '../../src/message/schema.ts';

const forms = await discoverForms();
const rules = { highScore: null };

const header = {
  reference: 'ZSPG-WH8E',
  language: 'en',
  versions: { privacy: '2026-11-22', permission: '2026-11-22' },
};

describe('the published schemas', () => {
  // The file is written anew by `vitest run -u tests/contracts/schema.test.ts`. A schema that was live keeps its name
  // and its content: what changes it raises the form's version, and so makes another file.
  test.each([...forms.values()])('of $form.id are made from its definition', async ({ form }) => {
    const text = `${JSON.stringify(publishedSchema(form), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot(`../../public/schemas/${schemaName(form)}.json`);
  });
});

describe('the schema and the contact’s reader take the same', () => {
  // What a calendar knows is asked of the reader alone: `format` is a note unless a program asks for more.
  const validate = new Ajv2020({ strict: true, formats: { date: true } }).compile(publishedSchema(selfReferral));
  const judge = (referral: unknown) => ({
    schema: validate(referral),
    reader: readReferral(JSON.stringify(referral), forms).ok,
  });
  const judgeAnswers = (answers: unknown) =>
    judge({ schema: 'self-referral-1', form: 'self-referral', ...header, answers });

  test.each(Object.entries({ ...examples, longest: { answers: longestAnswers() } }))('%s', (_name, { answers }) => {
    const referral = JSON.parse(writeReferral(selfReferral, answers, header, rules));
    expect(judge(referral)).toEqual({ schema: true, reader: true });
  });

  test('each field with what any field may be given', () => {
    const probes: Record<string, unknown> = {
      empty: '',
      blank: ' \u3000\n\ufeff',
      word: 'word',
      code: 'yes',
      place: 'elsewhere',
      'code of a list': 'tunbridge-wells',
      'long code': 'a'.repeat(41),
      number: 7,
      nothing: null,
      list: [],
      'list of codes': ['yes'],
      object: {},
      day: '2027-03-27',
      'no day': '27-3-2027',
      phone: '+44 (0)7700/900-982 #2',
      'phone in other digits': '۰۷۷۰۰ ۹۰۰۹۸۲',
      'short phone': '12',
      'long phone': '1'.repeat(21),
      'phone with words': '07700 900982 now',
      address: ' rabia+x@mail.example.org ',
      'address without a dot': 'a@b',
      'address with two lines': 'a@b.org\nc@d.org',
      'address in other letters': 'راب@example.org',
      'address with a long part': `a@${'d'.repeat(64)}.org`,
    };
    for (const { name, max, control, options } of fieldsOf(selfReferral)) {
      const own: Record<string, unknown> = {
        'its own code': control === 'checkboxes' ? options.slice(0, 1) : options[0],
        'twice the same': [options[0], options[0]],
        'as long as it may be': '𐐷'.repeat(max),
        'longer than it may be': '𐐷'.repeat(max + 1),
      };
      for (const [probe, value] of Object.entries({ ...probes, ...own })) {
        const { schema, reader } = judgeAnswers({ [name]: value });
        expect([name, probe, schema]).toEqual([name, probe, reader]);
      }
    }
  });

  test.each<[string, Answers | object]>([
    ['a field that is not asked', { nickname: 'x' }],
    ['a name every object has', JSON.parse('{"__proto__":"x"}')],
  ])('%s', (_what, answers) => {
    expect(judgeAnswers(answers)).toEqual({ schema: false, reader: false });
  });

  test.each([
    ['another name', { schema: 'self-referral-0' }],
    ['another form', { form: 'other' }],
    ['a reference with look-alike signs', { reference: 'ILOU-0123' }],
    ['a tag that is none', { language: 'English' }],
    ['versions without a day', { versions: { privacy: 'now', permission: 'now' } }],
    ['one version', { versions: { privacy: '2026-11-22' } }],
    ['something more', { extra: true }],
  ])('%s', (_what, change) => {
    const sound = { schema: 'self-referral-1', form: 'self-referral', ...header, answers: {} };
    expect(judge(sound)).toEqual({ schema: true, reader: true });
    expect(judge({ ...sound, ...change })).toEqual({ schema: false, reader: false });
  });
});
