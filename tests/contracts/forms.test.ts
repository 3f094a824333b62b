import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { isAnswered } from '../../src/forms/answers.ts';
import { type Answers, contactsOf, fieldsOf } from '../../src/forms/define.ts';
import { discoverForms } from '../../src/forms/discover.ts';
import type { Example } from '../../src/forms/longest.ts';
import { offersSending, stepsFor } from '../../src/forms/path.ts';
import { firstUnfinished } from '../../src/forms/validate.ts';
import { composeMessage } from '../../src/message/compose.ts';
import { readReferral, writeReferral } from '../../src/message/referral.ts';
import { publishedSchema } from '../../src/message/schema.ts';

const forms = await discoverForms();
const entries = await Promise.all(
  [...forms.values()].map(async (entry) => {
    const own = (await import(`../../src/forms/${entry.form.id}/examples.ts`)) as {
      examples: Record<string, Example>;
      longestAnswers: () => Answers;
    };
    return { ...entry, id: entry.form.id, ...own };
  }),
);
const lists = {
  areas: [{ code: 'maidstone', label: 'Maidstone' }],
  services: [{ code: 'abcd2345', label: 'A line' }],
  sessions: ['abcd2345', 'abcd2345-m'].map((code) => ({ code, label: 'A session' })),
};
const rules = { highScore: 14 };
const header = {
  reference: 'ZSPG-WH8E',
  language: 'en',
  versions: { privacy: '2026-11-22', permission: '2026-11-22' },
};

describe.each(entries)('the form $id', ({ form, english, examples, longestAnswers }) => {
  const all = Object.entries({ ...examples, longest: { language: 'en' as const, answers: longestAnswers() } });

  test('has a full and a shortest example, and each can be sent', () => {
    expect(Object.keys(examples)).toEqual(expect.arrayContaining(['full', 'shortest']));
    for (const [name, { answers }] of all) {
      if (name !== 'longest') expect([name, firstUnfinished(form, answers, lists)]).toEqual([name, null]);
    }
  });

  test('has every question answered by one of its examples', () => {
    const answered = Object.values(examples).flatMap(({ answers }) =>
      stepsFor(form, answers).flatMap(({ fields }) => fields.filter(({ name }) => isAnswered(answers[name]))),
    );
    const names = new Set(answered.map(({ name }) => name));
    expect(fieldsOf(form).flatMap(({ name }) => (names.has(name) ? [] : [name]))).toEqual([]);
  });

  test('offers to send once what is needed has been given, and needs nothing after it', () => {
    const ids = form.steps.map(({ id }) => id);
    const after = form.steps.slice(ids.indexOf(form.enoughAfter) + 1);
    const { answers } = examples['shortest'] as Example;
    expect(offersSending(form, form.enoughAfter, answers)).toBe(true);
    const needed = after.filter(({ when }) => when === undefined).flatMap(({ fields }) => fields);
    expect(needed.filter(({ required }) => required).map(({ name }) => name)).toEqual([]);
  });

  test.each(all)('is read back as it was written: %s', (_name, { answers, language }) => {
    const json = writeReferral(form, answers, { ...header, language }, rules);
    expect(readReferral(json, forms)).toMatchObject({ ok: true });
    const validate = new Ajv2020({ strict: true, formats: { date: true } }).compile(publishedSchema(form));
    expect([validate(JSON.parse(json)), validate.errors]).toEqual([true, null]);
  });

  test('is written with what keeps somebody safe in its first twelve lines', () => {
    const { answers, language } = examples['full'] as Example;
    const source = { form, answers, english, lists, rules, header: { ...header, language }, languageName: 'Urdu' };
    const text = new TextDecoder().decode(composeMessage({ ...source, code: '2222-2222-2222', subject: 'Message' }));
    const body = text.slice(text.indexOf('\r\n\r\n', text.indexOf('text/plain')) + 4);
    const top = body.split('\r\n').slice(0, 14).join('\n');
    expect(top).toContain('Identity not verified');
    expect(top).toContain('Reference: ZSPG-WH8E');
    if (form.child) expect(body.split('\r\n')[0]).toMatch(/^UNDER 18/);
    if (form.roles.danger) expect(top).toContain('DANGER NOW');
  });

  test('names in its first lines only fields that it asks', () => {
    const { danger, age, ways = [], language = [], care = [], first = [] } = form.roles;
    const used = ways.flatMap(({ use, to = [], shared, before = [] }) => [use, ...to, shared, ...before]);
    const named = [danger, age, form.aboutAbuse, ...language, ...care, ...first.flat(), ...used];
    const names = new Set(fieldsOf(form).map(({ name }) => name));
    expect(named.filter((name) => name !== undefined && !names.has(name))).toEqual([]);
  });

  test('lets the browser keep only what a professional says of themselves at work', () => {
    const remembered = fieldsOf(form).filter((field) => field.remembered);
    expect(form.sender === 'professional' || remembered.length === 0).toBe(true);
    expect(remembered.filter(({ autocomplete }) => autocomplete === null)).toEqual([]);
  });

  test('keeps what is not about a victim out of the mailbox for victims', () => {
    if (form.contact !== 'referrals') expect(contactsOf(form)[0]).toBe(form.contact);
    if (form.aboutAbuse) expect(form.contact).not.toBe('referrals');
  });
});
