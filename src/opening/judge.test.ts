import { expect, test } from 'vitest';
import { makePdf } from '#attachments/testing/files.ts';
import { discoverForms } from '#forms/discover.ts';
import { writeReferral } from '#message/referral.ts';
import type { Entity } from './entity.ts';
import { judge } from './judge.ts';

const forms = await discoverForms();
const reference = 'ABCD-2345';
const header = { reference, language: 'en', versions: { privacy: '2026-11-22', permission: '2026-11-22' } };
const envelope = { sealed: null, subject: `Enquiry ${reference}`, sent: null };
const paper = { name: 'DASH.pdf', bytes: makePdf() };

/** What was inside a message of a form with nothing but its name answered; `changes` are what a forger would make of it. */
async function entityOf(id: string, changes: Partial<Entity> = {}): Promise<Entity> {
  const form = forms.get(id)?.form;
  if (!form) throw new Error(`the form ${id} is missing`);
  const { examples } = await import(`../forms/${id}/examples.ts`);
  const { answers } = examples.shortest;
  const text = `Identity not verified\n${Object.values(answers).join('\n')}\nReference: ${reference}\n`;
  const json = writeReferral(form, answers, header, { highScore: null });
  return { text, html: false, json, files: [], ...changes };
}
const problemsOf = async (id: string, changes: Partial<Entity> = {}) =>
  judge(await entityOf(id, changes), envelope, forms).problems;

test('a message as the site writes it has no problem, with papers where its form takes them', async () => {
  expect(await problemsOf('self-referral')).toEqual([]);
  expect(await problemsOf('professional', { files: [paper] })).toEqual([]);
});

test('papers with a form that takes none are told of', async () => {
  expect(await problemsOf('self-referral', { files: [paper] })).toEqual([
    'it has attachments, which its form does not take',
  ]);
});

test('one without its JSON, or with two, is told of and still read', async () => {
  const judged = judge(await entityOf('self-referral', { json: null }), envelope, forms);
  expect(judged).toMatchObject({ referral: null, problems: ['there is no single referral.json in it'] });
  expect(judged.text).toContain('Identity not verified');
});

test('a JSON that is none of the form’s is told of by its fields alone, and not given out', async () => {
  const judged = judge(await entityOf('self-referral', { json: '{"answers":{"name":"Ana"}}' }), envelope, forms);
  expect(judged.referral).toBeNull();
  expect(judged.problems.length).toBeGreaterThan(0);
  expect(judged.problems.every((problem) => problem.startsWith('referral.json does not match its schema: '))).toBe(
    true,
  );
  expect(judged.problems.join()).not.toContain('Ana');
});

test('a part in HTML, and papers that are refused, are told of each', async () => {
  const files = [paper, { name: 'a.exe', bytes: makePdf() }];
  expect(await problemsOf('professional', { html: true, files })).toEqual([
    expect.stringContaining('a part in HTML'),
    expect.stringContaining('attachment 2, a.exe, is not given out'),
  ]);
});

test('nothing in the text can turn its order or drive a terminal', async () => {
  const { text } = judge(await entityOf('self-referral', { text: 'a\u202eb\u001b[2J' }), envelope, forms);
  expect(text).toBe('a[U+202E]b[U+001B][2J');
});
