import { expect, test } from 'vitest';
import { findForm, forms } from './index.ts';

test('a form is found by its own id', () => {
  for (const [id, form] of Object.entries(forms)) {
    expect(form.id).toBe(id);
    expect(findForm(id)).toBe(form);
  }
});

test('no form is found by another name, not even one that every object has', () => {
  for (const id of ['', 'self-referral ', 'constructor', '__proto__', 'toString']) expect(findForm(id)).toBeNull();
});
