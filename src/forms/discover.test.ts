import { expect, test } from 'vitest';
import { findTelling } from '#i18n/telling.ts';
import { discoverForms, readBlocks } from './discover.ts';
import { gatherForms } from './index.ts';

test('every form is found by its own id, with its English words', async () => {
  const forms = await discoverForms();
  expect(forms.size).toBeGreaterThan(0);
  for (const [id, { form, english }] of forms) {
    expect(form.id).toBe(id);
    expect(Object.keys(english.steps).sort()).toEqual(form.steps.map((step) => step.id).sort());
  }
});

test('no address of a form tells what it is about', async () => {
  for (const { form } of (await discoverForms()).values()) {
    expect(form.path).toMatch(/^ask(\/[a-z]{2,8})?$/);
    expect(findTelling(form.path)).toBeNull();
  }
});

test('two forms cannot share an address', async () => {
  const entry = (await discoverForms()).get('self-referral');
  if (!entry) throw new Error('no form');
  expect(() => gatherForms([entry, { ...entry, form: { ...entry.form, id: 'other' } }], readBlocks())).toThrow('share');
  expect(() => gatherForms([entry], {})).toThrow('there are no words for reach');
});
