import { describe, expect, test } from 'vitest';
import { defineForm, type Form, fieldsOf } from './define.ts';
import { radios, text } from './fields.ts';

const sound: Form = {
  id: 'tea',
  version: 1,
  path: 'ask',
  from: 'before',
  sender: 'person',
  contact: 'referrals',
  enoughAfter: 'cup',
  permissionVersion: '2026-11-22',
  roles: { danger: '', age: '', ways: [], language: [], care: [] },
  steps: [
    { id: 'cup', fields: [text('name'), radios('milk', { options: ['yes', 'no'] })] },
    { id: 'pot', fields: [text('leaves')] },
  ],
};

describe('a definition', () => {
  test('gives its fields in the order of its steps', () => {
    expect(fieldsOf(defineForm(sound)).map(({ name }) => name)).toEqual(['name', 'milk', 'leaves']);
  });

  test('is refused when two fields have one name, in whatever steps', () => {
    const steps = [...sound.steps, { id: 'tray', fields: [text('name')] }];
    expect(() => defineForm({ ...sound, steps })).toThrow('name is there twice');
  });

  test('is refused when two steps have one id', () => {
    const steps = [...sound.steps, { id: 'pot', fields: [] }];
    expect(() => defineForm({ ...sound, steps })).toThrow('pot is there twice');
  });

  test('is refused when the step after which sending is offered does not exist', () => {
    expect(() => defineForm({ ...sound, enoughAfter: 'saucer' })).toThrow('no step saucer');
  });
});
